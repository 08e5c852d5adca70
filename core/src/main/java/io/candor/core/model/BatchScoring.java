package io.candor.core.model;

import io.candor.core.data.Table;
import java.util.concurrent.RecursiveAction;

/**
 * Scores the rows of a table block by block: the bins of a block's rows slot by slot, then the table entries term by term, so
 * that what is read again and again stays in the processor's cache. Blocks are shared out over the fork-join pool that the
 * caller runs in, else the common one; no number depends on how. Thread-safe.
 */
final class BatchScoring {
    private static final int BLOCK = 1024;
    private static final int ROWS_PER_TASK = 16 * BLOCK;

    private final ScoringPlan plan;
    private final int rows;
    private final double[][] numbers; // by slot; empty for a category
    private final int[][] codes; // by slot; empty for a number
    private final int[][] binOfCode; // by slot; a code of −1 comes first

    BatchScoring(AdditiveModel model, Table table) {
        this.plan = new ScoringPlan(model);
        this.rows = table.rows();
        RowEncoder encoder = new RowEncoder(model.inputs(), table);
        int slots = plan.slots.length;
        numbers = new double[slots][];
        codes = new int[slots][];
        binOfCode = new int[slots][];
        for (int s = 0; s < slots; s++) {
            int input = plan.slots[s].input();
            Bins.Levels bins = plan.slots[s].levels();
            double[] column = encoder.numbers(input);
            numbers[s] = column == null ? new double[0] : column;
            codes[s] = column == null ? encoder.codes(input) : new int[0];
            binOfCode[s] = bins == null ? new int[0] : binOfCode(bins, encoder.levels(input));
        }
    }

    private static int[] binOfCode(Bins.Levels bins, int[] levels) {
        int[] of = new int[levels.length + 1];
        for (int c = 0; c < levels.length; c++) of[c + 1] = bins.of(levels[c]);
        return of;
    }

    /** Predictions: rows × outputs. */
    double[] scores() {
        int outputs = plan.outputs;
        double[] values = new double[Math.multiplyExact(rows, outputs)];
        run((from, n, bins, cells) -> {
            for (int i = from * outputs; i < (from + n) * outputs; i++) values[i] = plan.intercept[i % outputs];
            for (int t = 0; t < plan.tables.length; t++) {
                int[] cell = cells(plan.slotsOfTerm[t], bins, cells, n);
                double[] table = plan.tables[t];
                if (outputs == 1) {
                    add(table, cell, n, values, from);
                } else {
                    for (int i = 0; i < n; i++) {
                        int at = (from + i) * outputs;
                        for (int k = 0; k < outputs; k++) values[at + k] += table[cell[i] * outputs + k];
                    }
                }
            }
            for (int i = from; i < from + n; i++) plan.link.invert(values, i * outputs, outputs);
        });
        return values;
    }

    /** What each term adds: terms × rows × outputs, written as it is made. */
    double[] contributions() {
        int outputs = plan.outputs;
        int width = plan.tables.length * outputs;
        double[] values = new double[Math.multiplyExact(rows, width)];
        run((from, n, bins, cells) -> {
            for (int t = 0; t < plan.tables.length; t++) {
                int[] cell = cells(plan.slotsOfTerm[t], bins, cells, n);
                double[] table = plan.tables[t];
                int at = (t * rows + from) * outputs;
                if (outputs == 1) {
                    copy(table, cell, n, values, at);
                } else {
                    for (int i = 0; i < n; i++) {
                        for (int k = 0; k < outputs; k++) values[at + i * outputs + k] = table[cell[i] * outputs + k];
                    }
                }
            }
        });
        return values;
    }

    /** What is done with the rows {@code from … from + n − 1}, whose bins are known. */
    @FunctionalInterface
    private interface Block {
        /**
         * @param bins by slot, then row of the block
         * @param cells room for one number per row
         */
        void take(int from, int n, int[][] bins, int[] cells);
    }

    private void run(Block block) {
        new Task(block, 0, rows).invoke();
    }

    /** Halves its rows until there are few. */
    @SuppressWarnings("serial") // never serialised
    private final class Task extends RecursiveAction {
        private final Block block;
        private final int from;
        private final int to;

        Task(Block block, int from, int to) {
            this.block = block;
            this.from = from;
            this.to = to;
        }

        @Override
        protected void compute() {
            if (to - from > ROWS_PER_TASK) {
                int middle = (from + to) >>> 1;
                invokeAll(new Task(block, from, middle), new Task(block, middle, to));
                return;
            }
            int size = Math.min(BLOCK, to - from);
            int[][] bins = new int[plan.slots.length][size];
            int[] cells = new int[size];
            for (int at = from; at < to; at += size) {
                int n = Math.min(size, to - at);
                for (int s = 0; s < bins.length; s++) bins(s, at, n, bins[s]);
                block.take(at, n, bins, cells);
            }
        }
    }

    /** Methods of their own, so that the compiler sees simple loops. */
    private static void add(double[] table, int[] cells, int n, double[] out, int at) {
        for (int i = 0; i < n; i++) out[at + i] += table[cells[i]];
    }

    private static void copy(double[] table, int[] cells, int n, double[] out, int at) {
        for (int i = 0; i < n; i++) out[at + i] = table[cells[i]];
    }

    private static void combine(int[] cells, int count, int[] bins, int n, int[] out) {
        for (int i = 0; i < n; i++) out[i] = cells[i] * count + bins[i];
    }

    private void bins(int s, int from, int n, int[] out) {
        CutIndex cuts = plan.slots[s].cuts();
        if (cuts != null) {
            cuts.of(numbers[s], from, n, out);
        } else {
            int[] column = codes[s];
            int[] of = binOfCode[s];
            for (int i = 0; i < n; i++) out[i] = of[Math.max(column[from + i], -1) + 1];
        }
    }

    private int[] cells(int[] slots, int[][] bins, int[] cells, int n) {
        if (slots.length == 1) return bins[slots[0]];
        for (int d = 1; d < slots.length; d++) {
            int[] before = d == 1 ? bins[slots[0]] : cells;
            combine(before, plan.slots[slots[d]].count(), bins[slots[d]], n, cells);
        }
        return cells;
    }
}
