package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.ConfusionFormula;
import io.candor.evaluation.Intervals;
import io.candor.fairness.Tally.Sums;

/**
 * A metric given as a formula over confusion cells, with normal intervals by the delta method for a multinomial: the variance of f is Σ f_c² v_c −
 * (Σ f_c n_c)² / n over its partial derivatives f_c and the cells' counts n_c (of weighted rows: sums of squared weights). Derivatives and counts are taken
 * with ½ added to each cell, so that cells that happen to be empty do not make the metric look certain (Agresti &amp; Coull 1998).
 *
 * @param cells tp, fp, tn, fn
 */
record FormulaSample(ConfusionFormula formula, Sums[] cells) implements Sample {
    private static final Names NAMES = new Names("delta method over cells", "delta method over cells, log");

    @Override
    public boolean defined() {
        return Double.isFinite(value());
    }

    @Override
    public double value() {
        return formula.value(cells[0].weight(), cells[1].weight(), cells[2].weight(), cells[3].weight());
    }

    @Override
    public long n() {
        long n = 0;
        for (Sums cell : cells) n += cell.count();
        return n;
    }

    @Override
    public Estimate estimate() {
        if (n() == 0) return Estimate.undefined("no rows", 0);
        if (!defined()) return Estimate.undefined("'" + formula.text() + "' divides by 0", n());
        double half = Intervals.z(Intervals.ALPHA) * StrictMath.sqrt(variance(gradient(1)));
        if (!Double.isFinite(half)) return new Estimate.Point(value(), n());
        return new Bounds(value() - half, value() + half).around(value(), n(), NAMES.difference());
    }

    @Override
    public Bounds minus(Sample other, double alpha) {
        FormulaSample o = (FormulaSample) other;
        return around(value() - o.value(), variance(gradient(1)) + o.variance(o.gradient(1)), alpha);
    }

    @Override
    public Bounds over(Sample other, double alpha) {
        FormulaSample o = (FormulaSample) other;
        double variance = variance(gradient(1 / value())) + o.variance(o.gradient(1 / o.value()));
        return exp(around(StrictMath.log(value() / o.value()), variance, alpha));
    }

    @Override
    public Bounds minusWhole(Sample whole, double alpha) {
        FormulaSample w = (FormulaSample) whole;
        return around(value() - w.value(), withWhole(w, 1, 1), alpha);
    }

    @Override
    public Bounds overWhole(Sample whole, double alpha) {
        FormulaSample w = (FormulaSample) whole;
        return exp(around(StrictMath.log(value() / w.value()), withWhole(w, 1 / value(), 1 / w.value()), alpha));
    }

    @Override
    public Names names() {
        return NAMES;
    }

    /** The variance of a × this − b × whole, whose other rows are independent of these. */
    private double withWhole(FormulaSample whole, double a, double b) {
        double[] mine = gradient(a);
        double[] all = whole.gradient(b);
        double[] difference = new double[4];
        Sums[] rest = new Sums[4];
        for (int c = 0; c < 4; c++) {
            difference[c] = mine[c] - all[c];
            rest[c] = whole.cells[c].minus(cells[c]);
        }
        return variance(difference) + new FormulaSample(formula, rest).variance(all);
    }

    private double[] gradient(double factor) {
        double[] g = formula.gradient(
                cells[0].weight() + 0.5, cells[1].weight() + 0.5, cells[2].weight() + 0.5, cells[3].weight() + 0.5);
        for (int c = 0; c < 4; c++) g[c] *= factor;
        return g;
    }

    /** Of the linear form with these coefficients. */
    private double variance(double[] g) {
        double n = 0;
        double mean = 0;
        for (int c = 0; c < 4; c++) {
            n += cells[c].squares() + 0.5;
            mean += g[c] * (cells[c].squares() + 0.5);
        }
        double variance = 0;
        for (int c = 0; c < 4; c++) {
            double centred = g[c] - mean / n;
            variance += centred * centred * (cells[c].squares() + 0.5);
        }
        return variance;
    }

    private static Bounds around(double centre, double variance, double alpha) {
        double half = Intervals.z(alpha) * StrictMath.sqrt(variance);
        return Double.isFinite(half) ? new Bounds(centre - half, centre + half) : new Bounds(Double.NaN, Double.NaN);
    }

    private static Bounds exp(Bounds b) {
        return new Bounds(StrictMath.exp(b.low()), StrictMath.exp(b.high()));
    }
}
