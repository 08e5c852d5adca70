package io.candor.fairness.threshold.internal;

import io.candor.fairness.Criterion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Metrics in the order of operations in which fairlearn computes them, so that equal values are equal bits. */
public enum GridMetric {
    ACCURACY,
    BALANCED_ACCURACY,
    SELECTION_RATE,
    TRUE_POSITIVE_RATE,
    TRUE_NEGATIVE_RATE,
    FALSE_POSITIVE_RATE,
    FALSE_NEGATIVE_RATE;

    private static final int OBJECTIVES = 5; // the first

    /** @throws io.candor.core.CandorException {@code CND-F046} for no objective of a grid */
    public static GridMetric of(String objective) {
        List<GridMetric> objectives = Arrays.asList(values()).subList(0, OBJECTIVES);
        for (GridMetric metric : objectives) {
            if (metric.name().toLowerCase(Locale.ROOT).equals(objective)) return metric;
        }
        throw Refusals.badPlan(
                "'" + objective + "' is no objective on a grid",
                "one of " + objectives.toString().toLowerCase(Locale.ROOT),
                "fit exact thresholds, which take any formula");
    }

    public static GridMetric of(Criterion criterion) {
        return switch (criterion) {
            case TRUE_POSITIVE_RATE -> TRUE_POSITIVE_RATE;
            case TRUE_NEGATIVE_RATE -> TRUE_NEGATIVE_RATE;
            case FALSE_POSITIVE_RATE, EQUALIZED_ODDS -> FALSE_POSITIVE_RATE;
            case FALSE_NEGATIVE_RATE -> FALSE_NEGATIVE_RATE;
            case DEMOGRAPHIC_PARITY, ERROR_RATE -> SELECTION_RATE;
        };
    }

    public double of(double tp, double fp, double tn, double fn) {
        double n = tp + tn + fp + fn;
        double positives = tp + fn;
        double negatives = tn + fp;
        return switch (this) {
            case ACCURACY -> (tp + tn) / n;
            case BALANCED_ACCURACY -> 0.5 * tp / positives + 0.5 * tn / negatives;
            case SELECTION_RATE -> (tp + fp) / n;
            case TRUE_POSITIVE_RATE -> tp / positives;
            case TRUE_NEGATIVE_RATE -> tn / negatives;
            case FALSE_POSITIVE_RATE -> fp / negatives;
            case FALSE_NEGATIVE_RATE -> fn / positives;
        };
    }
}
