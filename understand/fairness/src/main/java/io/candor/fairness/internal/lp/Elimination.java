package io.candor.fairness.internal.lp;

/** Square linear equations by Gaussian elimination with partial pivoting. */
final class Elimination {
    private Elimination() {}

    /**
     * The x with a·x = b.
     *
     * @param a n × n; overwritten
     * @throws ArithmeticException if a is singular
     */
    static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[] x = b.clone();
        for (int k = 0; k < n; k++) {
            int best = k;
            for (int r = k + 1; r < n; r++) if (Math.abs(a[r][k]) > Math.abs(a[best][k])) best = r;
            if (a[best][k] == 0) throw new ArithmeticException("singular");
            double[] row = a[best];
            a[best] = a[k];
            a[k] = row;
            double value = x[best];
            x[best] = x[k];
            x[k] = value;
            for (int r = k + 1; r < n; r++) {
                double factor = a[r][k] / row[k];
                if (factor == 0) continue;
                for (int j = k; j < n; j++) a[r][j] -= factor * row[j];
                x[r] -= factor * value;
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) x[k] -= a[k][j] * x[j];
            x[k] /= a[k][k];
        }
        return x;
    }
}
