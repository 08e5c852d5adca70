package io.candor.evaluation;

import io.candor.core.math.ExactSum;
import org.jspecify.annotations.Nullable;

/**
 * Count, sum and sum of squares of a sample: a mergeable accumulator whose results do not depend on order, chunks or
 * threads. The variance loses digits when the mean is more than about 10^6 standard deviations from 0. Not thread-safe.
 *
 * <p>Values may carry weights: the mean is then weighted, and its standard error that of a ratio of sums (linearisation; Cochran 1977, ch. 6), which
 * holds for weights of a design as for weights that stand for repeated rows of one person. All values of a sample carry weights, or none does.
 */
public final class Moments {
    private long n;
    private final ExactSum sum = new ExactSum(); // of weight x value
    private final ExactSum squares = new ExactSum(); // of weight² x value²
    private @Nullable Weighted weighted;

    /** What weights add: sums of w, w², and w² x. */
    private static final class Weighted {
        private final ExactSum weight = new ExactSum();
        private final ExactSum squares = new ExactSum();
        private final ExactSum cross = new ExactSum();
    }

    public void add(double x) {
        n++;
        sum.add(x);
        squares.add(x * x);
    }

    /** @param weight above 0 */
    public void add(double x, double weight) {
        add(weight * x);
        Weighted w = weights();
        w.weight.add(weight);
        w.squares.add(weight * weight);
        w.cross.add(weight * weight * x);
    }

    /** Adds another sample; that one is left as it was. */
    public void add(Moments other) {
        n += other.n;
        sum.add(other.sum);
        squares.add(other.squares);
        if (other.weighted == null) return;
        Weighted w = weights();
        w.weight.add(other.weighted.weight);
        w.squares.add(other.weighted.squares);
        w.cross.add(other.weighted.cross);
    }

    /** This sample without a part of it; exact but for the rounding of the part's sums. */
    public Moments without(Moments part) {
        Moments rest = new Moments();
        rest.add(this);
        rest.n -= part.n;
        rest.sum.add(-part.sum.value());
        rest.squares.add(-part.squares.value());
        if (part.weighted == null) return rest;
        Weighted w = rest.weights();
        w.weight.add(-part.weighted.weight.value());
        w.squares.add(-part.weighted.squares.value());
        w.cross.add(-part.weighted.cross.value());
        return rest;
    }

    public static Moments of(double... values) {
        Moments moments = new Moments();
        for (double x : values) moments.add(x);
        return moments;
    }

    /** Values so far, whatever their weights. */
    public long n() {
        return n;
    }

    /** The sum of weights; the number of values without them. */
    public double weight() {
        return weighted == null ? n : weighted.weight.value();
    }

    /** Kish's effective number of values, (Σw)² / Σw² (1965); their number without weights. */
    public double effective() {
        if (weighted == null) return n;
        double w = weighted.weight.value();
        return w * w / weighted.squares.value();
    }

    /** The mean; NaN without values. */
    public double mean() {
        return sum.value() / weight();
    }

    /** The unbiased variance (n − 1) of values without weights; NaN for less than two. */
    public double variance() {
        if (n < 2) return Double.NaN;
        double mean = mean();
        return Math.max(0, (squares.value() - sum.value() * mean) / (n - 1));
    }

    /** The squared standard error of the mean; NaN for less than two values. */
    public double squaredError() {
        if (weighted == null) return variance() / n;
        if (n < 2) return Double.NaN;
        double mean = mean();
        double spread = squares.value() - 2 * mean * weighted.cross.value() + mean * mean * weighted.squares.value();
        double total = weight();
        return Math.max(0, spread) / (total * total) * n / (n - 1);
    }

    private Weighted weights() {
        if (weighted == null) weighted = new Weighted();
        return weighted;
    }
}
