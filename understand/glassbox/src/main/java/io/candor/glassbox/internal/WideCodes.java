package io.candor.glassbox.internal;

/** Up to 65,536 bins. */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record WideCodes(char[] codes) implements Codes {
    @Override
    public int get(int row) {
        return codes[row];
    }

    @Override
    public Codes select(int[] rows) {
        char[] picked = new char[rows.length];
        for (int i = 0; i < picked.length; i++) picked[i] = codes[rows[i]];
        return new WideCodes(picked);
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
        int i = from;
        for (; i + 1 < to; i += 2) {
            int x = codes[i] << 1;
            int y = codes[i + 1] << 1;
            int k = i - from;
            even[x] += a[k];
            even[x + 1] += b[k];
            odd[y] += a[k + 1];
            odd[y + 1] += b[k + 1];
        }
        if (i < to) {
            int x = codes[i] << 1;
            even[x] += a[i - from];
            even[x + 1] += b[i - from];
        }
    }

    @Override
    public void accumulate(
            double[] a, double[] b, double[] c, double[] d, int from, int to, double[] even, double[] odd) {
        int i = from;
        for (; i + 1 < to; i += 2) {
            int x = codes[i] << 2;
            int y = codes[i + 1] << 2;
            int k = i - from;
            even[x] += a[k];
            even[x + 1] += b[k];
            even[x + 2] += c[k];
            even[x + 3] += d[k];
            odd[y] += a[k + 1];
            odd[y + 1] += b[k + 1];
            odd[y + 2] += c[k + 1];
            odd[y + 3] += d[k + 1];
        }
        if (i < to) {
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
        int i = from;
        for (; i + 1 < to; i += 2) {
            int x = codes[i] << 1;
            int y = codes[i + 1] << 1;
            int k = i - from;
            even[x] += a[k];
            even[x + 1] += b[k];
            odd[y] += a[k + 1];
            odd[y + 1] += b[k + 1];
        }
        if (i < to) {
            int x = codes[i] << 1;
            even[x] += a[i - from];
            even[x + 1] += b[i - from];
        }
    }
}
