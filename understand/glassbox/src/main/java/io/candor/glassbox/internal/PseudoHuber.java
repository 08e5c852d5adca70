package io.candor.glassbox.internal;

import io.candor.core.model.Link;

/** δ²(√(1 + (e/δ)²) − 1) with e = s − y: gradient e/√(1 + (e/δ)²), second derivative its power −3. */
final class PseudoHuber extends PointwiseObjective {
    private final double delta;
    private final double spread;

    /** @param spread of the targets */
    PseudoHuber(double delta, double spread) {
        this.delta = delta;
        this.spread = spread;
    }

    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    @Override
    double unit() {
        return spread;
    }

    @Override
    void differentiate(double[] scores, double[] targets, double[] g, double[] h, int n) {
        for (int k = 0; k < n; k++) {
            double e = scores[k] - targets[k];
            double x = e / delta;
            double inverse = 1 / Math.sqrt(1 + x * x); // correctly rounded on every platform
            g[k] = e * inverse;
            h[k] = inverse * inverse * inverse;
        }
    }

    @Override
    double loss(double score, double target) {
        double x = (score - target) / delta;
        return delta * delta * (Math.sqrt(1 + x * x) - 1);
    }
}
