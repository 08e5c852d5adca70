package io.candor.glassbox.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the loss of some rows changes when the scores of all rows in a bin of one feature move together: per bin the sums of
 * the loss's first derivatives, from which Taylor's polynomial gives loss, gradient and second derivative for any small
 * shift per bin, with no look at the rows. Boosting returns to the same term many times in a row; this is what makes that
 * cheap.
 *
 * <p>Sums are collected in two banks (see {@link Codes#accumulate}), with many bins in one. Of a bin that the codes leave
 * out, the sums are those of all rows without the others'.
 */
final class Expansion {
    /** Sums per bin that are enough for a step where the rows are. */
    static final int SHALLOW = 2;

    /** Sums per bin from which shifts can be followed. */
    static final int DEEP = 4;

    private static final int MOST_BINS_IN_TWO_BANKS = 256;

    private final int bins;
    private final boolean sparse;
    private @Nullable SingleSums singles; // what was added in single precision and is not in sums yet
    private double[] sums = new double[0]; // bin by bin, derivative by derivative
    private double[] odd = sums; // the other bank, or the same
    private double[][] lanes = {}; // sums over all rows, row k of each chunk in lane k; empty if no bin is left out
    private int width = SHALLOW;

    /** @param sparse whether codes that leave a bin out will be added */
    Expansion(int bins, boolean sparse) {
        this.bins = bins;
        this.sparse = sparse;
    }

    /** Forgets all; from now on {@code derivatives} are kept per bin. */
    void clear(int derivatives) {
        width = derivatives;
        if (sums.length < bins * width) {
            sums = new double[bins * width];
            odd = bins <= MOST_BINS_IN_TWO_BANKS ? new double[bins * width] : sums;
            lanes = new double[sparse ? width : 0][Rows.CHUNK];
            return;
        }
        Arrays.fill(sums, 0, bins * width, 0);
        if (odd != sums) Arrays.fill(odd, 0, bins * width, 0);
        for (double[] lane : lanes) Arrays.fill(lane, 0);
    }

    int derivatives() {
        return width;
    }

    /** Adds rows {@code from … to-1}, a chunk; {@code d[k][i - from]} is derivative k + 1 of row i's loss. */
    void add(Codes codes, double[][] d, int from, int to) {
        if (width == SHALLOW) codes.accumulate(d[0], d[1], from, to, sums, odd);
        else codes.accumulate(d[0], d[1], d[2], d[3], from, to, sums, odd);
        if (codes.left() < 0) return;
        for (int k = 0; k < width; k++) addLanes(lanes[k], d[k], to - from);
    }

    /** The same with gradients and second derivatives in single precision; needs {@link #SHALLOW}. */
    void add(Codes codes, float[] g, float[] h, int from, int to) {
        if (singles == null) singles = new SingleSums(bins, bins <= MOST_BINS_IN_TWO_BANKS, sparse);
        singles.add(codes, g, h, from, to);
        if (singles.full()) singles.spill(sums, lanes);
    }

    private static void addLanes(double[] lane, double[] values, int n) {
        for (int i = 0; i < n; i++) lane[i] += values[i];
    }

    /**
     * Ends the collecting; after this sums can be asked for.
     *
     * @param left the bin that the codes left out, or a negative number
     */
    void merge(int left) {
        if (singles != null) singles.spill(sums, lanes);
        if (odd != sums) for (int i = 0; i < bins * width; i++) sums[i] += odd[i];
        if (left < 0) return;
        for (int k = 0; k < width; k++) {
            double rest = 0;
            for (double lane : lanes[k]) rest += lane;
            for (int b = 0; b < bins; b++) rest -= sums[b * width + k];
            sums[left * width + k] = rest;
        }
    }

    /** Sum of derivative {@code k}, from 1, of the rows in a bin, where they are. */
    double sum(int bin, int k) {
        return sums[bin * width + k - 1];
    }

    /** The histogram where the rows are. */
    void at(Histogram out) {
        for (int b = 0; b < bins; b++) {
            out.gradients[b] = sums[b * width];
            out.hessians[b] = sums[b * width + 1];
        }
    }

    /** The histogram after a small shift per bin, as if second derivatives did not change. */
    void at(double[] shift, Histogram out) {
        for (int b = 0; b < bins; b++) {
            double second = sums[b * width + 1];
            out.gradients[b] = sums[b * width] + shift[b] * second;
            out.hessians[b] = second;
        }
    }

    /** How much a small shift per bin adds to the loss of all rows. */
    double loss(double[] shift) {
        double change = 0;
        for (int b = 0; b < bins; b++) {
            double u = shift[b];
            double tail = width == SHALLOW ? 0 : u * (sums[4 * b + 2] * (1.0 / 6) + u * (sums[4 * b + 3] * (1.0 / 24)));
            change += u * (sums[b * width] + u * (sums[b * width + 1] * (1.0 / 2) + tail));
        }
        return change;
    }
}
