package io.candor.fairness.inequality.internal;

import io.candor.fairness.Cell;
import io.candor.fairness.Tally.Sums;
import io.candor.fairness.internal.NormalSample;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of a benefit over a set of rows.
 *
 * @param value distinct, ascending, at least 0
 * @param weight Σw of the rows with each value
 * @param squares Σw² of these
 * @param n rows
 */
public record Benefits(double[] value, double[] weight, double[] squares, long n) {
    /** Of two classes: decision − label + 1. */
    public static Benefits of(Cell.Binary cell) {
        Sums[] by = {cell.sums(1, 0), cell.sums(0, 0).plus(cell.sums(1, 1)), cell.sums(0, 1)};
        int distinct = 0;
        long n = 0;
        double[][] kept = new double[3][3];
        for (int b = 0; b < 3; b++) {
            if (by[b].count() == 0) continue;
            n += by[b].count();
            kept[0][distinct] = b;
            kept[1][distinct] = by[b].weight();
            kept[2][distinct++] = by[b].squares();
        }
        return cut(kept[0], kept[1], kept[2], distinct, n);
    }

    /**
     * Of numbers.
     *
     * @param rows by ascending value
     */
    public static Benefits of(double[] values, double @Nullable [] weights, int[] rows) {
        double[] value = new double[rows.length];
        double[] weight = new double[rows.length];
        double[] squares = new double[rows.length];
        int distinct = 0;
        for (int row : rows) {
            double v = values[row] + 0.0; // -0.0 is 0.0
            double w = weights == null ? 1 : weights[row];
            if (distinct == 0 || value[distinct - 1] != v) value[distinct++] = v;
            weight[distinct - 1] += w;
            squares[distinct - 1] += w * w;
        }
        return cut(value, weight, squares, distinct, rows.length);
    }

    private static Benefits cut(double[] value, double[] weight, double[] squares, int distinct, long n) {
        return new Benefits(
                Arrays.copyOf(value, distinct), Arrays.copyOf(weight, distinct), Arrays.copyOf(squares, distinct), n);
    }

    public double total() {
        return sum(weight);
    }

    public double mean() {
        double sum = 0;
        for (int i = 0; i < value.length; i++) sum += weight[i] * value[i];
        return sum / total();
    }

    /** The mean with its standard error. */
    public NormalSample meanSample() {
        double mean = mean();
        double[] influence = new double[value.length];
        for (int i = 0; i < influence.length; i++) influence[i] = value[i] - mean;
        return new NormalSample(mean, variance(influence), effective() - 1, n, "no rows", "t");
    }

    /**
     * The squared standard error of what moves by this much, times its weight over the total, with each row.
     *
     * @param influence by value
     * @return NaN for less than two rows
     */
    double variance(double[] influence) {
        if (n < 2) return Double.NaN;
        double sum = 0;
        for (int i = 0; i < influence.length; i++) sum += squares[i] * influence[i] * influence[i];
        double total = total();
        return sum / (total * total) * n / (n - 1);
    }

    private double effective() {
        double total = total();
        return total * total / sum(squares);
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double v : x) sum += v;
        return sum;
    }
}
