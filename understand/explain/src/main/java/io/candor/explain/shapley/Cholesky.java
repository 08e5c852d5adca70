package io.candor.explain.shapley;

/** The factor L of a symmetric positive matrix, row by row: A = L Lᵀ. */
final class Cholesky {
    private final double[][] factor;

    private Cholesky(double[][] factor) {
        this.factor = factor;
    }

    /**
     * @param matrix symmetric; only the lower triangle is read
     * @param ridge added to the diagonal, relative to it
     */
    static Cholesky of(double[][] matrix, double ridge) {
        int n = matrix.length;
        double[][] l = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            l[i] = row;
            for (int j = 0; j < i; j++) {
                double[] other = l[j];
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) sum -= row[k] * other[k];
                row[j] = sum / other[j];
            }
            double rest = matrix[i][i];
            for (int k = 0; k < i; k++) rest -= row[k] * row[k];
            double least = ridge * Math.max(matrix[i][i], Double.MIN_NORMAL);
            row[i] = Math.sqrt(Math.max(rest + least, Math.max(least, Double.MIN_NORMAL)));
        }
        return new Cholesky(l);
    }

    /** L⁻¹ b. */
    double[] forward(double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < x.length; i++) {
            double[] row = factor[i];
            double sum = x[i];
            for (int k = 0; k < i; k++) sum -= row[k] * x[k];
            x[i] = sum / row[i];
        }
        return x;
    }

    /** A⁻¹ b. */
    double[] solve(double[] b) {
        double[] x = forward(b);
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= factor[i][i];
            double[] row = factor[i];
            for (int k = 0; k < i; k++) x[k] -= row[k] * x[i];
        }
        return x;
    }

    /** ln |A|. */
    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < factor.length; i++) sum += 2 * StrictMath.log(factor[i][i]);
        return sum;
    }
}
