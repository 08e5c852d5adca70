package io.candor.glassbox.internal;

import io.candor.core.model.Link;
import org.jspecify.annotations.Nullable;

/**
 * Mean squared error: as in interpret the derivatives are those of half the square, gradient s − y, second derivative 1, and
 * the constants are 2 and 2.
 */
public final class SquaredError implements Objective {
    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    @Override
    public double gradientMultiplier() {
        return 2;
    }

    @Override
    public double hessianMultiplier() {
        return 2;
    }

    @Override
    public int[] arrange(int[] rows, double[] targets) {
        return rows;
    }

    @Override
    public double intercept(double[] targets, double @Nullable [] weights) {
        return correction(new double[targets.length], targets, weights);
    }

    @Override
    public double correction(double[] scores, double[] targets, double @Nullable [] weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < targets.length; i++) {
            double w = weights == null ? 1 : weights[i];
            total += w;
            sum += w * (targets[i] - scores[i]);
        }
        return total > 0 ? sum / total : 0;
    }

    @Override
    public Rows rows(double[] targets, double @Nullable [] weights, double intercept) {
        return new SquaredErrorRows(targets, weights, intercept);
    }

    @Override
    public int derivatives() {
        return Expansion.SHALLOW;
    }

    @Override
    public double reach() {
        return Double.POSITIVE_INFINITY;
    }
}
