package io.candor.glassbox.internal;

import io.candor.core.model.Bins;
import java.util.List;

/**
 * Cumulative sums of gradients, second derivatives and rows over the cells of two features, so that the sums of any rectangle
 * are four look-ups. Positions on an axis are its data bins, after the bin for missing if that holds rows; the bin for unseen
 * is never one. Not thread-safe.
 */
final class PairSums {
    final int rows; // positions of the first feature
    final int columns;
    private final int firstRow;
    private final int firstColumn;
    private final int stride; // cells per bin of the first feature
    final double[] g; // (rows + 1) × (columns + 1): sums before row and column
    final double[] h;
    final int[] n;

    /** @param samples rows per cell */
    PairSums(List<Bins> bins, int[] samples) {
        int a = bins.get(0).count();
        stride = bins.get(1).count();
        boolean missingRow = false;
        boolean missingColumn = false;
        for (int c = 0; c < stride; c++) missingRow |= samples[c] > 0;
        for (int r = 0; r < a; r++) missingColumn |= samples[r * stride] > 0;
        firstRow = missingRow ? 0 : 1;
        firstColumn = missingColumn ? 0 : 1;
        rows = a - 1 - firstRow;
        columns = stride - 1 - firstColumn;
        g = new double[(rows + 1) * (columns + 1)];
        h = new double[g.length];
        n = new int[g.length];
        for (int r = 0; r < rows; r++) {
            int before = 0;
            for (int c = 0; c < columns; c++) {
                before += samples[cell(r, c)];
                n[at(r + 1, c + 1)] = n[at(r, c + 1)] + before;
            }
        }
    }

    private PairSums(PairSums of) {
        rows = of.columns;
        columns = of.rows;
        firstRow = of.firstColumn;
        firstColumn = of.firstRow;
        stride = 0;
        g = new double[of.g.length];
        h = new double[of.h.length];
        n = new int[of.n.length];
        for (int r = 0; r <= rows; r++) for (int c = 0; c <= columns; c++) n[at(r, c)] = of.n[of.at(c, r)];
    }

    /** The same with the features exchanged; {@link #transpose} fills it. */
    PairSums exchanged() {
        return new PairSums(this);
    }

    /** Sums per cell, whose first is {@code sums[0]}. */
    void fill(double[] gradients, double[] hessians) {
        for (int r = 0; r < rows; r++) {
            double rowG = 0;
            double rowH = 0;
            for (int c = 0; c < columns; c++) {
                int cell = cell(r, c);
                rowG += gradients[cell];
                rowH += hessians[cell];
                int to = at(r + 1, c + 1);
                g[to] = g[to - columns - 1] + rowG;
                h[to] = h[to - columns - 1] + rowH;
            }
        }
    }

    void transpose(PairSums of) {
        for (int r = 1; r <= rows; r++) {
            for (int c = 1; c <= columns; c++) {
                g[at(r, c)] = of.g[of.at(c, r)];
                h[at(r, c)] = of.h[of.at(c, r)];
            }
        }
    }

    /** Index of the sums of all before row and column. */
    int at(int row, int column) {
        return row * (columns + 1) + column;
    }

    /** The cell of the table at two positions. */
    int cell(int row, int column) {
        return (row + firstRow) * stride + column + firstColumn;
    }

    /** Leaf value of rows {@code r0 … r1-1} and columns {@code c0 … c1-1}. */
    double value(LeafRule rule, int r0, int r1, int c0, int c1) {
        return rule.value(box(g, r0, r1, c0, c1), box(h, r0, r1, c0, c1));
    }

    double gain(LeafRule rule, int r0, int r1, int c0, int c1) {
        return rule.gain(box(g, r0, r1, c0, c1), box(h, r0, r1, c0, c1));
    }

    private double box(double[] of, int r0, int r1, int c0, int c1) {
        return of[at(r1, c1)] - of[at(r0, c1)] - of[at(r1, c0)] + of[at(r0, c0)];
    }
}
