package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.Moments;

/**
 * A figure that is about normal around its truth, of which only value and variance are kept. Groups are independent of each other; with a whole that holds it, it
 * can't be compared.
 *
 * @param value NaN if it does not exist
 * @param variance squared standard error; NaN if it can't be told
 * @param degrees of freedom of the variance; infinite for the normal quantile
 * @param n rows behind it
 * @param missing why it does not exist
 * @param interval the method's name
 */
public record NormalSample(double value, double variance, double degrees, long n, String missing, String interval)
        implements Sample {
    private static final Bounds NONE = new Bounds(Double.NaN, Double.NaN);

    /** A mean, by Student and Welch. */
    public static NormalSample mean(Moments moments, String missing) {
        return new NormalSample(
                moments.n() == 0 ? Double.NaN : moments.mean(),
                moments.squaredError(),
                moments.effective() - 1,
                moments.n(),
                missing,
                "t");
    }

    /** What has less rows behind it than a plan asks for. */
    public static NormalSample tooFew(long n, int least) {
        String reason = "not enough data: " + least + " rows are needed";
        return new NormalSample(Double.NaN, Double.NaN, 0, n, reason, "t");
    }

    @Override
    public boolean defined() {
        return !Double.isNaN(value);
    }

    @Override
    public Estimate estimate() {
        if (!defined()) return Estimate.undefined(missing, n);
        Bounds bounds = around(value, variance, degrees, Intervals.ALPHA);
        return Double.isNaN(bounds.low()) ? new Estimate.Point(value, n) : bounds.around(value, n, interval);
    }

    @Override
    public Bounds minus(Sample other, double alpha) {
        NormalSample o = (NormalSample) other;
        return around(value - o.value, variance + o.variance, degrees(o, variance, o.variance), alpha);
    }

    @Override
    public Bounds over(Sample other, double alpha) {
        NormalSample o = (NormalSample) other;
        double mine = variance / (value * value);
        double others = o.variance / (o.value * o.value);
        Bounds log = around(StrictMath.log(value / o.value), mine + others, degrees(o, mine, others), alpha);
        return new Bounds(StrictMath.exp(log.low()), StrictMath.exp(log.high()));
    }

    @Override
    public Bounds minusWhole(Sample whole, double alpha) {
        throw new IllegalStateException("not independent of the whole");
    }

    @Override
    public Bounds overWhole(Sample whole, double alpha) {
        throw new IllegalStateException("not independent of the whole");
    }

    @Override
    public Names names() {
        boolean mean = interval.startsWith("t");
        return new Names(mean ? "Welch" : interval, mean ? "log ratio, delta method" : interval + ", log");
    }

    /** Satterthwaite's. */
    private double degrees(NormalSample o, double mine, double others) {
        if (Double.isInfinite(degrees) && Double.isInfinite(o.degrees)) return Double.POSITIVE_INFINITY;
        double total = mine + others;
        return total * total / (mine * mine / degrees + others * others / o.degrees);
    }

    private static Bounds around(double centre, double variance, double degrees, double alpha) {
        if (variance == 0) return new Bounds(centre, centre);
        if (!(variance < Double.POSITIVE_INFINITY && degrees > 0)) return NONE;
        double quantile = Double.isInfinite(degrees) ? Intervals.z(alpha) : Intervals.t(alpha, degrees);
        double half = quantile * StrictMath.sqrt(variance);
        return new Bounds(centre - half, centre + half);
    }
}
