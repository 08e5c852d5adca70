package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.Moments;

/**
 * A mean, or the root of a mean (root mean squared error). Differences of means by Welch; ratios, and roots, by the delta
 * method with Welch's degrees of freedom. With the whole through the rest of it, from which it is independent.
 *
 * @param root whether the square root of the mean is reported
 * @param missing why the mean does not exist without rows
 */
record MeanSample(Moments moments, boolean root, String missing) implements Sample {
    private static final Names MEANS = new Names("Welch", "log ratio, delta method");
    private static final Names ROOTS = new Names("delta method", "log ratio, delta method");
    private static final Bounds NONE = new Bounds(Double.NaN, Double.NaN);

    @Override
    public boolean defined() {
        return moments.n() > 0;
    }

    @Override
    public long n() {
        return moments.n();
    }

    @Override
    public double value() {
        return root ? StrictMath.sqrt(moments.mean()) : moments.mean();
    }

    @Override
    public Estimate estimate() {
        if (!root || !spread()) {
            return defined() && root ? new Estimate.Point(value(), n()) : Intervals.mean(moments, missing);
        }
        Bounds b = Intervals.mean(moments, Intervals.ALPHA);
        return new Bounds(StrictMath.sqrt(Math.max(0, b.low())), StrictMath.sqrt(b.high()))
                .around(value(), n(), "t, of the mean square");
    }

    @Override
    public Bounds minus(Sample other, double alpha) {
        MeanSample o = (MeanSample) other;
        return normal(value() - o.value(), slope(), o, -o.slope(), alpha);
    }

    @Override
    public Bounds over(Sample other, double alpha) {
        MeanSample o = (MeanSample) other;
        return exp(normal(log(value() / o.value()), slope() / value(), o, -o.slope() / o.value(), alpha));
    }

    @Override
    public Bounds minusWhole(Sample whole, double alpha) {
        MeanSample w = (MeanSample) whole;
        MeanSample rest = restOf(w);
        if (rest.n() == 0) return new Bounds(0, 0);
        double share = moments.weight() / w.moments.weight();
        return normal(value() - w.value(), slope() - share * w.slope(), rest, -(1 - share) * w.slope(), alpha);
    }

    @Override
    public Bounds overWhole(Sample whole, double alpha) {
        MeanSample w = (MeanSample) whole;
        MeanSample rest = restOf(w);
        if (rest.n() == 0) return new Bounds(1, 1);
        double share = moments.weight() / w.moments.weight();
        double relative = w.slope() / w.value();
        return exp(normal(
                log(value() / w.value()), slope() / value() - share * relative, rest, -(1 - share) * relative, alpha));
    }

    @Override
    public Names names() {
        return root ? ROOTS : MEANS;
    }

    /** d value / d mean. */
    private double slope() {
        return root ? 1 / (2 * value()) : 1;
    }

    /** Whether there is more than one row, so that a spread can be told. */
    private boolean spread() {
        return moments.effective() > 1;
    }

    private MeanSample restOf(MeanSample whole) {
        return new MeanSample(whole.moments.without(moments), root, missing);
    }

    /** Centre ± t × the standard error of a × mean + b × (the other's mean). */
    private Bounds normal(double centre, double a, MeanSample other, double b, double alpha) {
        if (!spread() || !other.spread()) return NONE;
        double mine = a * a * moments.squaredError();
        double others = b * b * other.moments.squaredError();
        double total = mine + others;
        if (total == 0) return new Bounds(centre, centre);
        if (!(total < Double.POSITIVE_INFINITY)) return NONE;
        double half =
                Intervals.t(alpha, Intervals.welchDegrees(mine, moments.effective(), others, other.moments.effective()))
                        * StrictMath.sqrt(total);
        return new Bounds(centre - half, centre + half);
    }

    private static double log(double x) {
        return StrictMath.log(x);
    }

    private static Bounds exp(Bounds b) {
        return new Bounds(StrictMath.exp(b.low()), StrictMath.exp(b.high()));
    }
}
