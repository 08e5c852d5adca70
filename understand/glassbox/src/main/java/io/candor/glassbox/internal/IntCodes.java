package io.candor.glassbox.internal;

/** Any number of bins. */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record IntCodes(int[] codes) implements Codes {
    @Override
    public int get(int row) {
        return codes[row];
    }

    @Override
    public Codes select(int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < picked.length; i++) picked[i] = codes[rows[i]];
        return new IntCodes(picked);
    }

    @Override
    public void multiply(double[] values, int from, int to, double[] table) {
        for (int i = from; i < to; i++) values[i] *= table[codes[i]];
    }

    @Override
    public void add(double[] values, int from, int to, double[] table) {
        for (int i = from; i < to; i++) values[i] += table[codes[i]];
    }

    @Override
    public void accumulate(double[] a, double[] b, int from, int to, double[] even, double[] odd) {
        for (int i = from; i < to; i++) {
            int x = codes[i] << 1;
            even[x] += a[i - from];
            even[x + 1] += b[i - from];
        }
    }

    @Override
    public void accumulate(
            double[] a, double[] b, double[] c, double[] d, int from, int to, double[] even, double[] odd) {
        for (int i = from; i < to; i++) {
            int x = codes[i] << 2;
            int k = i - from;
            even[x] += a[k];
            even[x + 1] += b[k];
            even[x + 2] += c[k];
            even[x + 3] += d[k];
        }
    }

    @Override
    public void multiply(float[] values, int from, int to, float[] table) {
        for (int i = from; i < to; i++) values[i] *= table[codes[i]];
    }

    @Override
    public void accumulate(float[] a, float[] b, int from, int to, float[] even, float[] odd) {
        for (int i = from; i < to; i++) {
            int x = codes[i] << 1;
            even[x] += a[i - from];
            even[x + 1] += b[i - from];
        }
    }

    /** Sums of many bins are in one bank; the frequent bin is not worth leaving out. */
    @Override
    public Codes packed(int[] rowsPerBin) {
        return this;
    }
}
