package io.candor.core.evidence;

/**
 * How much a statement gives away.
 *
 * @param level what kind of values it shows
 * @param minCell the smallest count of people behind a shown number; nothing is suppressed by it
 */
public record Disclosure(Level level, long minCell) {
    /** Kinds of disclosure. */
    public enum Level {
        /** Exact sums and rates over groups. */
        AGGREGATE,
        /** Values of single rows. */
        ROWS,
        /** Differentially private values, with their cost. */
        PRIVATE;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static Disclosure aggregate(long minCell) {
        return new Disclosure(Level.AGGREGATE, minCell);
    }

    public static Disclosure rows() {
        return new Disclosure(Level.ROWS, 1);
    }

    public static Disclosure privately() {
        return new Disclosure(Level.PRIVATE, 0);
    }
}
