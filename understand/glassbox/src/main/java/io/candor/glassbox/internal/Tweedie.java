package io.candor.glassbox.internal;

import io.candor.core.model.Link;

/**
 * Half the Tweedie deviance up to what the score can't change, e^((2−p)s)/(2−p) − y e^((1−p)s)/(1−p), for a variance power p
 * between 1 and 2.
 */
final class Tweedie extends PointwiseObjective {
    private final double power;

    Tweedie(double power) {
        this.power = power;
    }

    @Override
    public Link link() {
        return Link.LOG;
    }

    @Override
    public double metricMultiplier() {
        return 2;
    }

    @Override
    void differentiate(double[] scores, double[] targets, double[] g, double[] h, int n) {
        double a = 2 - power;
        double b = 1 - power;
        for (int k = 0; k < n; k++) {
            double grown = Exponential.of(a * scores[k]);
            double shrunk = targets[k] * Exponential.of(b * scores[k]);
            g[k] = grown - shrunk;
            h[k] = a * grown - b * shrunk;
        }
    }

    @Override
    double loss(double score, double target) {
        double a = 2 - power;
        double b = 1 - power;
        return Exponential.of(a * score) / a - target * Exponential.of(b * score) / b;
    }
}
