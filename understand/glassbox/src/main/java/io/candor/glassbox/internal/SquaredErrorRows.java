package io.candor.glassbox.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows of a {@link SquaredError}; the state of a row is its residual, score − target. */
final class SquaredErrorRows implements Rows {
    private final double[] targets;
    private final double @Nullable [] weights;
    private final double[] residuals;
    private final double[][] d = new double[2][CHUNK];

    SquaredErrorRows(double[] targets, double @Nullable [] weights, double[] start) {
        this.targets = targets;
        this.weights = weights;
        this.residuals = new double[targets.length];
        reset(start);
        Arrays.fill(d[1], 1);
    }

    @Override
    public void reset(double[] scores) {
        for (int i = 0; i < residuals.length; i++) residuals[i] = scores[i] - targets[i];
    }

    @Override
    public void pass(@Nullable Codes moved, double[] shift, Codes[] next, Expansion[] into) {
        for (int from = 0; from < residuals.length; from += CHUNK) {
            int to = Math.min(from + CHUNK, residuals.length);
            if (moved != null) moved.add(residuals, from, to, shift);
            if (into.length == 0) continue;
            System.arraycopy(residuals, from, d[0], 0, to - from);
            if (weights != null) weigh(weights, from, to);
            for (int k = 0; k < into.length; k++) into[k].add(next[k], d, from, to);
        }
    }

    private void weigh(double[] w, int from, int to) {
        for (int i = from; i < to; i++) {
            d[0][i - from] *= w[i];
            d[1][i - from] = w[i];
        }
    }

    @Override
    public void derivatives(double[] g, double[] h) {
        for (int i = 0; i < residuals.length; i++) {
            double w = weights == null ? 1 : weights[i];
            g[i] = w * residuals[i];
            h[i] = w;
        }
    }

    /** Half the squares, as the derivatives are. */
    @Override
    public double loss() {
        double loss = 0;
        for (int i = 0; i < residuals.length; i++) {
            double squared = residuals[i] * residuals[i];
            loss += weights == null ? squared : weights[i] * squared;
        }
        return loss / 2;
    }
}
