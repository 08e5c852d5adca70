package io.candor.fairness.reduction.internal;

import io.candor.core.model.Model;

/**
 * A model that the oracle gave.
 *
 * @param lambda the multipliers it answers
 * @param error the objective where it is measured
 * @param gamma the constraint's left sides where it is measured
 * @param spread standard deviation of its mistakes where it is measured, over the root of how many rows these are worth
 * @param constant whether every row was to get one label, so that nothing was fitted
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record Hypothesis(Model model, double[] lambda, double error, double[] gamma, double spread, boolean constant) {
    double value(double[] multipliers) {
        return error + dot(gamma, multipliers);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) sum += a[k] * b[k];
        return sum;
    }
}
