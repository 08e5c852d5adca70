package io.candor.fairness.monitor;

import io.candor.core.CandorException;
import io.candor.core.json.EcmaNumber;
import io.candor.core.json.Json;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A named policy: what a rate, or its gap between groups, must be in each window. It raises an alarm when the whole interval
 * misses the requirement in {@code inARow} closed windows one after another.
 *
 * @param name for people; unique in a plan
 * @param feature whose groups are compared
 * @param rate what is compared
 * @param measure the overall rate, the largest minus the smallest rate of a group, or the smallest over the largest
 * @param atLeast whether the limit is a lower one. A difference has an upper limit and a ratio a lower one, so that what groups
 *     with enough rows miss can't be met by adding the small ones
 * @param limit a finite number
 * @param minSupport groups with fewer rows behind the rate are not judged; at least 1
 * @param inARow windows that must miss one after another, 1 to 100
 */
public record Alert(
        String name,
        String feature,
        WatchedRate rate,
        Measure measure,
        boolean atLeast,
        double limit,
        Level level,
        long minSupport,
        int inARow) {
    private static final Pattern SHAPE = Pattern.compile(
            "\\s*([a-z_]+?)(\\.difference|\\.ratio)?\\s*(>=|<=)\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*");

    /** What is taken of the groups' rates. */
    public enum Measure {
        OVERALL,
        DIFFERENCE,
        RATIO
    }

    /** What an alarm counts as. */
    public enum Level {
        WARN,
        FAIL;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws CandorException {@code CND-F052} */
    public Alert {
        boolean wrongWay = (measure == Measure.DIFFERENCE && atLeast) || (measure == Measure.RATIO && !atLeast);
        if (wrongWay || !(Math.abs(limit) < Double.POSITIVE_INFINITY)) {
            throw unreadable(text(rate, measure, atLeast, limit));
        }
        if (minSupport < 1 || minSupport > 1L << 53 || inARow < 1 || inARow > 100 || name.isBlank()) {
            throw CandorException.user(
                    "CND-F053",
                    "the policy '" + name + "' has no name, or a count out of range",
                    "a name, a minimum support of 1 or more, 1 to 100 windows in a row",
                    "correct it");
        }
    }

    /**
     * @param requirement such as {@code selection_rate.ratio >= 0.8}, {@code true_positive_rate.difference <= 0.1} or {@code
     *     accuracy >= 0.8}
     * @throws CandorException {@code CND-F052} no such rate, or can't be read
     */
    public static Alert parse(
            String name, String feature, String requirement, Level level, long minSupport, int inARow) {
        Matcher m = SHAPE.matcher(requirement);
        if (!m.matches()) throw unreadable(requirement);
        Measure measure = m.group(2) == null
                ? Measure.OVERALL
                : Measure.valueOf(m.group(2).substring(1).toUpperCase(Locale.ROOT));
        return new Alert(
                name,
                feature,
                WatchedRate.named(m.group(1)),
                measure,
                m.group(3).equals(">="),
                Double.parseDouble(m.group(4)),
                level,
                minSupport,
                inARow);
    }

    /** Reads back by {@link #parse}. */
    public String requirement() {
        return text(rate, measure, atLeast, limit);
    }

    /** Whether a number meets it. */
    public boolean meets(double x) {
        return atLeast ? x >= limit : x <= limit;
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("name", name)
                .put("feature", feature)
                .put("requirement", requirement())
                .put("level", level.label())
                .put("minimum_support", minSupport)
                .put("in_a_row", inARow)
                .build();
    }

    private static String text(WatchedRate rate, Measure measure, boolean atLeast, double limit) {
        String of = measure == Measure.OVERALL ? "" : "." + measure.name().toLowerCase(Locale.ROOT);
        String number = Math.abs(limit) < Double.POSITIVE_INFINITY ? EcmaNumber.format(limit) : String.valueOf(limit);
        return rate.label() + of + (atLeast ? " >= " : " <= ") + number;
    }

    private static CandorException unreadable(String requirement) {
        return CandorException.user(
                "CND-F052",
                "the requirement '" + requirement + "' can't be watched",
                "a rate with a limit; a difference with <=, a ratio with >=",
                "write, for example, \"selection_rate.ratio >= 0.8\" or \"accuracy >= 0.8\"");
    }
}
