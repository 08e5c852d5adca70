package io.candor.glassbox.linear.internal;

import io.candor.core.CandorException;
import org.jspecify.annotations.Nullable;

/**
 * Maximum likelihood without a penalty: Newton's method on the full second derivative, steps halved until the loss falls
 * (for least squares: the normal equations, solved and then refined once). Of several classes the first is held at 0.
 * Collinear columns are left out, found once on unweighted curvature.
 */
public final class Newton {
    /** Parameters of all outputs together; their matrix is dense. */
    public static final int MOST_PARAMETERS = 2_000;

    private static final int MOST_ITERATIONS = 60;

    private final ReducedDesign design;
    private final Family family;
    private final int classes; // outputs with parameters
    private final int first; // the first of them
    private final int size; // of one output
    private final boolean[] aliased; // of one output
    private final double[][] dependencies; // combinations of one output's columns that are 0 in every row
    private final double[][] theta; // per output, with zeros for one that is held
    private double[][] eta;
    private final double[][] mu;
    private double loss;

    /** @throws CandorException {@code CND-G031} if there are more parameters than {@link #MOST_PARAMETERS} */
    public Newton(ReducedDesign design, Family family) {
        this.design = design;
        this.family = family;
        this.classes = Math.max(1, family.outputs() - 1);
        this.first = family.outputs() - classes;
        this.size = design.size();
        if (!fits(design, family)) {
            throw CandorException.user(
                    "CND-G031",
                    "a fit without a penalty would have " + (long) classes * size + " coefficients",
                    "at most " + MOST_PARAMETERS,
                    "leave out columns with many categories, or set lambda");
        }
        this.theta = new double[family.outputs()][size];
        this.eta = new double[family.outputs()][design.rows().rows()];
        this.mu = new double[family.outputs()][design.rows().rows()];
        double[][] gram = gram();
        Cholesky factor = Cholesky.of(copy(gram));
        this.aliased = factor.aliased();
        this.dependencies = dependencies(factor, gram);
        loss = family.means(eta, mu);
    }

    static boolean fits(ReducedDesign design, Family family) {
        return (long) Math.max(1, family.outputs() - 1) * design.size() <= MOST_PARAMETERS;
    }

    /** Parameters, per output. */
    double[][] parameters() {
        return theta;
    }

    /** Means of all rows at the parameters, per output. */
    double[][] means() {
        return mu;
    }

    /** Parameters of one output that depend on others and are 0. */
    boolean[] aliased() {
        return aliased;
    }

    private static double[][] dependencies(Cholesky factor, double[][] gram) {
        java.util.List<double[]> found = new java.util.ArrayList<>();
        for (int c = 0; c < gram.length; c++) {
            if (!factor.aliased()[c]) continue;
            double[] combination = factor.solve(gram[c]);
            for (int q = 0; q < combination.length; q++) combination[q] = -combination[q];
            combination[c] = 1;
            found.add(combination);
        }
        return found.toArray(double[][]::new);
    }

    /** Whether the rows determine a linear combination of one output's parameters, whatever collinear columns share. */
    boolean estimable(double[] functional) {
        for (double[] combination : dependencies) {
            double sum = 0;
            double size = 0;
            double weight = 0;
            for (int q = 0; q < functional.length; q++) {
                sum += functional[q] * combination[q];
                size += Math.abs(functional[q] * combination[q]);
                weight += Math.abs(functional[q]);
            }
            if (Math.abs(sum) > 1e-6 * size && size > 1e-9 * weight) return false;
        }
        return true;
    }

    int firstClass() {
        return first;
    }

    /** Continues from other parameters; of classes, relative to the first. */
    void start(double[][] parameters) {
        for (int k = 0; k < theta.length; k++) {
            for (int q = 0; q < size; q++) {
                theta[k][q] = aliased[q] ? 0 : parameters[k][q] - (first == 0 ? 0 : parameters[0][q]);
            }
        }
        eta = predict();
        loss = family.means(eta, mu);
    }

    /**
     * Iterates until no prediction moves.
     *
     * @throws CandorException {@code CND-G034} if a combination of inputs separates classes, so that there is no maximum
     */
    void maximise() {
        double last = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            double moved = step();
            if (moved < 1e-9 || family instanceof Family.Gaussian && iteration == 2) return;
            if (moved < 1e-6 && moved >= last) return; // rounding moves it on and on
            last = moved;
        }
        throw separated();
    }

    /**
     * One Newton step, halved until the loss falls.
     *
     * @return largest change of a row's η, relative to its size where that is above 1
     */
    private double step() {
        @Nullable Cholesky curvature = tryCurvature();
        if (curvature == null) throw separated();
        double[] direction = curvature.solve(gradient());
        double[][] from = copy(theta);
        double[][] before = eta;
        double earlier = loss;
        double share = 1;
        for (int halving = 0; halving < 30; halving++, share /= 2) {
            for (int c = 0; c < classes; c++) {
                for (int q = 0; q < size; q++)
                    theta[first + c][q] = from[first + c][q] + share * direction[c * size + q];
            }
            eta = predict();
            loss = family.means(eta, mu);
            if (loss <= earlier + 1e-14 * Math.abs(earlier)) break;
        }
        double moved = 0;
        for (int k = first; k < eta.length; k++) {
            for (int i = 0; i < eta[k].length; i++) {
                double size = Math.max(1, Math.abs(before[k][i]));
                moved = Math.max(moved, Math.abs(eta[k][i] - before[k][i]) / size);
            }
        }
        return moved;
    }

    private CandorException separated() {
        return CandorException.user(
                "CND-G034",
                "the inputs separate classes of '" + design.rows().target().name() + "' completely",
                "classes that overlap: else coefficients grow without bound",
                "set a lambda above 0, or leave the inputs out that give the class away");
    }

    /** The gradient of the log-likelihood, output after output. */
    double[] gradient() {
        double[] g = new double[classes * size];
        int[] index = new int[design.widest()];
        double[] value = new double[index.length];
        double[] weights = design.rows().weights();
        for (int i = 0; i < weights.length; i++) {
            int n = design.row(i, index, value);
            for (int c = 0; c < classes; c++) {
                double r = weights[i] * (family.label(i, first + c) - mu[first + c][i]);
                for (int a = 0; a < n; a++) g[c * size + index[a]] += r * value[a];
            }
        }
        return g;
    }

    /** The factorised curvature; null if it is singular beyond what is aliased. */
    @Nullable
    Cholesky tryCurvature() {
        double[][] h = new double[classes * size][classes * size];
        int[] index = new int[design.widest()];
        double[] value = new double[index.length];
        double[] weights = design.rows().weights();
        for (int i = 0; i < weights.length; i++) {
            int n = design.row(i, index, value);
            for (int c = 0; c < classes; c++) {
                for (int d = 0; d <= c; d++) {
                    double p = mu[first + c][i];
                    double w = weights[i] * (c == d ? family.curvature(p) : -p * mu[first + d][i]);
                    for (int a = 0; a < n; a++) {
                        double[] row = h[c * size + index[a]];
                        double left = w * value[a];
                        for (int b = 0; b < n; b++) row[d * size + index[b]] += left * value[b];
                    }
                }
            }
        }
        boolean[] out = new boolean[h.length];
        for (int q = 0; q < out.length; q++) out[q] = aliased[q % size];
        Cholesky factor = Cholesky.of(h, out);
        return java.util.Arrays.equals(factor.aliased(), out) ? factor : null;
    }

    private double[][] gram() {
        double[][] g = new double[size][size];
        int[] index = new int[design.widest()];
        double[] value = new double[index.length];
        double[] weights = design.rows().weights();
        for (int i = 0; i < weights.length; i++) {
            int n = design.row(i, index, value);
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) g[index[a]][index[b]] += weights[i] * value[a] * value[b];
            }
        }
        return g;
    }

    private double[][] predict() {
        double[][] sums = new double[theta.length][design.rows().rows()];
        int[] index = new int[design.widest()];
        double[] value = new double[index.length];
        for (int i = 0; i < sums[0].length; i++) {
            int n = design.row(i, index, value);
            for (int k = first; k < sums.length; k++) {
                for (int a = 0; a < n; a++) sums[k][i] += theta[k][index[a]] * value[a];
            }
        }
        return sums;
    }

    private static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int k = 0; k < copy.length; k++) copy[k] = rows[k].clone();
        return copy;
    }
}
