package io.candor.fairness.monitor.internal;

/** A rate as it is counted: x of n. */
public record Ratio(long x, long n) {
    public Ratio plus(Ratio other) {
        return new Ratio(x + other.x, n + other.n);
    }

    public boolean defined() {
        return n > 0;
    }

    public double value() {
        return (double) x / n;
    }
}
