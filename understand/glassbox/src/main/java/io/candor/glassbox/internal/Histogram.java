package io.candor.glassbox.internal;

/**
 * Sums of gradients and second derivatives per bin. Collected in two banks (see {@link Codes#accumulate}), which
 * {@link #merge} adds up in a fixed order.
 */
final class Histogram {
    final double[] even;
    final double[] odd;

    Histogram(int mostBins) {
        even = new double[2 * mostBins];
        odd = new double[2 * mostBins];
    }

    void clear(int bins) {
        java.util.Arrays.fill(even, 0, 2 * bins, 0);
        java.util.Arrays.fill(odd, 0, 2 * bins, 0);
    }

    /** Adds the odd bank to the even one; after this the accessors are valid. */
    void merge(int bins) {
        for (int i = 0; i < 2 * bins; i++) even[i] += odd[i];
    }

    double gradient(int bin) {
        return even[2 * bin];
    }

    double hessian(int bin) {
        return even[2 * bin + 1];
    }
}
