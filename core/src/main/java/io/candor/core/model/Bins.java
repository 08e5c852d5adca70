package io.candor.core.model;

/**
 * How one input of a term is cut into bins. Index 0 is missing, the last index is unseen, data bins lie between. A value
 * equal to a cut belongs to the bin at its right.
 */
public sealed interface Bins {
    /** Number of bins with missing and unseen. */
    int count();

    /** The bin of an encoded value (see {@link Input}). */
    int of(double value);

    /**
     * Bins of a number.
     *
     * @param cuts strictly ascending; k cuts make k+1 data bins
     * @param min smallest value seen in training, NaN if none was
     * @param max largest value seen in training, NaN if none was
     */
    record Cuts(double[] cuts, double min, double max) implements Bins {
        @Override
        public int count() {
            return cuts.length + 3;
        }

        @Override
        public int of(double value) {
            if (Double.isNaN(value)) return 0;
            int low = 0;
            int high = cuts.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (cuts[middle] <= value) low = middle + 1;
                else high = middle;
            }
            return low + 1;
        }
    }

    /**
     * Bins of a category.
     *
     * @param binOfLevel per level of the input, its bin: 1 … k; several levels may share one, and a level that this term does not
     *     tell from an unseen one has the last
     * @param count bins with missing and unseen
     */
    record Levels(int[] binOfLevel, int count) implements Bins {
        public Levels {
            if (count < 2) throw new IllegalArgumentException("missing and unseen are bins");
            for (int bin : binOfLevel) {
                if (bin < 1 || bin >= count) throw new IllegalArgumentException("a level has no bin");
            }
        }

        /** As many bins as there are used, none of them the unseen one. */
        public Levels(int[] binOfLevel) {
            this(binOfLevel, last(binOfLevel) + 2);
        }

        private static int last(int[] binOfLevel) {
            int last = 0;
            for (int bin : binOfLevel) last = Math.max(last, bin);
            return last;
        }

        @Override
        public int of(double value) {
            if (Double.isNaN(value)) return 0;
            int level = (int) value;
            return level < 0 || level >= binOfLevel.length ? count - 1 : binOfLevel[level];
        }
    }
}
