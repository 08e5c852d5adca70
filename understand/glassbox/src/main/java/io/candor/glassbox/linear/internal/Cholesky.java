package io.candor.glassbox.linear.internal;

import java.util.Arrays;

/**
 * A = L Lᵀ of a symmetric, positive semidefinite matrix. A row whose pivot all but vanishes depends on those before it: it
 * is <em>aliased</em> and left out, as R does with collinear columns. Sums run in a fixed order.
 */
final class Cholesky {
    /** A pivot below this share of its diagonal is rounding. */
    private static final double LEAST = 1e-10;

    private final double[][] lower;
    private final boolean[] aliased;

    private Cholesky(double[][] lower, boolean[] aliased) {
        this.lower = lower;
        this.aliased = aliased;
    }

    /** @param a overwritten */
    static Cholesky of(double[][] a) {
        return of(a, new boolean[a.length]);
    }

    /** @param out rows to leave out from the start */
    static Cholesky of(double[][] a, boolean[] out) {
        int n = a.length;
        boolean[] aliased = out.clone();
        for (int i = 0; i < n; i++) {
            double diagonal = a[i][i];
            for (int j = 0; j <= i; j++) {
                if (aliased[i] || aliased[j]) {
                    a[i][j] = 0;
                    continue;
                }
                double sum = a[i][j];
                for (int k = 0; k < j; k++) sum -= a[i][k] * a[j][k];
                if (j < i) a[i][j] = sum / a[j][j];
                else if (sum > LEAST * diagonal) a[i][i] = Math.sqrt(sum);
                else aliased[i] = true;
            }
            if (aliased[i]) Arrays.fill(a[i], 0, i + 1, 0);
        }
        return new Cholesky(a, aliased);
    }

    /** Rows that depend on those before them. */
    boolean[] aliased() {
        return aliased;
    }

    /** x with A x = b; aliased entries are 0. */
    double[] solve(double[] b) {
        int n = lower.length;
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            if (aliased[i]) continue;
            double sum = b[i];
            for (int k = 0; k < i; k++) sum -= lower[i][k] * x[k];
            x[i] = sum / lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            if (aliased[i]) continue;
            double sum = x[i];
            for (int k = i + 1; k < n; k++) sum -= lower[k][i] * x[k];
            x[i] = sum / lower[i][i];
        }
        return x;
    }

    /** The inverse; rows and columns of aliased entries are 0. */
    double[][] inverse() {
        int n = lower.length;
        double[][] half = new double[n][n]; // L⁻¹, lower
        for (int i = 0; i < n; i++) {
            if (aliased[i]) continue;
            half[i][i] = 1 / lower[i][i];
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = j; k < i; k++) sum -= lower[i][k] * half[k][j];
                half[i][j] = sum / lower[i][i];
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = i; k < n; k++) {
                double factor = half[k][i];
                if (factor == 0) continue;
                for (int j = 0; j <= i; j++) inverse[i][j] += factor * half[k][j];
            }
        }
        for (int i = 0; i < n; i++) for (int j = 0; j < i; j++) inverse[j][i] = inverse[i][j];
        return inverse;
    }
}
