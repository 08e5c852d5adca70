package io.candor.core.model;

import java.util.Arrays;

/**
 * The bins of {@link Bins.Cuts}, found in a few steps: equal cells between the first and the last cut lead to the few cuts that
 * share a value's cell. The cell {@code ⌊(v − low) · scale⌋} never falls as v grows, also as rounded, so cuts of earlier cells
 * lie below v and cuts of later cells above it: the answer is that of {@link Bins.Cuts#of}, always. Every search takes as many
 * steps as the fullest cell needs: it may look at cuts of later cells, which change nothing, and the processor never guesses.
 * Thread-safe.
 */
final class CutIndex {
    private static final int MOST_CELLS = 1 << 16;

    private final double[] cuts; // and NaN, which nothing reaches, as far as a search can look
    private final int count;
    private final double low;
    private final double scale;
    private final int last; // cell
    private final int[] start; // per cell, the cuts of earlier ones; and all of them
    private final int stride; // of a search's first step; 0 without cuts

    CutIndex(double[] cuts) {
        this.count = cuts.length;
        this.low = cuts.length == 0 ? 0 : cuts[0];
        double range = cuts.length == 0 ? 0 : cuts[cuts.length - 1] - low;
        boolean even = range > 0 && range < Double.POSITIVE_INFINITY;
        int cells = even ? (int) Math.min(MOST_CELLS, 4L * cuts.length) : 1;
        double perUnit = cells / range;
        this.scale = even && perUnit < Double.POSITIVE_INFINITY ? perUnit : 0; // 0: all cuts in one cell
        this.last = cells - 1;
        this.start = new int[cells + 1];
        for (double cut : cuts) start[cell(cut) + 1]++;
        int most = 0;
        for (int c = 0; c < cells; c++) {
            most = Math.max(most, start[c + 1]);
            start[c + 1] += start[c];
        }
        this.stride = Integer.highestOneBit(most);
        this.cuts = Arrays.copyOf(cuts, count + 2 * stride);
        Arrays.fill(this.cuts, count, this.cuts.length, Double.NaN);
    }

    private int cell(double value) {
        return Math.min(Math.max((int) ((value - low) * scale), 0), last); // NaN, from infinities, is cell 0
    }

    /** The bin of a value; 0 for NaN. */
    int of(double value) {
        if (Double.isNaN(value)) return 0;
        int below = start[cell(value)];
        for (int step = stride; step > 0; step >>= 1) below += cuts[below + step - 1] <= value ? step : 0;
        return below + 1;
    }

    /** The bins of {@code n} values; in passes of simple loops, step by step for all of them. */
    void of(double[] values, int from, int n, int[] out) {
        for (int i = 0; i < n; i++) out[i] = start[cell(values[from + i])];
        for (int step = stride; step > 0; step >>= 1) {
            for (int i = 0; i < n; i++) out[i] += cuts[out[i] + step - 1] <= values[from + i] ? step : 0;
        }
        for (int i = 0; i < n; i++) out[i] = Double.isNaN(values[from + i]) ? 0 : out[i] + 1;
    }

    /** Whether it was made for cuts like these. */
    boolean serves(double[] others) {
        return Arrays.equals(cuts, 0, count, others, 0, others.length);
    }
}
