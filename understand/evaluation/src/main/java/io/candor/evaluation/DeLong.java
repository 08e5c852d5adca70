package io.candor.evaluation;

import io.candor.core.evidence.Estimate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    private final double @Nullable [] weights;
    private final Side positives;
    private final Side negatives;
    private final double auc;
    private final double variance;

    /**
     * The rows of one class by ascending score.
     *
     * @param below weight of the rows before each position, and of all at the end; null if each row weighs 1
     */
    private record Side(double[] scores, double @Nullable [] below) {
        static Side of(int label, int[] labels, double[] scores, double @Nullable [] weights) {
            int[] rows = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
            double[] own = new double[rows.length];
            for (int i = 0; i < rows.length; i++) own[i] = scores[rows[i]] + 0.0; // -0.0 sorts before 0.0 but equals it
            if (weights == null) {
                Arrays.sort(own);
                return new Side(own, null);
            }
            double[] unsorted = own.clone();
            int[] order = IntStream.range(0, rows.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> unsorted[i])
                            .thenComparing(i -> i))
                    .mapToInt(i -> i)
                    .toArray();
            double[] below = new double[rows.length + 1];
            for (int i = 0; i < rows.length; i++) {
                own[i] = unsorted[order[i]];
                below[i + 1] = below[i] + weights[rows[order[i]]];
            }
            return new Side(own, below);
        }

        int size() {
            return scores.length;
        }

        double before(int position) {
            return below == null ? position : below[position];
        }

        double total() {
            return before(scores.length);
        }

        double weight(int position) {
            return below == null ? 1 : below[position + 1] - below[position];
        }

        /** The weight of lower scores, plus half of that of equal ones, as a share of all. */
        double shareBelow(double score) {
            return twiceBelow(score) / (2.0 * total());
        }

        double twiceBelow(double score) {
            return before(firstNotBelow(scores, score)) + before(firstAbove(scores, score));
        }

        /** What its placements among the others add to the variance. */
        Moments placements(Side others) {
            Moments placements = new Moments();
            for (int i = 0; i < scores.length; i++) {
                if (below == null) placements.add(others.shareBelow(scores[i]));
                else placements.add(others.shareBelow(scores[i]), weight(i));
            }
            return placements;
        }
    }

    /**
     * @param labels 0 or 1
     * @param scores any finite numbers, higher means more positive
     */
    public DeLong(int[] labels, double[] scores) {
        this(labels, scores, null);
    }

    /**
     * Rows that count more than once: pairs weigh the product of their weights, and the variance is that of weighted means of placements.
     *
     * @param weights above 0; null if each row weighs 1
     */
    public DeLong(int[] labels, double[] scores, double @Nullable [] weights) {
        this.labels = labels;
        this.scores = scores;
        this.weights = weights;
        positives = Side.of(1, labels, scores, weights);
        negatives = Side.of(0, labels, scores, weights);
        auc = defined() ? area() : Double.NaN;
        variance = defined()
                ? positives.placements(negatives).squaredError()
                        + negatives.placements(positives).squaredError()
                : Double.NaN;
    }

    /** Whether both classes are there. */
    public boolean defined() {
        return positives.size() > 0 && negatives.size() > 0;
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
            return Estimate.undefined(positives.size() == 0 ? "no positives" : "no negatives", labels.length);
        }
        return bounds(Intervals.ALPHA).around(auc, labels.length, varianceKnown() ? NAME : FALLBACK);
    }

    /** The interval at 1 − alpha. */
    public Bounds bounds(double alpha) {
        if (!varianceKnown()) {
            double pairs = Math.min(effective(positives), effective(negatives));
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
            Side own = positive ? positives : negatives;
            double below = (positive ? negatives : positives).shareBelow(scores[i] + 0.0);
            double placement = positive ? below : 1 - below;
            double weight = weights == null ? 1 : weights[i];
            influence[i] = weight * (placement - auc) / own.total();
        }
        return influence;
    }

    private double area() {
        double twice = 0;
        for (int i = 0; i < positives.size(); i++)
            twice += positives.weight(i) * negatives.twiceBelow(positives.scores()[i]);
        return twice / 2.0 / positives.total() / negatives.total();
    }

    /** Kish's effective number of rows. */
    private static double effective(Side own) {
        double squares = 0;
        for (int i = 0; i < own.size(); i++) squares += own.weight(i) * own.weight(i);
        return own.total() * own.total() / squares;
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
