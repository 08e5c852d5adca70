package io.candor.fairness.resampling.internal;

import io.candor.evaluation.Bounds;
import io.candor.evaluation.StudentizedRange;
import io.candor.fairness.internal.Sample;
import io.candor.fairness.resampling.internal.RatePermutation.Outcome;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Whether a metric is the same in all groups, from the simultaneous intervals of an assessment: the level at which the first of the pairs' intervals leaves 0. For metrics of which
 * equal values do not make rows exchangeable, and for rows with weights.
 */
public record IntervalLevel(List<Sample> samples) {
    private static final double FURTHEST = 38; // beyond it a normal tail is 0

    public Outcome outcome() {
        double largest = 0;
        for (int a = 1; a < samples.size(); a++)
            for (int b = 0; b < a; b++) largest = Math.max(largest, z(samples.get(a), samples.get(b)));
        double p = 1 - StudentizedRange.probability(largest * StrictMath.sqrt(2), samples.size());
        return new Outcome(largest, Math.max(1e-12, p)); // what the integral can tell apart from 0
    }

    /** The critical value at which the interval of a − b touches 0; 0 if there is no interval. */
    private static double z(Sample a, Sample b) {
        double low = 0;
        double high = FURTHEST;
        for (int i = 0; i < 50; i++) {
            double z = (low + high) / 2;
            Bounds bounds = a.minus(b, 2 * new NormalDistribution().cumulativeProbability(-z));
            if (bounds.low() > 0 || bounds.high() < 0) low = z;
            else high = z;
        }
        return low;
    }
}
