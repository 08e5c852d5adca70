package io.candor.glassbox.internal;

/**
 * Sums of two values per row in single precision, which take half the room in the caches. They are added to sums in double
 * precision before so many rows are in them that rounding would show: with at most 2^{@value #ROWS_BITS} rows of values up to
 * 1, or as many as eight times the bins, a sum is right to about 1e-4 of the largest value per row at worst, and to 1e-6 as a
 * rule. Not thread-safe.
 */
final class SingleSums {
    private static final int ROWS_BITS = 13;

    private final float[] even;
    private final float[] odd; // the other bank, or the same
    private final float[][] lanes; // see Expansion; empty if no bin is left out
    private final int most;
    private int rows;

    SingleSums(int bins, boolean twoBanks, boolean sparse) {
        even = new float[2 * bins];
        odd = twoBanks ? new float[2 * bins] : even;
        lanes = new float[sparse ? 2 : 0][Rows.CHUNK];
        most = Math.max(1 << ROWS_BITS, 8 * bins);
    }

    void add(Codes codes, float[] g, float[] h, int from, int to) {
        codes.accumulate(g, h, from, to, even, odd);
        rows += to - from;
        if (lanes.length == 0) return;
        add(lanes[0], g, to - from);
        add(lanes[1], h, to - from);
    }

    private static void add(float[] lane, float[] values, int n) {
        for (int i = 0; i < n; i++) lane[i] += values[i];
    }

    boolean full() {
        return rows > most - Rows.CHUNK;
    }

    /** Adds all to sums of two values per bin, and to lanes if there are any; then nothing is in them. */
    void spill(double[] sums, double[][] laneSums) {
        if (rows == 0) return;
        rows = 0;
        spill(even, sums);
        if (odd != even) spill(odd, sums);
        for (int k = 0; k < lanes.length; k++) spill(lanes[k], laneSums[k]);
    }

    private static void spill(float[] from, double[] into) {
        for (int i = 0; i < from.length; i++) {
            into[i] += from[i];
            from[i] = 0;
        }
    }
}
