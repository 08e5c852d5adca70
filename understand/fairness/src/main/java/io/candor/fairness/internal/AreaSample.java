package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.DeLong;
import io.candor.evaluation.Intervals;
import org.jspecify.annotations.Nullable;

/**
 * An area under the ROC curve. Two groups are independent: their DeLong intervals are combined by MOVER (Donner &amp; Zou
 * 2012), on the log scale for a ratio, which stays right where an area is 1. A group within the whole: by the DeLong
 * influence of each row on the difference; by MOVER, which then is cautious, where a variance is not known.
 *
 * @param influence of each row on the area, kept because every comparison with the whole asks for it
 * @param rows of the table, ascending
 */
record AreaSample(DeLong area, double[] influence, int[] rows) implements Sample {
    private static final Names NAMES = new Names("MOVER of DeLong intervals", "MOVER of DeLong intervals, log");

    /** @param weights of the table's rows; null if each weighs 1 */
    static AreaSample of(int[] labels, double[] scores, double @Nullable [] weights, int[] rows) {
        int[] y = new int[rows.length];
        double[] s = new double[rows.length];
        double[] w = weights == null ? null : new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            y[i] = labels[rows[i]];
            s[i] = scores[rows[i]];
            if (weights != null && w != null) w[i] = weights[rows[i]];
        }
        DeLong area = new DeLong(y, s, w);
        return new AreaSample(area, area.defined() ? area.influence() : new double[0], rows);
    }

    @Override
    public boolean defined() {
        return area.defined();
    }

    @Override
    public double value() {
        return area.auc();
    }

    @Override
    public long n() {
        return rows.length;
    }

    @Override
    public Estimate estimate() {
        return area.estimate();
    }

    @Override
    public Bounds minus(Sample other, double alpha) {
        AreaSample o = (AreaSample) other;
        Bounds a = area.bounds(alpha);
        Bounds b = o.area.bounds(alpha);
        return mover(value(), a.low(), a.high(), o.value(), b.low(), b.high());
    }

    @Override
    public Bounds over(Sample other, double alpha) {
        AreaSample o = (AreaSample) other;
        Bounds a = area.bounds(alpha);
        Bounds b = o.area.bounds(alpha);
        Bounds logs = mover(
                StrictMath.log(value()),
                StrictMath.log(a.low()),
                StrictMath.log(a.high()),
                StrictMath.log(o.value()),
                StrictMath.log(b.low()),
                StrictMath.log(b.high()));
        return new Bounds(StrictMath.exp(logs.low()), StrictMath.exp(logs.high()));
    }

    @Override
    public Bounds minusWhole(Sample whole, double alpha) {
        AreaSample w = (AreaSample) whole;
        if (!area.varianceKnown() || !w.area.varianceKnown()) return minus(whole, alpha);
        double half = Intervals.z(alpha) * Influence.error(rows, influence, 1, w.rows, w.influence, 1);
        double difference = value() - w.value();
        return new Bounds(difference - half, difference + half).within(-1, 1);
    }

    @Override
    public Bounds overWhole(Sample whole, double alpha) {
        AreaSample w = (AreaSample) whole;
        if (!area.varianceKnown() || !w.area.varianceKnown()) return over(whole, alpha);
        double half =
                Intervals.z(alpha) * Influence.error(rows, influence, 1 / value(), w.rows, w.influence, 1 / w.value());
        double ratio = value() / w.value();
        return new Bounds(ratio * StrictMath.exp(-half), ratio * StrictMath.exp(half));
    }

    @Override
    public Names names() {
        return NAMES;
    }

    private static Bounds mover(double a, double aLow, double aHigh, double b, double bLow, double bHigh) {
        double down = StrictMath.sqrt(square(a - aLow) + square(bHigh - b));
        double up = StrictMath.sqrt(square(aHigh - a) + square(b - bLow));
        return new Bounds(a - b - down, a - b + up);
    }

    private static double square(double x) {
        return x * x;
    }
}
