package io.candor.glassbox.internal;

import io.candor.core.model.Bins;
import io.candor.core.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * Steps of a pair. Of all trees that cut one feature, and then one side of that by the other, the one that gains most: three
 * leaves. Random cuts are one for each feature: four leaves. Missing values lie below all others; categories are in their
 * stored order.
 */
final class PairUpdater implements TermUpdater {
    private final LeafRule rule;
    private final PairSums sums;
    private final PairSums exchanged;
    private final Band low;
    private final Band high;
    private double most;
    private boolean firstIsRows; // the first cut of the best tree is one of rows
    private boolean lowIsCut; // and its low side is cut again
    private int first;
    private int second;

    /** @param samples training rows of the bag per cell */
    PairUpdater(LeafRule rule, List<Bins> bins, int[] samples) {
        this.rule = rule;
        this.sums = new PairSums(bins, samples);
        this.exchanged = sums.exchanged();
        int longest = Math.max(sums.rows, sums.columns);
        this.low = new Band(rule, longest);
        this.high = new Band(rule, longest);
    }

    @Override
    public double update(Histogram cells, boolean random, RandomStream draws, double[] update) {
        Arrays.fill(update, 0);
        if (sums.rows < 2 || sums.columns < 2) return 0;
        sums.fill(cells.gradients, cells.hessians);
        double whole = sums.gain(rule, 0, sums.rows, 0, sums.columns);
        if (random)
            return quarter(1 + draws.nextInt(sums.rows - 1), 1 + draws.nextInt(sums.columns - 1), update) - whole;
        exchanged.transpose(sums);
        most = whole + Double.MIN_NORMAL;
        first = 0;
        seek(sums, true);
        seek(exchanged, false);
        if (first == 0) return 0;
        spread(update);
        return most - whole;
    }

    private double quarter(int row, int column, double[] update) {
        double gain = 0;
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                int r0 = r == 0 ? 0 : row;
                int r1 = r == 0 ? row : sums.rows;
                int c0 = c == 0 ? 0 : column;
                int c1 = c == 0 ? column : sums.columns;
                set(update, r0, r1, c0, c1);
                gain += sums.gain(rule, r0, r1, c0, c1);
            }
        }
        return gain;
    }

    private void seek(PairSums of, boolean rows) {
        for (int r = 1; r < of.rows; r++) {
            low.take(of, 0, r);
            high.take(of, r, of.rows);
            if (high.allowed()) consider(low, high.gain(), rows, true, r);
            if (low.allowed()) consider(high, low.gain(), rows, false, r);
        }
    }

    private void consider(Band cut, double rest, boolean rows, boolean isLow, int at) {
        int column = cut.bestCut();
        if (column == 0 || !(cut.gains[column] + rest > most)) return;
        most = cut.gains[column] + rest;
        firstIsRows = rows;
        lowIsCut = isLow;
        first = at;
        second = column;
    }

    private void spread(double[] update) {
        int rows = firstIsRows ? sums.rows : sums.columns;
        int columns = firstIsRows ? sums.columns : sums.rows;
        int from = lowIsCut ? 0 : first;
        int to = lowIsCut ? first : rows;
        side(update, from, to, 0, second);
        side(update, from, to, second, columns);
        side(update, lowIsCut ? first : 0, lowIsCut ? rows : first, 0, columns);
    }

    private void side(double[] update, int r0, int r1, int c0, int c1) {
        if (firstIsRows) set(update, r0, r1, c0, c1);
        else set(update, c0, c1, r0, r1);
    }

    private void set(double[] update, int r0, int r1, int c0, int c1) {
        double value = sums.value(rule, r0, r1, c0, c1);
        for (int r = r0; r < r1; r++) {
            int cell = sums.cell(r, c0);
            Arrays.fill(update, cell, cell + c1 - c0, value);
        }
    }
}
