package io.candor.fairness.slices.internal;

/**
 * What is known of the rows that a metric is taken of: their kind, or a value.
 *
 * @param rows their positions in the table, ascending
 * @param kinds of each row; empty if rows have values
 * @param values of each row; empty if rows have kinds
 * @param width length of sums: number of kinds, or 3
 * @param sign 1 if higher is worse, else −1
 */
public record Outcome(int[] rows, byte[] kinds, double[] values, int width, Contrast contrast, int sign) {
    public int size() {
        return rows.length;
    }

    public boolean counted() {
        return kinds.length == rows.length && values.length == 0;
    }

    /** Some of its rows. */
    public Outcome select(int[] positions) {
        int[] r = new int[positions.length];
        byte[] k = new byte[counted() ? r.length : 0];
        double[] v = new double[counted() ? 0 : r.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = rows[positions[i]];
            if (counted()) k[i] = kinds[positions[i]];
            else v[i] = values[positions[i]];
        }
        return new Outcome(r, k, v, width, contrast, sign);
    }

    /** Adds one row. */
    public void add(double[] sums, int at, int row) {
        if (counted()) {
            sums[at + kinds[row]]++;
            return;
        }
        sums[at]++;
        sums[at + 1] += values[row];
        sums[at + 2] += values[row] * values[row];
    }

    public double[] total() {
        double[] sums = new double[width];
        for (int i = 0; i < size(); i++) add(sums, 0, i);
        return sums;
    }

    /** Of the rows that a mask holds. */
    public double[] sums(java.util.BitSet mask) {
        double[] sums = new double[width];
        for (int i = mask.nextSetBit(0); i >= 0; i = mask.nextSetBit(i + 1)) add(sums, 0, i);
        return sums;
    }

    /** How much worse, in standard errors, rows with the first sums are than those with the others. */
    public double worse(double[] in, double[] rest) {
        double t = contrast.statistic(in, rest);
        if (t == Double.NEGATIVE_INFINITY) return t;
        return sign * t;
    }
}
