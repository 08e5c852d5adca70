package io.candor.benchmarks;

import com.sun.management.ThreadMXBean;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.RowScorer;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Scores an additive model of the adult model's size (6 numbers, 8 categories, 14 mains, 42 pairs at 64 bins): a batch, its
 * contributions, single rows and what they allocate. Arguments: rows (1,000,000), repetitions (7). The best repetition counts.
 */
public final class ScoreAdditive {
    private static final int[] CUTS = {72, 1021, 15, 118, 91, 95};
    private static final int[] LEVELS = {7, 16, 7, 14, 6, 5, 2, 41};
    private static final int PAIRS = 42;

    private ScoreAdditive() {}

    public static void main(String[] arguments) {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int repetitions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        SplittableRandom random = new SplittableRandom(1);
        AdditiveModel model = model(random);
        Table table = table(random, rows);
        report("score(Table)", rows, best(repetitions, () -> model.score(table)));
        int part = Math.min(rows, 200_000);
        Table some = table.select(IntStream.range(0, part).toArray());
        report("contributions(Table)", part, best(repetitions, () -> model.contributions(some)));
        rows(model, some, repetitions);
    }

    private static void rows(AdditiveModel model, Table table, int repetitions) {
        RowEncoder encoder = new RowEncoder(model.inputs(), table);
        double[][] rows =
                new double[Math.min(20_000, table.rows())][model.inputs().size()];
        for (int i = 0; i < rows.length; i++) encoder.encode(i, rows[i]);
        RowScorer scorer = model.rowScorer().orElseThrow();
        double[] out = new double[1];
        double[] sum = new double[1];
        Runnable all = () -> {
            for (double[] row : rows) {
                scorer.score(row, out);
                sum[0] += out[0];
            }
        };
        long nanos = best(repetitions * 4, all);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        all.run();
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        System.out.printf(
                Locale.ROOT,
                "RowScorer             %8.0f ns per row, %.3f bytes per row (checksum %.6f)%n",
                (double) nanos / rows.length,
                (double) bytes / rows.length,
                sum[0]);
    }

    private static void report(String what, int rows, long nanos) {
        System.out.printf(
                Locale.ROOT,
                "%-21s %8.3f s for %,d rows: %.2f million rows per second%n",
                what,
                nanos / 1e9,
                rows,
                rows * 1e3 / nanos);
    }

    private static long best(int repetitions, Runnable job) {
        long best = Long.MAX_VALUE;
        for (int r = 0; r < repetitions; r++) {
            long start = System.nanoTime();
            job.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    private static AdditiveModel model(SplittableRandom random) {
        List<Input> inputs = new ArrayList<>();
        List<Bins> mains = new ArrayList<>();
        List<Bins> coarse = new ArrayList<>();
        for (int cuts : CUTS) {
            inputs.add(Input.number("x" + inputs.size()));
            mains.add(cuts(random, cuts));
            coarse.add(cuts(random, Math.min(cuts, 61)));
        }
        for (int levels : LEVELS) {
            inputs.add(Input.category("x" + inputs.size(), names(levels)));
            Bins bins = new Bins.Levels(IntStream.rangeClosed(1, levels).toArray());
            mains.add(bins);
            coarse.add(bins);
        }
        List<Term> terms = new ArrayList<>();
        for (int j = 0; j < inputs.size(); j++) terms.add(term(random, new int[] {j}, List.of(mains.get(j))));
        for (int j = 0; terms.size() < inputs.size() + PAIRS; j++) {
            int a = j % 6;
            int b = a + 1 + j / 6;
            if (b < inputs.size()) terms.add(term(random, new int[] {a, b}, List.of(coarse.get(a), coarse.get(b))));
        }
        return new AdditiveModel(
                Task.BINARY, "y", inputs, List.of("no", "yes"), Link.LOGIT, 1, new double[] {-0.5}, terms);
    }

    /** Skewed, as cuts of real data are. */
    private static Bins cuts(SplittableRandom random, int n) {
        return new Bins.Cuts(
                random.doubles(n).map(v -> v * v * v).sorted().distinct().toArray(), 0, 1);
    }

    private static List<String> names(int levels) {
        return IntStream.range(0, levels).mapToObj(l -> "level " + l).toList();
    }

    private static Term term(SplittableRandom random, int[] inputs, List<Bins> bins) {
        int cells = bins.stream().mapToInt(Bins::count).reduce(1, (a, b) -> a * b);
        double[] scores = random.doubles(cells, -0.1, 0.1).toArray();
        return new Term(inputs, bins, scores, new double[cells], new double[cells]);
    }

    private static Table table(SplittableRandom random, int rows) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < CUTS.length; j++) {
            double[] values = random.doubles(rows).map(v -> v * v * v).toArray();
            columns.add(new NumericColumn("x" + columns.size(), values));
        }
        for (int levels : LEVELS) {
            int[] codes = random.ints(rows, 0, levels).toArray();
            columns.add(new CategoricalColumn("x" + columns.size(), codes, names(levels)));
        }
        return new Table(columns);
    }
}
