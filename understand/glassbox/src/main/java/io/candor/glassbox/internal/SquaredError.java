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
    public double[] correction(double[][] outputs, double[] targets, double @Nullable [] weights) {
        double[] scores = outputs[0];
        double sum = 0;
        double total = 0;
        for (int i = 0; i < targets.length; i++) {
            double w = weights == null ? 1 : weights[i];
            total += w;
            sum += w * (targets[i] - scores[i]);
        }
        return new double[] {total > 0 ? sum / total : 0};
    }

    @Override
    public Rows[] rows(double[] targets, double @Nullable [] weights, double[][] start) {
        return new Rows[] {new SquaredErrorRows(targets, weights, start[0])};
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
