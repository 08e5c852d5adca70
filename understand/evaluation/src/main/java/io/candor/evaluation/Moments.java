package io.candor.evaluation;

import io.candor.core.math.ExactSum;

/**
 * Count, sum and sum of squares of a sample: a mergeable accumulator whose results do not depend on order, chunks or
 * threads. The variance loses digits when the mean is more than about 10^6 standard deviations from 0. Not thread-safe.
 */
public final class Moments {
    private long n;
    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();

    public void add(double x) {
        n++;
        sum.add(x);
        squares.add(x * x);
    }

    /** Adds another sample; that one is left as it was. */
    public void add(Moments other) {
        n += other.n;
        sum.add(other.sum);
        squares.add(other.squares);
    }

    /** This sample without a part of it; exact but for the rounding of the part's sums. */
    public Moments without(Moments part) {
        Moments rest = new Moments();
        rest.add(this);
        rest.n -= part.n;
        rest.sum.add(-part.sum.value());
        rest.squares.add(-part.squares.value());
        return rest;
    }

    public static Moments of(double... values) {
        Moments moments = new Moments();
        for (double x : values) moments.add(x);
        return moments;
    }

    public long n() {
        return n;
    }

    /** The mean; NaN without values. */
    public double mean() {
        return sum.value() / n;
    }

    /** The unbiased variance (n − 1); NaN for less than two values. */
    public double variance() {
        if (n < 2) return Double.NaN;
        double mean = mean();
        return Math.max(0, (squares.value() - sum.value() * mean) / (n - 1));
    }
}
