package io.candor.core.model;

import java.util.Arrays;

/**
 * The bins of {@link Bins.Cuts}, found in a few steps: equal cells between the first and the last cut lead to the few cuts that
 * share a value's cell. The cell {@code ⌊(v − low) · scale⌋} never falls as v grows, also as rounded, so cuts of earlier cells
 * lie below v and cuts of later cells above it: the answer is that of {@link Bins.Cuts#of}, always. Thread-safe.
 */
final class CutIndex {
    private static final int MOST_CELLS = 1 << 16;

    private final double[] cuts;
    private final double low;
    private final double scale;
    private final int last; // cell
    private final int[] start; // per cell, the cuts of earlier ones; and all of them

    CutIndex(double[] cuts) {
        this.cuts = cuts;
        this.low = cuts.length == 0 ? 0 : cuts[0];
        double range = cuts.length == 0 ? 0 : cuts[cuts.length - 1] - low;
        boolean even = range > 0 && range < Double.POSITIVE_INFINITY;
        int cells = even ? (int) Math.min(MOST_CELLS, 4L * cuts.length) : 1;
        double perUnit = cells / range;
        this.scale = even && perUnit < Double.POSITIVE_INFINITY ? perUnit : 0; // 0: all cuts in one cell
        this.last = cells - 1;
        this.start = new int[cells + 1];
        for (double cut : cuts) start[cell(cut) + 1]++;
        for (int c = 0; c < cells; c++) start[c + 1] += start[c];
    }

    private int cell(double value) {
        return Math.min(Math.max((int) ((value - low) * scale), 0), last); // NaN, from infinities, is cell 0
    }

    /** The bin of a value; 0 for NaN. */
    int of(double value) {
        if (Double.isNaN(value)) return 0;
        int cell = cell(value);
        int from = start[cell];
        int left = start[cell + 1] - from;
        while (left > 0) { // halves without a branch on the value, which no processor could guess
            int half = (left + 1) >>> 1;
            from += cuts[from + half - 1] <= value ? half : 0;
            left -= half;
        }
        return from + 1;
    }

    /** Whether it was made for cuts like these. */
    boolean serves(double[] others) {
        return Arrays.equals(cuts, others);
    }
}
