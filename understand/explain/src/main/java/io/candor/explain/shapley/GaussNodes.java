package io.candor.explain.shapley;

/** Gauss-Legendre quadrature on [−1, 1]: k nodes are exact for polynomials up to degree 2k − 1. */
final class GaussNodes {
    private GaussNodes() {}

    /** Nodes, then weights; found by Newton's method from Tricomi's first guess. */
    static double[][] of(int count) {
        double[] nodes = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            double x = StrictMath.cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope = 0;
            for (int round = 0; round < 100; round++) {
                double before = 1;
                double now = x;
                for (int k = 2; k <= count; k++) {
                    double next = ((2 * k - 1) * x * now - (k - 1) * before) / k;
                    before = now;
                    now = next;
                }
                slope = count * (x * now - before) / (x * x - 1);
                double step = now / slope;
                x -= step;
                if (Math.abs(step) < 1e-15) break;
            }
            nodes[i] = x;
            weights[i] = 2 / ((1 - x * x) * slope * slope);
        }
        return new double[][] {nodes, weights};
    }
}
