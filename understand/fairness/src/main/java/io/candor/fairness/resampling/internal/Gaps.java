package io.candor.fairness.resampling.internal;

import java.util.List;

/** The four disparities of a metric's values in groups, as an assessment has them; NaN where one does not exist. */
public final class Gaps {
    /** In this order. */
    public static final List<String> NAMES =
            List.of("difference", "ratio", "difference_to_overall", "ratio_to_overall");

    private Gaps() {}

    /** @param groups of known values; those that are NaN are left out */
    public static double[] of(double[] groups, double overall) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double furthest = 0;
        double ratio = 1;
        int defined = 0;
        for (double v : groups) {
            if (Double.isNaN(v)) continue;
            defined++;
            low = Math.min(low, v);
            high = Math.max(high, v);
            furthest = Math.max(furthest, Math.abs(v - overall));
            double r = v / overall;
            ratio = Math.min(ratio, r <= 1 ? r : 1 / r);
        }
        if (defined < 2) return new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
        boolean quotient = low >= 0 && high > 0;
        return new double[] {
            high - low, quotient ? low / high : Double.NaN, furthest, quotient && overall > 0 ? ratio : Double.NaN
        };
    }
}
