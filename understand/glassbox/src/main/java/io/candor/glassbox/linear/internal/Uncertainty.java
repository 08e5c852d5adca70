package io.candor.glassbox.linear.internal;

import io.candor.core.model.LinearModel;
import io.candor.evaluation.Intervals;
import io.candor.glassbox.internal.rows.InputColumn;
import java.util.Arrays;
import java.util.Optional;

/**
 * 95 % intervals of a linear model's coefficients.
 *
 * <ul>
 *   <li><em>Wald</em>: estimate ± quantile · standard error from the inverse curvature; for least squares with the residual
 *       variance and Student's t.
 *   <li><em>sandwich</em>: the same with curvature⁻¹ · Σ scores scoresᵀ · curvature⁻¹ · n/(n − p) (White 1980, HC1), which
 *       holds when the variance is not what the family says, or with sampling weights.
 *   <li><em>debiased</em>: for penalised fits, whose estimates are shrunk. One Newton step of the plain likelihood from the
 *       penalised estimate takes the first-order bias off (Zhang &amp; Zhang 2014; van de Geer, Bühlmann, Ritov, Dezeure, Ann.
 *       Stat. 2014, eq. 5, here with the exact inverse curvature instead of nodewise regressions, so only where rows are
 *       more than twice the coefficients). The interval is around that estimate and need not hold the shrunk one.
 * </ul>
 *
 * <p>A coefficient that collinear columns share has none: the rows do not say which of them it belongs to.
 */
public final class Uncertainty {
    private final Newton newton;
    private final ReducedDesign design;
    private final int size;
    private final int classes;
    private final int outputs;
    private double[][] covariance = {};
    private double quantile;

    private Uncertainty(Newton newton, ReducedDesign design, int outputs) {
        this.newton = newton;
        this.design = design;
        this.size = design.size();
        this.outputs = outputs;
        this.classes = Math.max(1, outputs - 1);
    }

    /** Of maximum likelihood; empty without degrees of freedom. */
    static Optional<LinearModel.Intervals> plain(Newton newton, ReducedDesign design, Family family, boolean sandwich) {
        return new Uncertainty(newton, design, family.outputs()).intervals(family, sandwich, false);
    }

    /** Of a penalised fit; empty if there are too few rows, or too many coefficients, for it. */
    static Optional<LinearModel.Intervals> debiased(
            ReducedDesign design, Family family, Coefficients penalised, boolean sandwich) {
        long parameters = (long) Math.max(1, family.outputs() - 1) * design.size();
        if (!Newton.fits(design, family) || design.rows().rows() <= 2 * parameters) return Optional.empty();
        Newton newton = new Newton(design, family);
        newton.start(design.parameters(penalised));
        return new Uncertainty(newton, design, family.outputs()).intervals(family, sandwich, true);
    }

    private Optional<LinearModel.Intervals> intervals(Family family, boolean sandwich, boolean debiased) {
        Cholesky curvature = newton.tryCurvature();
        if (curvature == null) return Optional.empty();
        covariance = curvature.inverse();
        double[] estimate = flat(newton.parameters());
        double[][] means = newton.means();
        if (debiased) {
            double[] step = curvature.solve(newton.gradient());
            for (int q = 0; q < step.length; q++) estimate[q] += step[q];
            if (family instanceof Family.Gaussian) {
                newton.start(parameters(estimate));
                means = newton.means();
            }
        }
        int used = 0;
        for (boolean out : newton.aliased()) if (!out) used++;
        double freedom = design.rows().rows() - (double) used;
        if (freedom < 1) return Optional.empty();
        boolean gaussian = family instanceof Family.Gaussian;
        quantile = gaussian ? Intervals.t(Intervals.ALPHA, freedom) : Intervals.z(Intervals.ALPHA);
        if (sandwich) {
            covariance = product(covariance, product(meat(family, means), covariance));
            scale(design.rows().rows() / freedom);
        } else if (gaussian) {
            scale(residualSquares(family, means) / freedom);
        }
        String name = (debiased ? "debiased, one step" : "Wald")
                + (sandwich ? ", sandwich" : "")
                + (gaussian ? ", t" : ", normal");
        return Optional.of(report(name, estimate));
    }

    private double[] flat(double[][] parameters) {
        double[] flat = new double[classes * size];
        for (int c = 0; c < classes; c++)
            System.arraycopy(parameters[newton.firstClass() + c], 0, flat, c * size, size);
        return flat;
    }

    private double[][] parameters(double[] flat) {
        double[][] parameters = new double[outputs][size];
        for (int c = 0; c < classes; c++)
            System.arraycopy(flat, c * size, parameters[newton.firstClass() + c], 0, size);
        return parameters;
    }

    private double residualSquares(Family family, double[][] means) {
        double sum = 0;
        double[] weights = design.rows().weights();
        for (int i = 0; i < weights.length; i++) {
            double r = family.label(i, 0) - means[0][i];
            sum += weights[i] * r * r;
        }
        return sum;
    }

    private double[][] meat(Family family, double[][] means) {
        double[][] meat = new double[covariance.length][covariance.length];
        int[] index = new int[design.widest()];
        double[] value = new double[index.length];
        double[] weights = design.rows().weights();
        for (int i = 0; i < weights.length; i++) {
            int n = design.row(i, index, value);
            for (int c = 0; c < classes; c++) {
                double left =
                        weights[i] * (family.label(i, newton.firstClass() + c) - means[newton.firstClass() + c][i]);
                for (int d = 0; d < classes; d++) {
                    double right =
                            weights[i] * (family.label(i, newton.firstClass() + d) - means[newton.firstClass() + d][i]);
                    for (int a = 0; a < n; a++) {
                        double[] row = meat[c * size + index[a]];
                        for (int b = 0; b < n; b++) row[d * size + index[b]] += left * right * value[a] * value[b];
                    }
                }
            }
        }
        return meat;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < a.length; k++) {
                if (a[i][k] == 0) continue;
                for (int j = 0; j < a.length; j++) product[i][j] += a[i][k] * b[k][j];
            }
        }
        return product;
    }

    private void scale(double factor) {
        for (double[] row : covariance) for (int j = 0; j < row.length; j++) row[j] *= factor;
    }

    /** Collects the intervals in the order of {@link LinearModel.Intervals}. */
    private LinearModel.Intervals report(String name, double[] estimate) {
        int all = 1;
        for (InputColumn input : design.rows().inputs())
            all += input instanceof InputColumn.Levels l ? l.input().levels().size() + 1 : 2;
        double[] errors = new double[all * outputs];
        double[] low = new double[all * outputs];
        double[] high = new double[all * outputs];
        Report report = new Report(estimate, errors, low, high);
        double[] mean = new double[size]; // what the intercept of centred columns adds up
        mean[0] = 1;
        for (int q = 1; q < size; q++) {
            Column column = design.column(q);
            boolean level = design.rows().inputs().get(column.input()) instanceof InputColumn.Levels;
            if (level) mean[q] = column.mean();
        }
        report.add(mean);
        for (int j = 0; j < design.rows().inputs().size(); j++) {
            if (design.rows().inputs().get(j) instanceof InputColumn.Levels levels) levels(report, j, levels);
            else {
                number(report, design.parameter(j, Column.NUMBER), true);
                number(report, design.parameter(j, Column.MISSING), false);
            }
        }
        return new LinearModel.Intervals(name, errors, low, high);
    }

    private void number(Report report, int parameter, boolean slope) {
        if (parameter < 0) {
            report.nothing();
            return;
        }
        double[] functional = new double[size];
        functional[parameter] = slope ? 1 / design.column(parameter).deviation() : 1;
        report.add(functional);
    }

    private void levels(Report report, int input, InputColumn.Levels levels) {
        int count = levels.input().levels().size();
        boolean[] occurs = new boolean[count + 1];
        for (int code : levels.codes()) occurs[code < 0 ? count : code] = true;
        double[] minusMean = new double[size];
        int different = 0;
        for (int l = 0; l <= count; l++) {
            if (occurs[l]) different++;
            int parameter = design.parameter(input, l == count ? Column.MISSING : l);
            if (parameter > 0) minusMean[parameter] = -design.column(parameter).mean();
        }
        for (int l = 0; l <= count; l++) {
            int parameter = design.parameter(input, l == count ? Column.MISSING : l);
            if (!occurs[l] || different < 2) {
                report.nothing();
                continue;
            }
            double[] functional = minusMean.clone();
            if (parameter > 0) functional[parameter] += 1;
            report.add(functional);
        }
    }

    /** Writes one coefficient after the other. */
    private final class Report {
        private final double[] estimate;
        private final double[] errors;
        private final double[] low;
        private final double[] high;
        private int at;

        Report(double[] estimate, double[] errors, double[] low, double[] high) {
            this.estimate = estimate;
            this.errors = errors;
            this.low = low;
            this.high = high;
        }

        void nothing() {
            for (int k = 0; k < outputs; k++, at++) errors[at] = low[at] = high[at] = Double.NaN;
        }

        /** A linear combination of one output's parameters; of classes, less its mean over classes. */
        void add(double[] functional) {
            if (!newton.estimable(functional)) {
                nothing();
                return;
            }
            int[] where = new int[size];
            int n = 0;
            for (int q = 0; q < size; q++) if (functional[q] != 0) where[n++] = q;
            where = Arrays.copyOf(where, n);
            double[] value = new double[classes];
            double[][] between = new double[classes][classes];
            for (int c = 0; c < classes; c++) {
                for (int q : where) value[c] += functional[q] * estimate[c * size + q];
                for (int d = 0; d < classes; d++) between[c][d] = variance(functional, where, c, d);
            }
            for (int k = 0; k < outputs; k++, at++) {
                double centre = 0;
                double variance = 0;
                for (int c = 0; c < classes; c++) {
                    centre += share(k, c) * value[c];
                    for (int d = 0; d < classes; d++) variance += share(k, c) * share(k, d) * between[c][d];
                }
                errors[at] = Math.sqrt(Math.max(0, variance));
                low[at] = centre - quantile * errors[at];
                high[at] = centre + quantile * errors[at];
            }
        }

        private double share(int output, int c) {
            if (outputs == 1) return 1;
            return (output == newton.firstClass() + c ? 1 : 0) - 1.0 / outputs;
        }

        private double variance(double[] functional, int[] where, int c, int d) {
            double sum = 0;
            for (int q : where) {
                double inner = 0;
                for (int r : where) inner += covariance[c * size + q][d * size + r] * functional[r];
                sum += functional[q] * inner;
            }
            return sum;
        }
    }
}
