package io.candor.fairness;

import io.candor.core.math.ExactSum;
import org.jspecify.annotations.Nullable;

/**
 * How many rows, and the sums of their weights and of the squares of these. Without weights each row weighs 1 and nothing is kept but the count. Mergeable,
 * whatever the order. Not thread-safe.
 */
public final class Tally {
    private long count;
    private @Nullable ExactSum weight;
    private @Nullable ExactSum squares;

    /** A row without a weight. */
    public void add() {
        count++;
    }

    /** @param w above 0 */
    public void add(double w) {
        count++;
        if (weight == null || squares == null) {
            weight = new ExactSum();
            squares = new ExactSum();
        }
        weight.add(w);
        squares.add(w * w);
    }

    public void add(Tally other) {
        count += other.count;
        if (other.weight == null || other.squares == null) return;
        if (weight == null || squares == null) {
            weight = new ExactSum();
            squares = new ExactSum();
        }
        weight.add(other.weight);
        squares.add(other.squares);
    }

    public long count() {
        return count;
    }

    /** What it holds now. */
    public Sums sums() {
        if (weight == null || squares == null) return new Sums(count, count, count);
        return new Sums(count, weight.value(), squares.value());
    }

    /**
     * A tally's figures.
     *
     * @param count rows
     * @param weight Σw; the count without weights
     * @param squares Σw²; the count without weights
     */
    public record Sums(long count, double weight, double squares) {
        public static final Sums NONE = new Sums(0, 0, 0);

        public Sums plus(Sums o) {
            return new Sums(count + o.count, weight + o.weight, squares + o.squares);
        }

        public Sums minus(Sums o) {
            return new Sums(count - o.count, Math.max(0, weight - o.weight), Math.max(0, squares - o.squares));
        }
    }
}
