package io.candor.glassbox.linear.internal;

import io.candor.core.CandorException;

/**
 * Minimises mean loss + λ (α ‖β‖₁ + ½ (1 − α) ‖β‖₂²) over coefficients of standardised columns: coordinate descent within
 * iteratively reweighted least squares, one class after the other (Friedman, Hastie, Tibshirani 2010, §3 and §4). A step
 * that does not lower the objective is halved, which theirs is not. Not thread-safe.
 */
public final class PenalisedFit {
    /** Curvatures below this count as this: rows far on the right side would else have none. */
    private static final double LEAST_CURVATURE = 1e-5;

    private static final int MOST_ITERATIONS = 2_000;

    private final Design design;
    private final Family family;
    private final CoordinateDescent descent;
    private final double[][] beta;
    private final double[][] eta;
    private final double[][] mu;
    private double loss;

    /** Starts from no effect at all. */
    public PenalisedFit(Design design, Family family) {
        this.design = design;
        this.family = family;
        this.descent = new CoordinateDescent(design);
        this.beta = new double[family.outputs()][design.columns().size() + 1];
        this.eta = new double[family.outputs()][design.rows()];
        this.mu = new double[family.outputs()][design.rows()];
        loss = family.means(eta, mu);
        fit(Double.MAX_VALUE, 1, 1e-14);
    }

    /** Per output, coefficients of the standardised columns, then the intercept of centred columns. */
    public double[][] coefficients() {
        return beta;
    }

    public double loss() {
        return loss;
    }

    /** Continues from coefficients as {@link #coefficients} gives them. */
    public void start(double[][] coefficients) {
        for (int k = 0; k < beta.length; k++) {
            System.arraycopy(coefficients[k], 0, beta[k], 0, beta[k].length);
            eta[k] = design.predict(beta[k]);
        }
        loss = family.means(eta, mu);
    }

    /** Smallest λ that leaves every coefficient at 0, from a fit without effects. */
    public double largestLambda(double alpha) {
        double most = 0;
        double[] r = new double[design.rows()];
        for (int k = 0; k < beta.length; k++) {
            double total = 0;
            for (int i = 0; i < r.length; i++) {
                r[i] = design.weights()[i] / design.total() * (family.label(i, k) - mu[k][i]);
                total += r[i];
            }
            for (Column column : design.columns()) most = Math.max(most, Math.abs(column.sum(r, total)));
        }
        return most / Math.max(alpha, 1e-3);
    }

    /**
     * Fits one λ from where the last one ended.
     *
     * @param tolerance Σ v (change of η)² that ends it, on the scale of the mean loss
     * @throws CandorException {@code CND-G033} if it does not converge
     */
    public void fit(double lambda, double alpha, double tolerance) {
        double l1 = lambda * alpha;
        double l2 = lambda * (1 - alpha);
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            double change = 0;
            for (int k = 0; k < beta.length; k++) change = Math.max(change, step(k, l1, l2, tolerance));
            if (change <= tolerance || family instanceof Family.Gaussian) return;
        }
        throw CandorException.user(
                "CND-G033",
                "the linear fit did not converge with lambda=" + lambda,
                "a penalty that keeps the coefficients in bounds",
                "set a larger lambda");
    }

    private double step(int k, double l1, double l2, double tolerance) {
        int n = design.rows();
        double[] v = new double[n];
        double[] r = new double[n];
        for (int i = 0; i < n; i++) {
            double curvature = Math.max(LEAST_CURVATURE, family.curvature(mu[k][i]));
            v[i] = design.weights()[i] / design.total() * curvature;
            r[i] = (family.label(i, k) - mu[k][i]) / curvature;
        }
        double[] from = beta[k].clone();
        double[] before = eta[k];
        double objective = loss + penalty(from, l1, l2);
        descent.solve(v, r, beta[k], l1, l2, tolerance / 10);
        for (int halving = 0; ; halving++) {
            eta[k] = design.predict(beta[k]);
            loss = family.means(eta, mu);
            double now = loss + penalty(beta[k], l1, l2);
            if (now <= objective + 1e-12 * Math.abs(objective)) break;
            if (halving == 40) { // as low as rounding lets it be
                System.arraycopy(from, 0, beta[k], 0, from.length);
                eta[k] = before;
                loss = family.means(eta, mu);
                break;
            }
            for (int j = 0; j < from.length; j++) beta[k][j] = (beta[k][j] + from[j]) / 2;
        }
        double change = 0;
        for (int i = 0; i < n; i++) {
            double d = eta[k][i] - before[i];
            change += v[i] * d * d;
        }
        return change;
    }

    private static double penalty(double[] beta, double l1, double l2) {
        double sum = 0;
        for (int j = 0; j < beta.length - 1; j++) {
            if (beta[j] != 0) sum += l1 * Math.abs(beta[j]) + l2 / 2 * beta[j] * beta[j];
        }
        return sum;
    }
}
