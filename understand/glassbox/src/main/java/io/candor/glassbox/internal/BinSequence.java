package io.candor.glassbox.internal;

/** Bins of one feature in the order in which they may be cut, with their sums. Reused from step to step. */
final class BinSequence {
    final int[] bin; // one entry of the histogram each, or POOL
    final double[] gradient;
    final double[] hessian;
    final int[] samples;
    int size;

    BinSequence(int capacity) {
        bin = new int[capacity];
        gradient = new double[capacity];
        hessian = new double[capacity];
        samples = new int[capacity];
    }

    void clear() {
        size = 0;
    }

    void add(int which, double g, double h, int n) {
        bin[size] = which;
        gradient[size] = g;
        hessian[size] = h;
        samples[size++] = n;
    }
}
