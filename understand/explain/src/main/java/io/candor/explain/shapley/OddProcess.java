package io.candor.explain.shapley;

import java.util.Arrays;

/**
 * A Gaussian process over the odd part of a game, (v(S) − v(complement of S)) / 2, and the Shapley values of its mean. With sides x,
 * z of ±1 the covariance is the odd half of a product, k(x, z) = ½ (Π (1 + ρⱼ xⱼ zⱼ) − Π (1 − ρⱼ xⱼ zⱼ)): a prior in which an
 * interaction of the players J has variance Π ρⱼ over J. The ρⱼ are a common factor, chosen by the marginal likelihood, times the
 * size of player j's effect in a ridge regression.
 *
 * <p>A product game Π fⱼ has values φᵢ = ∫₀¹ (fᵢ(in) − fᵢ(out)) Πⱼ≠ᵢ (t fⱼ(in) + (1−t) fⱼ(out)) dt, a polynomial of degree n − 1, so
 * Gauss-Legendre quadrature with n/2 nodes is exact, for the mean and, twice, for the variance.
 */
final class OddProcess {
    private static final double JITTER = 1e-9;
    private static final double LARGEST = 0.95;
    private static final double[] FACTORS = {0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6};

    /** Pairs on which the factor is chosen. */
    private static final int CHOSEN_ON = 240;

    private final double[][] x; // the first is the full coalition's
    private final double[] y;
    private final double[] rho;
    private final Cholesky factor;
    private final double[] weights;
    private final double scale;
    private final double[][] nodes;

    private OddProcess(double[][] x, double[] y, double[] rho) {
        this.x = x;
        this.y = y;
        this.rho = rho;
        this.factor = Cholesky.of(covariance(), JITTER);
        this.weights = factor.solve(y);
        double fit = 0;
        for (int p = 0; p < y.length; p++) fit += y[p] * weights[p];
        this.scale = fit / y.length;
        this.nodes = GaussNodes.of(rho.length / 2 + 1);
    }

    /**
     * @param sides per pair and player, ±1
     * @param differences per pair, v(S) − v(complement)
     * @param gain v(all) − v(nobody)
     */
    static OddProcess fit(double[][] sides, double[] differences, double gain) {
        int n = sides[0].length;
        double[][] x = new double[sides.length + 1][];
        double[] y = new double[x.length];
        x[0] = new double[n];
        Arrays.fill(x[0], 1);
        y[0] = gain / 2;
        for (int p = 0; p < sides.length; p++) {
            x[p + 1] = sides[p];
            y[p + 1] = differences[p] / 2;
        }
        double[] sizes = relativeSizes(x, y);
        double[][] fewX = some(x);
        double[] fewY = some(y);
        double[] best = new double[n];
        double most = Double.NEGATIVE_INFINITY;
        for (double common : FACTORS) {
            double[] rho = new double[n];
            for (int i = 0; i < n; i++) rho[i] = Math.min(LARGEST, common * sizes[i]);
            double likelihood = new OddProcess(fewX, fewY, rho).likelihood();
            if (likelihood > most) {
                most = likelihood;
                best = rho;
            }
        }
        return new OddProcess(x, y, best);
    }

    /** Every so-many-th pair, the full coalition first. */
    private static double[][] some(double[][] all) {
        int count = Math.min(CHOSEN_ON, all.length);
        double[][] some = new double[count][];
        for (int i = 0; i < count; i++) some[i] = all[(int) ((long) i * all.length / count)];
        return some;
    }

    private static double[] some(double[] all) {
        int count = Math.min(CHOSEN_ON, all.length);
        double[] some = new double[count];
        for (int i = 0; i < count; i++) some[i] = all[(int) ((long) i * all.length / count)];
        return some;
    }

    /** |effect| of each player by ridge regression, over their root mean square; a little more, so that none is without. */
    private static double[] relativeSizes(double[][] x, double[] y) {
        int n = x[0].length;
        double[] ones = new double[x.length];
        Arrays.fill(ones, 1);
        double[][] cross = new PairedDifferences(x, new double[0][]).cross(ones);
        for (int i = 0; i < n; i++) cross[i][i] += 1e-3 * x.length;
        double[] b = new double[n];
        for (int p = 0; p < x.length; p++) for (int i = 0; i < n; i++) b[i] += x[p][i] * y[p];
        double[] effects = Cholesky.of(cross, 0).solve(b);
        double squares = 0;
        for (double e : effects) squares += e * e / n;
        double[] sizes = new double[n];
        for (int i = 0; i < n; i++) sizes[i] = (squares > 0 ? Math.abs(effects[i]) / Math.sqrt(squares) : 1) + 0.05;
        return sizes;
    }

    private double[][] covariance() {
        int n = rho.length;
        double[][] k = new double[x.length][];
        for (int p = 0; p < x.length; p++) {
            double[] row = new double[p + 1];
            double[] a = new double[n];
            for (int i = 0; i < n; i++) a[i] = rho[i] * x[p][i];
            for (int q = 0; q <= p; q++) {
                double plus = 1;
                double minus = 1;
                double[] z = x[q];
                for (int i = 0; i < n; i++) {
                    double c = a[i] * z[i];
                    plus *= 1 + c;
                    minus *= 1 - c;
                }
                row[q] = (plus - minus) / 2;
            }
            k[p] = row;
        }
        return k;
    }

    /** The logarithm of the marginal likelihood at the best scale, up to a constant. */
    private double likelihood() {
        if (!(scale > 0)) return Double.NEGATIVE_INFINITY;
        return -0.5 * y.length * StrictMath.log(scale) - 0.5 * factor.logDeterminant();
    }

    /** Shapley values of the mean. */
    double[] values() {
        double[] values = new double[rho.length];
        if (!(scale > 0)) return values;
        for (int i = 0; i < values.length; i++) {
            double[] section = sections(i);
            for (int p = 0; p < section.length; p++) values[i] += section[p] * weights[p];
        }
        return values;
    }

    /** Standard deviations of the values, given what was seen. */
    double[] errors() {
        double[] errors = new double[rho.length];
        if (!(scale > 0)) return errors;
        for (int i = 0; i < errors.length; i++) {
            double seen = 0;
            for (double v : factor.forward(sections(i))) seen += v * v;
            errors[i] = Math.sqrt(Math.max(0, scale * (prior(i) - seen)));
        }
        return errors;
    }

    /** Per pair, the value of player i in the game k(x, ·). */
    private double[] sections(int i) {
        double[] sections = new double[x.length];
        for (int p = 0; p < x.length; p++) {
            double sum = 0;
            for (int t = 0; t < nodes[0].length; t++) {
                double plus = 1;
                double minus = 1;
                for (int j = 0; j < rho.length; j++) {
                    if (j == i) continue;
                    double c = rho[j] * x[p][j] * nodes[0][t];
                    plus *= 1 + c;
                    minus *= 1 - c;
                }
                sum += nodes[1][t] / 2 * (plus + minus);
            }
            sections[p] = rho[i] * x[p][i] * sum;
        }
        return sections;
    }

    /** The prior variance of player i's value. */
    private double prior(int i) {
        double sum = 0;
        for (int t = 0; t < nodes[0].length; t++) {
            for (int u = 0; u < nodes[0].length; u++) {
                double plus = 1;
                double minus = 1;
                for (int j = 0; j < rho.length; j++) {
                    if (j == i) continue;
                    double c = rho[j] * nodes[0][t] * nodes[0][u];
                    plus *= 1 + c;
                    minus *= 1 - c;
                }
                sum += nodes[1][t] * nodes[1][u] / 4 * (plus + minus);
            }
        }
        return 2 * rho[i] * sum;
    }
}
