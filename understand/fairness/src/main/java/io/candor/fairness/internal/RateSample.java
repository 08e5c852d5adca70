package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.MiettinenNurminen;
import io.candor.fairness.Tally.Sums;

/**
 * A rate: some rows among others. Compared by Miettinen-Nurminen intervals; with the whole through the rest of it, from which it is
 * independent: with w = n/N, p − whole = (1−w)(p − rest), and p / whole = 1 / (w + (1−w) rest/p).
 *
 * <p>Weighted rows stand for as many as would give a simple rate the same variance, that of a ratio of weighted sums (linearisation; Korn &amp; Graubard
 * 1998); where that is 0, for Kish's effective number.
 *
 * @param of those that count
 * @param among all of them
 * @param missing why the rate does not exist when there are none
 */
public record RateSample(Sums of, Sums among, String missing) implements Sample {
    private static final Names NAMES = new Names("Miettinen-Nurminen", "Miettinen-Nurminen");
    private static final String EFFECTIVE = ", of effective counts";
    private static final Names WEIGHTED = new Names(NAMES.difference() + EFFECTIVE, NAMES.ratio() + EFFECTIVE);

    @Override
    public boolean defined() {
        return among.count() > 0;
    }

    @Override
    public double value() {
        return of.weight() / among.weight();
    }

    @Override
    public long n() {
        return among.count();
    }

    @Override
    public Estimate estimate() {
        if (!defined()) return Estimate.undefined(missing, 0);
        String name = weighted() ? "Wilson" + EFFECTIVE : "Wilson";
        return Intervals.wilson(x(), effective(), Intervals.ALPHA).around(value(), n(), name);
    }

    @Override
    public Bounds minus(Sample other, double alpha) {
        return against((RateSample) other).difference(alpha);
    }

    @Override
    public Bounds over(Sample other, double alpha) {
        return against((RateSample) other).ratio(alpha);
    }

    @Override
    public Bounds minusWhole(Sample whole, double alpha) {
        RateSample rest = restOf((RateSample) whole);
        if (!rest.defined()) return new Bounds(0, 0);
        Bounds b = minus(rest, alpha);
        double share = rest.among.weight() / (among.weight() + rest.among.weight());
        return new Bounds(share * b.low(), share * b.high());
    }

    @Override
    public Bounds overWhole(Sample whole, double alpha) {
        RateSample rest = restOf((RateSample) whole);
        if (!rest.defined()) return new Bounds(1, 1);
        Bounds b = over(rest, alpha);
        double w = among.weight() / (among.weight() + rest.among.weight());
        return new Bounds(ofWhole(b.low(), w), ofWhole(b.high(), w));
    }

    @Override
    public Names names() {
        return weighted() ? WEIGHTED : NAMES;
    }

    private boolean weighted() {
        return among.weight() != among.count() || among.squares() != among.count();
    }

    private MiettinenNurminen against(RateSample o) {
        return new MiettinenNurminen(x(), effective(), o.x(), o.effective());
    }

    private double x() {
        if (!weighted()) return of.count();
        if (of.count() == among.count()) return effective(); // exactly
        return of.count() == 0 ? 0 : value() * effective();
    }

    private double effective() {
        if (!weighted()) return among.count();
        double p = value();
        Sums others = among.minus(of);
        double variance = of.squares() * (1 - p) * (1 - p) + others.squares() * p * p; // times weight²
        double total = among.weight() * among.weight();
        return of.count() == 0 || others.count() == 0 ? total / among.squares() : p * (1 - p) * total / variance;
    }

    private RateSample restOf(RateSample whole) {
        return new RateSample(whole.of.minus(of), whole.among.minus(among), missing);
    }

    private static double ofWhole(double overRest, double w) {
        if (overRest == 0) return 0;
        return 1 / (w + (1 - w) / overRest); // an infinite ratio gives 1/w
    }
}
