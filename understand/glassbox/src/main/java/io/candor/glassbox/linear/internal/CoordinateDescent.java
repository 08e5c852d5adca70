package io.candor.glassbox.linear.internal;

import java.util.Arrays;

/**
 * Weighted least squares with an elastic-net penalty by cyclic coordinate descent with residuals kept up to date (Friedman,
 * Hastie, Tibshirani, "Regularization paths for generalized linear models via coordinate descent", J. Stat. Softw. 33(1),
 * 2010, eqs. 5-10 and §2.6: sweeps over the active coefficients between sweeps over all). Residuals share one shift for all
 * rows, so that an update of a centred indicator touches its own rows only. Not thread-safe.
 */
final class CoordinateDescent {
    private static final int MOST_SWEEPS = 100_000;

    private final Design design;
    private final double[] squares; // Σ v x² by column; NaN until needed
    private final double[] sums; // Σ v x by column
    private double[] v = new double[0];
    private double total; // Σ v
    private double shift; // true residual = residual + shift
    private double balance; // Σ v (residual + shift)

    CoordinateDescent(Design design) {
        this.design = design;
        this.squares = new double[design.columns().size()];
        this.sums = new double[design.columns().size()];
    }

    /**
     * Minimises ½ Σ v (residual)² + l1 ‖β‖₁ + ½ l2 ‖β‖₂² from where the coefficients are; the intercept, the last one, is
     * not penalised.
     *
     * @param residual of the coefficients as given; used up
     * @param tolerance largest Σ v (change of a row's prediction)² of one coefficient that ends it
     */
    void solve(double[] weights, double[] residual, double[] beta, double l1, double l2, double tolerance) {
        v = weights;
        total = 0;
        balance = 0;
        shift = 0;
        for (int i = 0; i < v.length; i++) {
            total += v[i];
            balance += v[i] * residual[i];
        }
        Arrays.fill(squares, Double.NaN);
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            if (sweep(residual, beta, l1, l2, false) <= tolerance) return;
            while (sweep < MOST_SWEEPS && sweep(residual, beta, l1, l2, true) > tolerance) sweep++;
        }
    }

    private double sweep(double[] residual, double[] beta, double l1, double l2, boolean active) {
        int p = beta.length - 1;
        double step = balance / total;
        beta[p] += step;
        shift -= step;
        balance = 0;
        double largest = total * step * step;
        for (int j = 0; j < p; j++) {
            if (active && beta[j] == 0) continue;
            largest = Math.max(largest, update(j, residual, beta, l1, l2));
        }
        return largest;
    }

    private double update(int j, double[] residual, double[] beta, double l1, double l2) {
        Column column = design.columns().get(j);
        if (Double.isNaN(squares[j])) {
            squares[j] = column.squares(v, total);
            sums[j] = column.sum(v, total);
        }
        double a = squares[j];
        double gradient = gradient(column, j, residual) + a * beta[j];
        double size = Math.abs(gradient) - l1;
        double updated = size > 0 && a + l2 > 0 ? Math.copySign(size, gradient) / (a + l2) : 0;
        double step = updated - beta[j];
        if (step == 0) return 0;
        beta[j] = updated;
        shift += column.addTo(residual, -step);
        balance -= step * sums[j];
        return a * step * step;
    }

    private double gradient(Column column, int j, double[] residual) {
        double[] dense = column.dense();
        double sum = 0;
        if (dense != null) {
            for (int i = 0; i < v.length; i++) sum += v[i] * residual[i] * dense[i];
            return sum + shift * sums[j];
        }
        int[] where = column.where();
        double marked = sums[j] * column.deviation() + column.mean() * total;
        if (where != null) for (int i : where) sum += v[i] * residual[i];
        return (sum + shift * marked - column.mean() * balance) / column.deviation();
    }
}
