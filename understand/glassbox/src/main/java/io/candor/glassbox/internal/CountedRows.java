package io.candor.glassbox.internal;

import java.util.Arrays;
import java.util.List;

/**
 * Rows under squared error that are looked at only when they are set. A gradient is a residual, so a step of one term changes
 * the summed gradients of another by counts of rows: those that lie in this bin of the one and in that bin of the other. Per
 * term the counts of all rows before some of its bins (every bin, where it has few) are kept over the bins of all other terms;
 * a step then costs one such list per leaf, and the few rows between a cut and the nearest kept bin. What lists say waits in
 * single precision until the term is looked at, which is once a cycle or more, so that the loop over a list is vectorised and
 * its rounding is that of one cycle's change.
 *
 * <p>Equal weights, one output, terms of one input. Not thread-safe.
 */
final class CountedRows implements BagRows {
    private static final int MOST_LISTS = 64;
    private static final long MOST_COUNTS = 1L << 26;
    private static final int MOST_BINS = 1 << 16;
    private static final int MOST_ROWS = 1 << 24; // counts are exact in single precision

    private final double[] targets;
    private final int terms;
    private final int[] first; // where a term's bins begin among the bins of all; one more for the end
    private final char[] cells; // row by row, term by term, index among the bins of all
    private final double[] gradients; // per bin of all, but for what waits
    private final float[] waiting;
    private double common; // what has been added to the score of every row
    private final double[] known; // per term, how much of that its gradients know
    private final double[] counts;
    private final int[] step; // per term, bins from one kept list to the next
    private final float[][] lists; // per term, list by list, rows before bin k · step, over the bins of all
    private final int[][] order; // per term, rows by bin
    private final int[][] begin; // per term and bin, where its rows begin in order
    private final double[][] shifts;
    private double loss; // half the squares
    private int term = -1; // whose shift the other terms don't know

    CountedRows(double[] targets, Codes[] codes, int[] binsPerTerm, double[] scores) {
        this.targets = targets;
        this.terms = codes.length;
        this.first = new int[terms + 1];
        for (int t = 0; t < terms; t++) first[t + 1] = first[t] + binsPerTerm[t];
        int all = first[terms];
        this.cells = new char[targets.length * terms];
        this.counts = new double[all];
        for (int t = 0; t < terms; t++) {
            for (int i = 0; i < targets.length; i++) {
                int cell = first[t] + codes[t].get(i);
                cells[i * terms + t] = (char) cell;
                counts[cell]++;
            }
        }
        this.gradients = new double[all];
        this.waiting = new float[all];
        this.known = new double[terms];
        this.step = new int[terms];
        this.lists = new float[terms][];
        this.order = new int[terms][];
        this.begin = new int[terms][];
        this.shifts = new double[terms][];
        for (int t = 0; t < terms; t++) {
            shifts[t] = new double[binsPerTerm[t]];
            step[t] = (binsPerTerm[t] + MOST_LISTS - 1) / MOST_LISTS;
            count(t, binsPerTerm[t]);
        }
        set(scores);
    }

    /** Whether it can be used for these terms. */
    static boolean suits(List<BoostedTerm> terms, int rows) {
        long all = 0;
        long lists = 0;
        for (BoostedTerm term : terms) {
            if (term.features().length != 1) return false;
            all += term.cells();
            lists += Math.min(term.cells(), MOST_LISTS) + 1;
        }
        return rows < MOST_ROWS && all < MOST_BINS && lists * all <= MOST_COUNTS;
    }

    /** Sorts the rows by one term's bins, and keeps lists of what lies before some of them. */
    private void count(int t, int bins) {
        int[] at = new int[bins + 1];
        for (int i = 0; i < targets.length; i++) at[cells[i * terms + t] - first[t] + 1]++;
        for (int b = 0; b < bins; b++) at[b + 1] += at[b];
        begin[t] = at.clone();
        int[] sorted = new int[targets.length];
        for (int i = 0; i < sorted.length; i++) sorted[at[cells[i * terms + t] - first[t]]++] = i;
        order[t] = sorted;
        int all = first[terms];
        float[] before = new float[all];
        lists[t] = new float[((bins + step[t] - 1) / step[t] + 1) * all];
        for (int b = 0, k = 0; b <= bins; b++) {
            if (b % step[t] == 0) System.arraycopy(before, 0, lists[t], k++ * all, all);
            if (b == bins) break;
            for (int i = begin[t][b]; i < begin[t][b + 1]; i++) {
                int row = sorted[i] * terms;
                for (int u = 0; u < terms; u++) before[cells[row + u]]++;
            }
        }
    }

    private void set(double[] scores) {
        Arrays.fill(gradients, 0);
        Arrays.fill(waiting, 0);
        Arrays.fill(known, 0);
        common = 0;
        loss = 0;
        for (int i = 0; i < scores.length; i++) {
            double residual = scores[i] - targets[i];
            loss += residual * residual / 2;
            for (int u = i * terms; u < (i + 1) * terms; u++) gradients[cells[u]] += residual;
        }
        term = -1;
    }

    @Override
    public void reset(double[][] scores) {
        set(scores[0]);
    }

    @Override
    public void measure(int t, Histogram out) {
        if (t != term) flush();
        measured(t, out);
    }

    @Override
    public void measureAll() {
        flush();
    }

    @Override
    public void measured(int t, Histogram out) {
        fold(t);
        int n = first[t + 1] - first[t];
        System.arraycopy(gradients, first[t], out.gradients, 0, n);
        System.arraycopy(counts, first[t], out.hessians, 0, n);
    }

    @Override
    public double lossAfter(int t, double[] update, int repeats) {
        move(t, update);
        return loss;
    }

    @Override
    public void move(int t, double[] update) {
        if (t != term) {
            flush();
            fold(t);
            term = t;
            Arrays.fill(shifts[t], 0);
        }
        int from = first[t];
        for (int b = 0; b < update.length; b++) {
            double u = update[b];
            double n = counts[from + b];
            loss += u * (gradients[from + b] + u * n / 2);
            gradients[from + b] += u * n;
            shifts[t][b] += u;
        }
    }

    /** What waits for a term is added to its gradients. */
    private void fold(int t) {
        double more = common - known[t];
        for (int c = first[t]; c < first[t + 1]; c++) {
            gradients[c] += waiting[c] + more * counts[c];
            waiting[c] = 0;
        }
        known[t] = common;
    }

    /** Tells all other terms of the shift: by lists, or by rows if the shift has many values. */
    private void flush() {
        if (term < 0) return;
        int t = term;
        term = -1;
        double[] shift = shifts[t];
        if (cost(t, shift) < (long) targets.length * terms) byLists(t, shift);
        else byRows(t, shift);
        Arrays.fill(waiting, first[t], first[t + 1], 0);
        known[t] = common;
    }

    private long cost(int t, double[] shift) {
        long cost = 0;
        double last = Double.NaN;
        long perCut = first[terms] / 16 + (long) targets.length * terms * step[t] / (4L * shift.length);
        for (int b = 0; b < shift.length; b++) {
            if (counts[first[t] + b] == 0 || shift[b] == last) continue;
            last = shift[b];
            cost += perCut;
        }
        return cost;
    }

    private void byRows(int t, double[] shift) {
        for (int row = 0; row < cells.length; row += terms) {
            double u = shift[cells[row + t] - first[t]];
            if (u == 0) continue;
            for (int k = row; k < row + terms; k++) waiting[cells[k]] += (float) u;
        }
    }

    /** With C(b) the rows before bin b: the sum of leaves is that of (left − right) · C(cut), and the last leaf of all rows. */
    private void byLists(int t, double[] shift) {
        double last = Double.NaN;
        for (int b = 0; b < shift.length; b++) {
            if (counts[first[t] + b] == 0) continue;
            if (shift[b] != last && !Double.isNaN(last)) add(t, b, last - shift[b]);
            last = shift[b];
        }
        if (!Double.isNaN(last)) common += last;
    }

    /** Adds {@code factor} for every row before a bin. */
    private void add(int t, int bin, double factor) {
        int all = first[terms];
        int k = (bin + step[t] / 2) / step[t];
        addList(lists[t], k * all, (float) factor, waiting, all);
        int near = Math.min(k * step[t], begin[t].length - 1);
        if (near == bin) return;
        float sign = (float) (near < bin ? factor : -factor);
        int end = begin[t][Math.max(near, bin)];
        for (int i = begin[t][Math.min(near, bin)]; i < end; i++) {
            int row = order[t][i] * terms;
            for (int u = row; u < row + terms; u++) waiting[cells[u]] += sign;
        }
    }

    private static void addList(float[] list, int from, float factor, float[] into, int n) {
        for (int c = 0; c < n; c++) into[c] += factor * list[from + c];
    }
}
