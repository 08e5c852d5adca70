package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.MiettinenNurminen;

/**
 * A rate that stands for as many rows as would give a simple rate its variance: intervals stay within 0 and 1, and hold where it is 0 or 1. Groups are independent of each other.
 *
 * @param value 0 to 1
 * @param effective rows that it stands for, above 0
 * @param n rows behind it
 */
public record EffectiveRate(double value, double effective, long n, String missing) implements Sample {
    private static final String NAME = ", of effective counts";

    @Override
    public boolean defined() {
        return n > 0;
    }

    @Override
    public Estimate estimate() {
        if (!defined()) return Estimate.undefined(missing, 0);
        return Intervals.wilson(value * effective, effective, Intervals.ALPHA).around(value, n, "Wilson" + NAME);
    }

    @Override
    public Bounds minus(Sample other, double alpha) {
        return against((EffectiveRate) other).difference(alpha);
    }

    @Override
    public Bounds over(Sample other, double alpha) {
        return against((EffectiveRate) other).ratio(alpha);
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
        return new Names("Miettinen-Nurminen" + NAME, "Miettinen-Nurminen" + NAME);
    }

    private MiettinenNurminen against(EffectiveRate o) {
        return new MiettinenNurminen(value * effective, effective, o.value * o.effective, o.effective);
    }
}
