package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Determination;
import io.candor.evaluation.Intervals;
import org.jspecify.annotations.Nullable;

/** R², compared by its influence function and the normal distribution. */
record DeterminationSample(Determination r2, int[] rows) implements Sample {
    private static final Names NAMES = new Names("influence function, normal", "influence function, normal, log");
    private static final int[] NO_ROWS = {};
    private static final double[] NOTHING = {};

    /** @param weights of the table's rows; null if each weighs 1 */
    static DeterminationSample of(double[] labels, double[] predictions, double @Nullable [] weights, int[] rows) {
        double[] y = new double[rows.length];
        double[] p = new double[rows.length];
        double[] w = weights == null ? null : new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            y[i] = labels[rows[i]];
            p[i] = predictions[rows[i]];
            if (weights != null && w != null) w[i] = weights[rows[i]];
        }
        return new DeterminationSample(new Determination(y, p, w), rows);
    }

    @Override
    public boolean defined() {
        return r2.defined();
    }

    @Override
    public double value() {
        return r2.value();
    }

    @Override
    public long n() {
        return rows.length;
    }

    @Override
    public Estimate estimate() {
        return r2.estimate();
    }

    @Override
    public Bounds minus(Sample other, double alpha) {
        return difference((DeterminationSample) other, alpha, false);
    }

    @Override
    public Bounds over(Sample other, double alpha) {
        return ratio((DeterminationSample) other, alpha, false);
    }

    @Override
    public Bounds minusWhole(Sample whole, double alpha) {
        return difference((DeterminationSample) whole, alpha, true);
    }

    @Override
    public Bounds overWhole(Sample whole, double alpha) {
        return ratio((DeterminationSample) whole, alpha, true);
    }

    @Override
    public Names names() {
        return NAMES;
    }

    private Bounds difference(DeterminationSample o, double alpha, boolean shared) {
        double half = Intervals.z(alpha) * error(o, 1, 1, shared);
        double d = value() - o.value();
        return new Bounds(d - half, d + half);
    }

    private Bounds ratio(DeterminationSample o, double alpha, boolean shared) {
        double half = Intervals.z(alpha) * error(o, 1 / value(), 1 / o.value(), shared);
        double ratio = value() / o.value();
        return new Bounds(ratio * StrictMath.exp(-half), ratio * StrictMath.exp(half));
    }

    private double error(DeterminationSample o, double a, double b, boolean shared) {
        if (shared) return Influence.error(rows, r2.influence(), a, o.rows, o.r2.influence(), b);
        double mine = Influence.error(NO_ROWS, NOTHING, a, rows, r2.influence(), a);
        double others = Influence.error(NO_ROWS, NOTHING, b, o.rows, o.r2.influence(), b);
        return StrictMath.sqrt(mine * mine + others * others);
    }
}
