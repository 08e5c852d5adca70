package io.candor.glassbox.internal;

import io.candor.core.model.Link;

/** Half the gamma deviance, y/e^s − 1 − ln(y/e^s): gradient 1 − y/e^s, second derivative y/e^s. */
final class Gamma extends PointwiseObjective {
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
        for (int k = 0; k < n; k++) {
            h[k] = targets[k] * Exponential.of(-scores[k]);
            g[k] = 1 - h[k];
        }
    }

    @Override
    double loss(double score, double target) {
        return target * Exponential.of(-score) - 1 - Logarithm.of(target) + score;
    }
}
