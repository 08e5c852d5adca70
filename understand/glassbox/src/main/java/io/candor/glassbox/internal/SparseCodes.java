package io.candor.glassbox.internal;

import java.util.Arrays;

/**
 * Codes most of which are the same: accumulating goes through the other rows only.
 *
 * @param all every row
 * @param left the frequent bin
 * @param others the rows that are not in it, ascending
 * @param bins theirs
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record SparseCodes(Codes all, int left, int[] others, char[] bins) implements Codes {
    /** @param left the frequent bin */
    static SparseCodes of(Codes all, int left, int rows) {
        int n = 0;
        for (int i = 0; i < rows; i++) if (all.get(i) != left) n++;
        int[] others = new int[n];
        char[] bins = new char[n];
        n = 0;
        for (int i = 0; i < rows; i++) {
            if (all.get(i) == left) continue;
            others[n] = i;
            bins[n++] = (char) all.get(i);
        }
        return new SparseCodes(all, left, others, bins);
    }

    @Override
    public int get(int row) {
        return all.get(row);
    }

    @Override
    public Codes select(int[] rows) {
        return all.select(rows);
    }

    @Override
    public void multiply(double[] values, int from, int to, double[] table) {
        all.multiply(values, from, to, table);
    }

    @Override
    public void add(double[] values, int from, int to, double[] table) {
        all.add(values, from, to, table);
    }

    @Override
    public void accumulate(double[] a, double[] b, int from, int to, double[] even, double[] odd) {
        for (int i = first(from); i < others.length && others[i] < to; i++) {
            int k = others[i] - from;
            int x = bins[i] << 1;
            even[x] += a[k];
            even[x + 1] += b[k];
        }
    }

    @Override
    public void accumulate(
            double[] a, double[] b, double[] c, double[] d, int from, int to, double[] even, double[] odd) {
        for (int i = first(from); i < others.length && others[i] < to; i++) {
            int k = others[i] - from;
            int x = bins[i] << 2;
            even[x] += a[k];
            even[x + 1] += b[k];
            even[x + 2] += c[k];
            even[x + 3] += d[k];
        }
    }

    @Override
    public void multiply(float[] values, int from, int to, float[] table) {
        all.multiply(values, from, to, table);
    }

    @Override
    public void accumulate(float[] a, float[] b, int from, int to, float[] even, float[] odd) {
        for (int i = first(from); i < others.length && others[i] < to; i++) {
            int k = others[i] - from;
            int x = bins[i] << 1;
            even[x] += a[k];
            even[x + 1] += b[k];
        }
    }

    /** Position of the first of the others that is not before a row. */
    private int first(int row) {
        int found = Arrays.binarySearch(others, row);
        return found < 0 ? -found - 1 : found;
    }
}
