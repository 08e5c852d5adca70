package io.candor.explain.surrogate;

/**
 * Weighted least squares with a penalty on all coefficients but the last, the intercept's: one design, several targets. Solved by
 * Gauss-Jordan elimination with pivots on the diagonal, which the penalty keeps from 0.
 */
final class RidgeFit {
    private final double[][] x;
    private final double[] weights;
    private final double[][] inverse;

    RidgeFit(double[][] x, double[] weights, double ridge) {
        this.x = x;
        this.weights = weights;
        int n = x[0].length;
        double[][] cross = new double[n][n];
        for (int s = 0; s < x.length; s++)
            for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) cross[i][j] += weights[s] * x[s][i] * x[s][j];
        for (int i = 0; i < n - 1; i++) cross[i][i] += ridge;
        this.inverse = inverse(cross);
    }

    private static double[][] inverse(double[][] a) {
        int n = a.length;
        for (int p = 0; p < n; p++) {
            double pivot = a[p][p];
            a[p][p] = 1;
            for (int j = 0; j < n; j++) a[p][j] /= pivot;
            for (int i = 0; i < n; i++) {
                if (i == p) continue;
                double factor = a[i][p];
                a[i][p] = 0;
                for (int j = 0; j < n; j++) a[i][j] -= factor * a[p][j];
            }
        }
        return a;
    }

    double[] coefficients(double[] y) {
        int n = inverse.length;
        double[] b = new double[n];
        for (int s = 0; s < x.length; s++) for (int i = 0; i < n; i++) b[i] += weights[s] * x[s][i] * y[s];
        double[] coefficients = new double[n];
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) coefficients[i] += inverse[i][j] * b[j];
        return coefficients;
    }

    /** Sandwich standard errors. */
    double[] errors(double[] y, double[] coefficients) {
        int n = inverse.length;
        double[] variances = new double[n];
        for (int s = 0; s < x.length; s++) {
            double scale = weights[s] * (y[s] - predicted(s, coefficients));
            for (int i = 0; i < n; i++) {
                double influence = 0;
                for (int j = 0; j < n; j++) influence += inverse[i][j] * x[s][j];
                variances[i] += influence * influence * scale * scale;
            }
        }
        double factor = x.length / (double) (x.length - n);
        for (int i = 0; i < n; i++) variances[i] = Math.sqrt(factor * variances[i]);
        return variances;
    }

    /** Weighted R²; 1 for a constant target. */
    double determination(double[] y, double[] coefficients) {
        double total = 0;
        double mean = 0;
        for (int s = 0; s < y.length; s++) {
            total += weights[s];
            mean += weights[s] * y[s];
        }
        mean /= total;
        double rest = 0;
        double all = 0;
        for (int s = 0; s < y.length; s++) {
            double gap = y[s] - predicted(s, coefficients);
            rest += weights[s] * gap * gap;
            all += weights[s] * (y[s] - mean) * (y[s] - mean);
        }
        return all > 0 ? 1 - rest / all : 1;
    }

    private double predicted(int row, double[] coefficients) {
        double sum = 0;
        for (int i = 0; i < coefficients.length; i++) sum += x[row][i] * coefficients[i];
        return sum;
    }
}
