package io.candor.evaluation;

import io.candor.core.evidence.Estimate;

/** The two ends of an interval; an end may be infinite where a ratio has no bound. */
public record Bounds(double low, double high) {
    /** The interval as a reported estimate. */
    public Estimate around(double value, long n, String name) {
        return new Estimate.Interval(value, low, high, n, name);
    }

    /** Cut to [least, greatest]. */
    public Bounds within(double least, double greatest) {
        return new Bounds(clip(low, least, greatest), clip(high, least, greatest));
    }

    /** Bounds of |x| for x within these bounds. */
    public Bounds absolute() {
        if (low >= 0) return this;
        if (high <= 0) return new Bounds(-high, -low);
        return new Bounds(0, Math.max(-low, high));
    }

    /** Bounds of min(x, 1/x) for a ratio x &gt; 0 within these bounds. */
    public Bounds belowOne() {
        if (high <= 1) return this;
        if (low >= 1) return new Bounds(1 / high, 1 / low);
        return new Bounds(Math.min(low, 1 / high), 1);
    }

    private static double clip(double x, double least, double greatest) {
        return Math.min(greatest, Math.max(least, x));
    }
}
