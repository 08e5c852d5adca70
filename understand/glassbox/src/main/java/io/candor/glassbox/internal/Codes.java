package io.candor.glassbox.internal;

/**
 * The bin of every row for one feature, in as few bytes as do. All loops over rows and bins are here, each so small that
 * the compiler makes the best of it; callers go through rows in chunks, so that the choice of class costs nothing.
 */
public sealed interface Codes permits NarrowCodes, WideCodes, IntCodes, SparseCodes {
    /** Bin of one row. */
    int get(int row);

    /** The given rows, in the given order. */
    Codes select(int[] rows);

    /** {@code values[i] *= table[bin of i]}. */
    void multiply(double[] values, int from, int to, double[] table);

    /** {@code values[i] += table[bin of i]}. */
    void add(double[] values, int from, int to, double[] table);

    /**
     * Adds rows {@code from … to-1} to sums: {@code a[i - from]} and {@code b[i - from]} at {@code 2 bin} and
     * {@code 2 bin + 1}. Even and odd rows go to two banks, because a long run of one bin would make each addition wait for
     * the one before it. Rows in the bin {@link #left} are left out.
     */
    void accumulate(double[] a, double[] b, int from, int to, double[] even, double[] odd);

    /** The same with four values per row. */
    void accumulate(double[] a, double[] b, double[] c, double[] d, int from, int to, double[] even, double[] odd);

    /** {@code values[i] *= table[bin of i]}, in single precision. */
    void multiply(float[] values, int from, int to, float[] table);

    /** Two values per row, in single precision. */
    void accumulate(float[] a, float[] b, int from, int to, float[] even, float[] odd);

    /** The bin whose rows {@link #accumulate} leaves out; negative for none. */
    default int left() {
        return -1;
    }

    /** Codes below {@code count}. */
    static Codes of(int[] bins, int count) {
        if (count <= 256) {
            byte[] narrow = new byte[bins.length];
            for (int i = 0; i < narrow.length; i++) narrow[i] = (byte) bins[i];
            return new NarrowCodes(narrow);
        }
        if (count > 65_536) return new IntCodes(bins.clone());
        char[] wide = new char[bins.length];
        for (int i = 0; i < wide.length; i++) wide[i] = (char) bins[i];
        return new WideCodes(wide);
    }

    /**
     * The same codes in the form that is the quickest to accumulate.
     *
     * @param rowsPerBin counts of these codes
     */
    default Codes packed(int[] rowsPerBin) {
        int rows = 0;
        int most = 0;
        for (int b = 0; b < rowsPerBin.length; b++) {
            rows += rowsPerBin[b];
            if (rowsPerBin[b] > rowsPerBin[most]) most = b;
        }
        return rowsPerBin[most] > rows / 2 ? SparseCodes.of(this, most, rows) : this;
    }
}
