package io.candor.glassbox.linear.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ridge regression of one output by Newton's method: mean loss + ½ λ ‖β‖₂² over coefficients of standardised columns, the same problem as {@link
 * PenalisedFit} with α = 0. A step costs rows × (values of a row)², which for indicators is the number of inputs, not of levels; so it is the faster way for
 * a few hundred columns, above all where a small λ lets coordinate descent crawl along the collinear indicators of a category.
 *
 * <p>Indicators are not centred: the intercept takes up the shift, and each is penalised by its variance. Where steps
 * shrink quickly the factorised curvature is kept, as it hardly changes (the chord method). Sums run in a fixed order. Not thread-safe.
 */
final class RidgeNewton {
    private static final int MOST_COLUMNS = 500;
    private static final int MOST_STEPS = 200;
    /** Share of the loss without effects that a step promises: below it, it is the last. */
    private static final double FINE = 1e-16;
    /** A start that leaves more of the loss without effects is as good as none. */
    private static final double GOOD_START = 0.8;
    /** As long as a step promises less than this share of the one before, the curvature is kept. */
    private static final double QUICK = 1e-3;

    private final Design design;
    private final Family family;
    private final int dense; // how many numbers come first
    private final int size; // and the intercept last
    private final int[] place; // of a column of the design
    private final double[] mean; // by place
    private final double[] deviation; // by place; 1 for numbers, whose values are standardised
    private final double[] numbers; // rows × dense
    private final int[] marked; // rows × slots: the place of the indicator that is 1, or −1
    private final int slots;
    private final double[][] eta;
    private final double[][] mu;

    static boolean fits(Design design, Family family) {
        return family.outputs() == 1 && design.columns().size() <= MOST_COLUMNS;
    }

    RidgeNewton(Design design, Family family) {
        this.design = design;
        this.family = family;
        int p = design.columns().size();
        size = p + 1;
        place = new int[p];
        mean = new double[size];
        deviation = new double[size];
        int numbersSeen = 0;
        int inputsSeen = 0;
        int last = -1;
        for (Column c : design.columns()) {
            if (c.dense() != null) numbersSeen++;
            else if (c.input() != last) inputsSeen++;
            if (c.dense() == null) last = c.input();
        }
        dense = numbersSeen;
        slots = inputsSeen;
        int n = design.rows();
        numbers = new double[n * dense];
        marked = new int[n * slots];
        Arrays.fill(marked, -1);
        int number = 0;
        int indicator = dense;
        int slot = -1;
        last = -1;
        for (int j = 0; j < p; j++) {
            Column c = design.columns().get(j);
            double[] values = c.dense();
            place[j] = values != null ? number++ : indicator++;
            mean[place[j]] = values != null ? 0 : c.mean();
            deviation[place[j]] = values != null ? 1 : c.deviation();
            if (values != null) {
                for (int i = 0; i < n; i++) numbers[i * dense + place[j]] = values[i];
                continue;
            }
            if (c.input() != last) slot++;
            last = c.input();
            int[] where = c.where();
            if (where != null) for (int i : where) marked[i * slots + slot] = place[j];
        }
        eta = new double[1][n];
        mu = new double[1][n];
    }

    /**
     * @param start coefficients of standardised columns, then the intercept of centred columns; null for none
     * @return in the same form; null if rounding keeps it from an end, which a tiny λ may
     */
    double @Nullable [] fit(double lambda, double @Nullable [] start) {
        double alone = family.means(eta, mu);
        double[] gamma = start == null ? new double[size] : raw(start);
        double now = loss(gamma, lambda);
        if (start != null && !(now < GOOD_START * alone)) { // sure of what is wrong now: a way back would be longer
            gamma = new double[size];
            now = loss(gamma, lambda);
        }
        Cholesky curvature = null;
        double last = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] gradient = gradient(gamma, lambda);
            if (curvature == null) curvature = curvature(lambda);
            if (curvature == null) return null;
            double[] direction = curvature.solve(gradient);
            double promise = 0;
            for (int q = 0; q < size; q++) promise += gradient[q] * direction[q];
            if (!(promise > FINE * alone)) return standardised(gamma);
            double[] from = gamma;
            double before = now;
            double share = 1;
            int halving = 0;
            do {
                gamma = new double[size];
                for (int q = 0; q < size; q++) gamma[q] = from[q] + share * direction[q];
                now = loss(gamma, lambda);
                share /= 2;
            } while (!(now <= before) && ++halving < 40);
            if (!(now < before)) { // as low as rounding lets it be
                if (promise > 1e-9 * alone) return null;
                return standardised(now <= before ? gamma : from);
            }
            if (promise > QUICK * last || halving > 0) curvature = null;
            last = promise;
        }
        return null;
    }

    private double[] raw(double[] beta) {
        double[] gamma = new double[size];
        gamma[size - 1] = beta[size - 1];
        for (int j = 0; j < place.length; j++) {
            int q = place[j];
            gamma[q] = beta[j] / deviation[q];
            gamma[size - 1] -= gamma[q] * mean[q];
        }
        return gamma;
    }

    private double[] standardised(double[] gamma) {
        double[] beta = new double[size];
        beta[size - 1] = gamma[size - 1];
        for (int j = 0; j < place.length; j++) {
            int q = place[j];
            beta[j] = gamma[q] * deviation[q];
            beta[size - 1] += gamma[q] * mean[q];
        }
        return beta;
    }

    private double loss(double[] gamma, double lambda) {
        double[] sums = eta[0];
        for (int i = 0; i < sums.length; i++) {
            double sum = gamma[size - 1];
            for (int d = 0; d < dense; d++) sum += gamma[d] * numbers[i * dense + d];
            for (int s = i * slots; s < (i + 1) * slots; s++) if (marked[s] >= 0) sum += gamma[marked[s]];
            sums[i] = sum;
        }
        double penalty = 0;
        for (int q = 0; q < size - 1; q++) {
            double beta = gamma[q] * deviation[q];
            penalty += beta * beta;
        }
        return family.means(eta, mu) + lambda / 2 * penalty;
    }

    private double[] gradient(double[] gamma, double lambda) {
        double[] g = new double[size];
        double[] weights = design.weights();
        for (int i = 0; i < weights.length; i++) {
            double r = weights[i] / design.total() * (family.label(i, 0) - mu[0][i]);
            for (int d = 0; d < dense; d++) g[d] += r * numbers[i * dense + d];
            for (int s = i * slots; s < (i + 1) * slots; s++) if (marked[s] >= 0) g[marked[s]] += r;
            g[size - 1] += r;
        }
        for (int q = 0; q < size - 1; q++) g[q] -= lambda * deviation[q] * deviation[q] * gamma[q];
        return g;
    }

    private @Nullable Cholesky curvature(double lambda) {
        double[] h = new double[size * size]; // the lower triangle, row after row
        double[] weights = design.weights();
        int[] on = new int[slots];
        double[] left = new double[dense];
        int last = (size - 1) * size;
        for (int i = 0; i < weights.length; i++) {
            double v = weights[i] / design.total() * family.curvature(mu[0][i]);
            int at = i * dense;
            for (int d = 0; d < dense; d++) {
                double product = v * numbers[at + d];
                left[d] = product;
                h[last + d] += product;
                for (int e = 0, row = d * size; e <= d; e++) h[row + e] += product * numbers[at + e];
            }
            int n = 0;
            for (int s = i * slots; s < (i + 1) * slots; s++) {
                int q = marked[s];
                if (q < 0) continue;
                int row = q * size;
                for (int d = 0; d < dense; d++) h[row + d] += left[d];
                for (int o = 0; o < n; o++) h[row + on[o]] += v;
                h[row + q] += v;
                h[last + q] += v;
                on[n++] = q;
            }
            h[last + size - 1] += v;
        }
        double[][] rows = new double[size][];
        for (int q = 0; q < size; q++) {
            rows[q] = Arrays.copyOfRange(h, q * size, (q + 1) * size);
            if (q < size - 1) rows[q][q] += lambda * deviation[q] * deviation[q];
        }
        Cholesky factor = Cholesky.of(rows);
        for (boolean out : factor.aliased()) if (out) return null;
        return factor;
    }
}
