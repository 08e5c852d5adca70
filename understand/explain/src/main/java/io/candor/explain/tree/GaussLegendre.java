package io.candor.explain.tree;

/**
 * Gauss-Legendre quadrature on [0, 1]: Σ weight · p(node) is ∫ p for every polynomial of degree up to 2 · nodes − 1. Nodes are
 * roots of the Legendre polynomial, found by Newton's method from Tricomi's approximation.
 *
 * @param nodes ascending, inside (0, 1)
 * @param weights positive; they add up to 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GaussLegendre(double[] nodes, double[] weights) {
    private static final int STEPS = 12; // quadratic convergence: a few do

    /** As many nodes as a polynomial of that degree needs. */
    static GaussLegendre degree(int degree) {
        return of(degree / 2 + 1);
    }

    static GaussLegendre of(int count) {
        double[] nodes = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < (count + 1) / 2; i++) {
            double x = i == count - 1 - i ? 0 : StrictMath.cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope = 0;
            for (int step = 0; step < STEPS; step++) {
                double before = 0;
                double value = 1;
                for (int n = 0; n < count; n++) {
                    double next = ((2 * n + 1) * x * value - n * before) / (n + 1);
                    before = value;
                    value = next;
                }
                slope = count * (x * value - before) / (x * x - 1);
                if (step < STEPS - 1 && x != 0) x -= value / slope;
            }
            double weight = 1 / ((1 - x * x) * slope * slope);
            nodes[i] = (1 - x) / 2;
            nodes[count - 1 - i] = (1 + x) / 2;
            weights[i] = weight;
            weights[count - 1 - i] = weight;
        }
        return new GaussLegendre(nodes, weights);
    }

    int count() {
        return nodes.length;
    }
}
