package io.candor.glassbox.internal;

import io.candor.core.model.Link;

/** Half the Poisson deviance, e^s − y + y ln(y/e^s): gradient e^s − y, second derivative e^s. */
final class Poisson extends PointwiseObjective {
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
            double mean = Exponential.of(scores[k]);
            g[k] = mean - targets[k];
            h[k] = mean;
        }
    }

    @Override
    double loss(double score, double target) {
        double own = target > 0 ? target * (Logarithm.of(target) - score) : 0;
        return Exponential.of(score) - target + own;
    }
}
