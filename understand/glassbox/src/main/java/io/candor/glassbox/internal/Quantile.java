package io.candor.glassbox.internal;

import io.candor.core.model.Link;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pinball loss: α(y − s) below the target, (1 − α)(s − y) above it. It has no second derivative, so steps follow the gradient
 * with 1 in its place; and they are in units of the targets' spread, so that they fit targets of any size.
 */
final class Quantile extends PointwiseObjective {
    private final double alpha;
    private final double spread;

    /** @param spread of the targets */
    Quantile(double alpha, double spread) {
        this.alpha = alpha;
        this.spread = spread;
    }

    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    @Override
    void differentiate(double[] scores, double[] targets, double[] g, double[] h, int n) {
        for (int k = 0; k < n; k++) {
            g[k] = spread * (scores[k] < targets[k] ? -alpha : 1 - alpha);
            h[k] = 1;
        }
    }

    @Override
    double loss(double score, double target) {
        return score < target ? alpha * (target - score) : (1 - alpha) * (score - target);
    }

    /** The α quantile of what is left: the smallest value that at least a weight of α does not exceed. */
    @Override
    public double[] correction(double[][] scores, double[] targets, double @Nullable [] weights) {
        int n = targets.length;
        double[] left = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            left[i] = targets[i] - scores[0][i];
            total += weights == null ? 1 : weights[i];
        }
        if (weights == null) {
            Arrays.sort(left);
            int at = (int) Math.ceil(alpha * n) - 1;
            return new double[] {left[Math.max(0, Math.min(n - 1, at))]};
        }
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) order[i] = i;
        Arrays.sort(order, (a, b) -> Double.compare(left[a], left[b]));
        double below = 0;
        for (Integer i : order) {
            below += weights[i];
            if (below >= alpha * total) return new double[] {left[i]};
        }
        return new double[] {left[order[n - 1]]};
    }
}
