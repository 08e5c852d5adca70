package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.MiettinenNurminen;

/**
 * A rate x/n. Compared by Miettinen-Nurminen intervals; with the whole through the rest of it, from which it is
 * independent: with w = n/N, p − whole = (1−w)(p − rest), and p / whole = 1 / (w + (1−w) rest/p).
 *
 * @param missing why the rate does not exist when n is 0
 */
record RateSample(long x, long n, String missing) implements Sample {
    private static final Names NAMES = new Names("Miettinen-Nurminen", "Miettinen-Nurminen");

    @Override
    public boolean defined() {
        return n > 0;
    }

    @Override
    public double value() {
        return (double) x / n;
    }

    @Override
    public Estimate estimate() {
        return Intervals.rate(x, n, missing);
    }

    @Override
    public Bounds minus(Sample other, double alpha) {
        RateSample o = (RateSample) other;
        return new MiettinenNurminen(x, n, o.x, o.n).difference(alpha);
    }

    @Override
    public Bounds over(Sample other, double alpha) {
        RateSample o = (RateSample) other;
        return new MiettinenNurminen(x, n, o.x, o.n).ratio(alpha);
    }

    @Override
    public Bounds minusWhole(Sample whole, double alpha) {
        RateSample rest = restOf((RateSample) whole);
        if (rest.n == 0) return new Bounds(0, 0);
        Bounds b = minus(rest, alpha);
        double share = (double) rest.n / (n + rest.n);
        return new Bounds(share * b.low(), share * b.high());
    }

    @Override
    public Bounds overWhole(Sample whole, double alpha) {
        RateSample rest = restOf((RateSample) whole);
        if (rest.n == 0) return new Bounds(1, 1);
        Bounds b = over(rest, alpha);
        double w = (double) n / (n + rest.n);
        return new Bounds(ofWhole(b.low(), w), ofWhole(b.high(), w));
    }

    @Override
    public Names names() {
        return NAMES;
    }

    private RateSample restOf(RateSample whole) {
        return new RateSample(whole.x - x, whole.n - n, missing);
    }

    private static double ofWhole(double overRest, double w) {
        if (overRest == 0) return 0;
        return 1 / (w + (1 - w) / overRest); // an infinite ratio gives 1/w
    }
}
