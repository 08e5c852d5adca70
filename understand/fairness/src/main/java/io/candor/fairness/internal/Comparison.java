package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import io.candor.fairness.Disparity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One metric across groups. Values as in Fairlearn's MetricFrame: largest minus smallest, smallest over largest, largest
 * distance to overall, smallest ratio to overall (inverted above 1).
 *
 * <p>Intervals: with two groups, the interval of their difference or ratio, folded. With more, all pairs are bounded
 * together at the level of the studentised range (Tukey-Kramer, see {@link io.candor.evaluation.StudentizedRange}), and the maximum of the differences lies between the maximum of
 * the lower and the maximum of the upper bounds; likewise the minimum of the ratios. That is valid whichever groups turn out to be
 * the extremes, where the interval of the observed extreme pair alone would not be.
 */
public final class Comparison {
    /** Stands for the whole where a disparity is to overall. */
    public static final String OVERALL = "(overall)";

    private final List<String> labels = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final PairLevels levels;
    private final Sample whole;
    private final boolean partition;
    private final int lowest;
    private final int highest;
    private final long support;

    /**
     * @param groups known groups, in order
     * @param whole all rows of the stratum, unknown groups among them
     * @param partition whether the groups make up the whole
     */
    public Comparison(Map<String, Sample> groups, Sample whole, boolean partition) {
        this(groups, whole, partition, new PairLevels());
    }

    Comparison(Map<String, Sample> groups, Sample whole, boolean partition, PairLevels levels) {
        this.levels = levels;
        this.whole = whole;
        this.partition = partition;
        groups.forEach((label, sample) -> {
            if (sample.defined()) {
                labels.add(label);
                samples.add(sample);
            } else leftOut.add(label);
        });
        int low = 0;
        int high = 0;
        long least = samples.isEmpty() ? 0 : Long.MAX_VALUE;
        for (int g = 0; g < samples.size(); g++) {
            if (samples.get(g).value() < samples.get(low).value()) low = g;
            if (samples.get(g).value() > samples.get(high).value()) high = g;
            least = Math.min(least, samples.get(g).n());
        }
        lowest = low;
        highest = high;
        support = least;
    }

    public Disparity difference(int families) {
        if (samples.size() < 2) return undefined(tooFew());
        double value = samples.get(highest).value() - samples.get(lowest).value();
        double low = 0;
        double high = 0;
        double alpha = level(families);
        for (int a = 1; a < samples.size(); a++) {
            for (int b = 0; b < a; b++) {
                Bounds bounds = larger(a, b).minus(smaller(a, b), alpha).absolute();
                low = Math.max(low, bounds.low());
                high = Math.max(high, bounds.high());
            }
        }
        String name = ofPairs(samples.get(0).names().difference(), families);
        return between(estimate(value, new Bounds(low, high), name));
    }

    public Disparity ratio(int families) {
        String problem = ratioProblem();
        if (!problem.isEmpty()) return undefined(problem);
        double value = samples.get(lowest).value() / samples.get(highest).value();
        double low = 1;
        double high = 1;
        double alpha = level(families);
        for (int a = 1; a < samples.size(); a++) {
            for (int b = 0; b < a; b++) {
                Bounds bounds = smaller(a, b).over(larger(a, b), alpha).belowOne();
                low = Math.min(low, bounds.low());
                high = Math.min(high, bounds.high());
            }
        }
        String name = ofPairs(samples.get(0).names().ratio(), families);
        return between(estimate(value, new Bounds(low, high), name));
    }

    public Disparity differenceToOverall() {
        if (samples.size() < 2) return undefined(tooFew());
        int furthest = 0;
        double value = -1;
        double low = 0;
        double high = 0;
        for (int g = 0; g < samples.size(); g++) {
            double distance = Math.abs(samples.get(g).value() - whole.value());
            if (distance > value) {
                value = distance;
                furthest = g;
            }
            Bounds bounds =
                    samples.get(g).minusWhole(whole, Intervals.ALPHA / parts()).absolute();
            low = Math.max(low, bounds.low());
            high = Math.max(high, bounds.high());
        }
        String name = named(samples.get(0).names().difference(), parts());
        return toOverall(estimate(value, new Bounds(low, high), name), furthest);
    }

    public Disparity ratioToOverall() {
        String problem = ratioProblem();
        if (problem.isEmpty() && whole.value() <= 0) problem = "the overall value is not above 0"; // R² can
        if (!problem.isEmpty()) return undefined(problem);
        int furthest = 0;
        double value = Double.POSITIVE_INFINITY;
        double low = 1;
        double high = 1;
        for (int g = 0; g < samples.size(); g++) {
            double ratio = samples.get(g).value() / whole.value();
            double folded = ratio <= 1 ? ratio : 1 / ratio;
            if (folded < value) {
                value = folded;
                furthest = g;
            }
            Bounds bounds =
                    samples.get(g).overWhole(whole, Intervals.ALPHA / parts()).belowOne();
            low = Math.min(low, bounds.low());
            high = Math.min(high, bounds.high());
        }
        String name = named(samples.get(0).names().ratio(), parts());
        return toOverall(estimate(value, new Bounds(low, high), name), furthest);
    }

    /** A ratio needs two groups, no negative value, and one above 0. */
    private String ratioProblem() {
        if (samples.size() < 2) return tooFew();
        if (samples.get(lowest).value() < 0) return "a value is negative, so a ratio has no meaning";
        if (samples.get(highest).value() == 0) return "the value is 0 in every group";
        return "";
    }

    /** Pairs are compared one way round, so that the names of groups can't touch the last bit. */
    private Sample larger(int a, int b) {
        Sample x = samples.get(a);
        Sample y = samples.get(b);
        return x.value() > y.value() || (x.value() == y.value() && x.n() > y.n()) ? x : y;
    }

    private Sample smaller(int a, int b) {
        return larger(a, b) == samples.get(a) ? samples.get(b) : samples.get(a);
    }

    /** The level of one pair. */
    private double level(int families) {
        return levels.of(samples.size(), Intervals.ALPHA / families);
    }

    private String ofPairs(String method, int families) {
        int k = samples.size();
        String several = k == 2 ? method : method + ", studentised range over " + k + " groups";
        return families == 1 ? several : several + ", Bonferroni over " + families;
    }

    /** Two groups that make up the whole are as far from it as from each other: one comparison, not two. */
    private int parts() {
        return samples.size() == 2 && partition && leftOut.isEmpty() ? 1 : samples.size();
    }

    private static String named(String method, int comparisons) {
        return comparisons == 1 ? method : method + ", Bonferroni over " + comparisons;
    }

    private Estimate estimate(double value, Bounds bounds, String name) {
        if (Double.isNaN(bounds.low()) || Double.isNaN(bounds.high()) || Double.isInfinite(bounds.high())) {
            return new Estimate.Point(value, support);
        }
        return bounds.around(value, support, name);
    }

    private String tooFew() {
        if (samples.isEmpty() && leftOut.isEmpty()) return "no known groups";
        return samples.size() + (leftOut.isEmpty() ? " known group" : " group with a defined value")
                + ", two are needed";
    }

    private Disparity undefined(String reason) {
        return new Disparity(Estimate.undefined(reason, support), "", "", leftOut);
    }

    private Disparity between(Estimate estimate) {
        return new Disparity(estimate, labels.get(lowest), labels.get(highest), leftOut);
    }

    private Disparity toOverall(Estimate estimate, int group) {
        boolean above = samples.get(group).value() > whole.value();
        return new Disparity(
                estimate, above ? OVERALL : labels.get(group), above ? labels.get(group) : OVERALL, leftOut);
    }
}
