package io.candor.evaluation;

import io.candor.core.evidence.Estimate;
import java.util.Arrays;

/**
 * The area under the ROC curve and its variance (DeLong et al. 1988) in O(n log n) by ranks (Sun &amp; Xu 2014): a row's
 * placement is the share of the other class that it is on the right side of, ties counting half; the area is the mean
 * placement, its variance comes from the variances of the placements in both classes.
 *
 * <p>The interval is made on the log-odds scale, so it stays within (0, 1). Where the variance is 0 or unknown (area 0 or
 * 1, equal scores, one row in a class) it is Wilson's for m = min(positives, negatives) trials: m disjoint pairs of a
 * positive and a negative are m independent trials of "ranked rightly".
 */
public final class DeLong {
    private static final String NAME = "DeLong, logit";
    private static final String FALLBACK = "Wilson on disjoint pairs";

    private final int[] labels;
    private final double[] scores;
    private final double[] positives;
    private final double[] negatives;
    private final double auc;
    private final double variance;

    /**
     * @param labels 0 or 1
     * @param scores any finite numbers, higher means more positive
     */
    public DeLong(int[] labels, double[] scores) {
        this.labels = labels;
        this.scores = scores;
        int positive = 0;
        for (int label : labels) positive += label;
        positives = new double[positive];
        negatives = new double[labels.length - positive];
        int p = 0;
        int q = 0;
        for (int i = 0; i < labels.length; i++) {
            double score = scores[i] + 0.0; // -0.0 sorts before 0.0 but equals it
            if (labels[i] == 1) positives[p++] = score;
            else negatives[q++] = score;
        }
        Arrays.sort(positives);
        Arrays.sort(negatives);
        auc = defined() ? area() : Double.NaN;
        variance = spread(positives, negatives) / positives.length + spread(negatives, positives) / negatives.length;
    }

    /** Whether both classes are there. */
    public boolean defined() {
        return positives.length > 0 && negatives.length > 0;
    }

    /** The area; NaN with one class only. */
    public double auc() {
        return auc;
    }

    /** Whether {@link #variance} means something. */
    public boolean varianceKnown() {
        return variance > 0; // not NaN either
    }

    /** The variance of the area; NaN where a class has less than two rows. */
    public double variance() {
        return variance;
    }

    /** The area with its 95 % interval. */
    public Estimate estimate() {
        if (!defined()) {
            return Estimate.undefined(positives.length == 0 ? "no positives" : "no negatives", labels.length);
        }
        return bounds(Intervals.ALPHA).around(auc, labels.length, varianceKnown() ? NAME : FALLBACK);
    }

    /** The interval at 1 − alpha. */
    public Bounds bounds(double alpha) {
        if (!varianceKnown()) {
            int pairs = Math.min(positives.length, negatives.length);
            return Intervals.wilson(auc * pairs, pairs, alpha);
        }
        double logit = StrictMath.log(auc / (1 - auc));
        double half = Intervals.z(alpha) * StrictMath.sqrt(variance) / (auc * (1 - auc));
        return new Bounds(logistic(logit - half), logistic(logit + half));
    }

    /**
     * What each row adds to the error of the area, to first order: (placement − area) / rows of its class. The sum of
     * their squares is about the variance.
     */
    public double[] influence() {
        double[] influence = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            boolean positive = labels[i] == 1;
            double[] own = positive ? positives : negatives;
            double[] others = positive ? negatives : positives;
            double below = twiceBelow(others, scores[i] + 0.0) / (2.0 * others.length);
            double placement = positive ? below : 1 - below;
            influence[i] = (placement - auc) / own.length;
        }
        return influence;
    }

    private double area() {
        long twice = 0;
        for (double score : positives) twice += twiceBelow(negatives, score);
        return twice / 2.0 / positives.length / negatives.length;
    }

    /** Unbiased variance of the placements of one class. */
    private static double spread(double[] own, double[] others) {
        Moments placements = new Moments();
        for (double score : own) placements.add(twiceBelow(others, score) / (2.0 * others.length));
        return placements.variance();
    }

    /** Twice (how many are below, plus half of how many are equal). */
    private static long twiceBelow(double[] sorted, double score) {
        return (long) firstNotBelow(sorted, score) + firstAbove(sorted, score);
    }

    private static int firstNotBelow(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static int firstAbove(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= score) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
