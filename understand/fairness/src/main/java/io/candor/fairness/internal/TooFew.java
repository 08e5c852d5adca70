package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;

/** A metric that exists but has too little behind it to be told. */
record TooFew(Sample of, int least) implements Sample {
    @Override
    public boolean defined() {
        return false;
    }

    @Override
    public double value() {
        return Double.NaN;
    }

    @Override
    public long n() {
        return of.n();
    }

    @Override
    public Estimate estimate() {
        return Estimate.undefined("not enough data: " + least + " rows are needed", n());
    }

    @Override
    public Bounds minus(Sample other, double alpha) {
        throw new IllegalStateException("not defined");
    }

    @Override
    public Bounds over(Sample other, double alpha) {
        throw new IllegalStateException("not defined");
    }

    @Override
    public Bounds minusWhole(Sample whole, double alpha) {
        throw new IllegalStateException("not defined");
    }

    @Override
    public Bounds overWhole(Sample whole, double alpha) {
        throw new IllegalStateException("not defined");
    }

    @Override
    public Names names() {
        return of.names();
    }
}
