package io.candor.glassbox.internal;

/**
 * The bin of every row for one feature, in as few bytes as do. All loops over rows and bins are here, each so small that
 * the compiler makes the best of it; callers go through rows in chunks, so that the choice of class costs nothing.
 */
public sealed interface Codes {
    /** Bin of one row. */
    int get(int row);

    /** The given rows, in the given order. */
    Codes select(int[] rows);

    /** {@code values[i] *= table[bin of i]}. */
    void multiply(double[] values, int from, int to, double[] table);

    /** {@code values[i] += table[bin of i]}. */
    void add(double[] values, int from, int to, double[] table);

    /**
     * Adds rows {@code from … to-1} to a histogram of pairs: {@code a[i - from]} and {@code b[i - from]} at
     * {@code 2 bin} and {@code 2 bin + 1}. Even and odd rows go to two banks, because a long run of one bin would make each
     * addition wait for the one before it.
     */
    void accumulate(double[] a, double[] b, int from, int to, double[] even, double[] odd);

    /** Codes below {@code bins}. */
    static Codes of(int[] bins, int count) {
        if (count <= 256) {
            byte[] narrow = new byte[bins.length];
            for (int i = 0; i < narrow.length; i++) narrow[i] = (byte) bins[i];
            return new Narrow(narrow);
        }
        char[] wide = new char[bins.length];
        for (int i = 0; i < wide.length; i++) wide[i] = (char) bins[i];
        return new Wide(wide);
    }

    /** Up to 256 bins. */
    @SuppressWarnings("ArrayRecordComponent") // an identity is never compared
    record Narrow(byte[] codes) implements Codes {
        @Override
        public int get(int row) {
            return codes[row] & 0xFF;
        }

        @Override
        public Codes select(int[] rows) {
            byte[] picked = new byte[rows.length];
            for (int i = 0; i < picked.length; i++) picked[i] = codes[rows[i]];
            return new Narrow(picked);
        }

        @Override
        public void multiply(double[] values, int from, int to, double[] table) {
            for (int i = from; i < to; i++) values[i] *= table[codes[i] & 0xFF];
        }

        @Override
        public void add(double[] values, int from, int to, double[] table) {
            for (int i = from; i < to; i++) values[i] += table[codes[i] & 0xFF];
        }

        @Override
        public void accumulate(double[] a, double[] b, int from, int to, double[] even, double[] odd) {
            int i = from;
            for (; i + 1 < to; i += 2) {
                int x = (codes[i] & 0xFF) << 1;
                int y = (codes[i + 1] & 0xFF) << 1;
                even[x] += a[i - from];
                even[x + 1] += b[i - from];
                odd[y] += a[i + 1 - from];
                odd[y + 1] += b[i + 1 - from];
            }
            if (i < to) {
                int x = (codes[i] & 0xFF) << 1;
                even[x] += a[i - from];
                even[x + 1] += b[i - from];
            }
        }
    }

    /** Up to 65,536 bins. */
    @SuppressWarnings("ArrayRecordComponent") // an identity is never compared
    record Wide(char[] codes) implements Codes {
        @Override
        public int get(int row) {
            return codes[row];
        }

        @Override
        public Codes select(int[] rows) {
            char[] picked = new char[rows.length];
            for (int i = 0; i < picked.length; i++) picked[i] = codes[rows[i]];
            return new Wide(picked);
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
                even[x] += a[i - from];
                even[x + 1] += b[i - from];
                odd[y] += a[i + 1 - from];
                odd[y + 1] += b[i + 1 - from];
            }
            if (i < to) {
                int x = codes[i] << 1;
                even[x] += a[i - from];
                even[x + 1] += b[i - from];
            }
        }
    }
}
