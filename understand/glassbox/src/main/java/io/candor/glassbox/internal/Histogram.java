package io.candor.glassbox.internal;

/** Sums of gradients and second derivatives per bin of one feature: what a step is made of. */
final class Histogram {
    final double[] gradients;
    final double[] hessians;

    Histogram(int mostBins) {
        gradients = new double[mostBins];
        hessians = new double[mostBins];
    }

    double gradient(int bin) {
        return gradients[bin];
    }

    double hessian(int bin) {
        return hessians[bin];
    }
}
