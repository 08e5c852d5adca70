package io.candor.benchmarks;

import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Bounds;
import io.candor.explain.JackknifeIntervals;
import io.candor.glassbox.EbmSettings;
import io.candor.glassbox.EbmTrainer;
import io.candor.glassbox.RowRoles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;

/**
 * How often the intervals of an EBM hold what training gives on average: many tables from one source, a model of each; at
 * fixed values, the mean over all other models stands for the expected fit. Prints the share of the intervals that hold it, at
 * 57 values of three main effects and for the scores of 50 rows: of the 95 % jackknife interval, and of the spread over bags,
 * which is no confidence interval and is not expected to.
 *
 * <p>{@code JackknifeCoverage [TABLES [ROWS [regression|binary]]] [name=value ...]}, by default 100 tables of 1,000 rows.
 */
public final class JackknifeCoverage {
    private static final int INPUTS = 3;
    private static final int POINTS = 19;
    private static final int PROBES = 50;

    private JackknifeCoverage() {}

    /** See the class comment. */
    public static void main(String[] args) {
        List<String> plain = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>(Map.of("interactions", "0"));
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals > 0) settings.put(arg.substring(0, equals), arg.substring(equals + 1));
            else plain.add(arg);
        }
        int tables = plain.isEmpty() ? 100 : Integer.parseInt(plain.get(0));
        int rows = plain.size() < 2 ? 1_000 : Integer.parseInt(plain.get(1));
        Task task = plain.size() > 2 && plain.get(2).equals("binary") ? Task.BINARY : Task.REGRESSION;
        EbmSettings chosen = EbmSettings.of(task, rows, settings);
        ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
        double[][][] entries = new double[tables][][];
        double[][][] scores = new double[tables][][];
        for (int t = 0; t < tables; t++) {
            AdditiveModel model = fit(chosen, pool, task, rows, t);
            JackknifeIntervals intervals = new JackknifeIntervals(model);
            entries[t] = entries(model, intervals);
            scores[t] = scores(intervals);
        }
        pool.shutdown();
        System.out.println("entries of tables: " + sentence(entries));
        System.out.println("scores of rows:    " + sentence(scores));
    }

    private static AdditiveModel fit(EbmSettings settings, ForkJoinPool pool, Task task, int rows, int seed) {
        SplittableRandom random = new SplittableRandom(1_000 + seed);
        double[][] x = new double[INPUTS][rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < INPUTS; j++) x[j][i] = random.nextDouble();
            double signal = Math.sin(6 * x[0][i]) + (x[1][i] > 0.5 ? 1 : 0) + x[2][i];
            y[i] = task == Task.REGRESSION
                    ? signal + random.nextGaussian()
                    : random.nextDouble() < 1 / (1 + Math.exp(1 - signal)) ? 1 : 0;
        }
        List<NumericColumn> columns = new ArrayList<>();
        for (int j = 0; j < INPUTS; j++) columns.add(new NumericColumn("x" + j, x[j]));
        List<String> classes = task == Task.REGRESSION ? List.of() : List.of("0", "1");
        return new EbmTrainer(settings, pool)
                .train(
                        new Table(List.copyOf(columns)),
                        new Target("y", task, y, classes),
                        RowRoles.NONE,
                        new RandomStreams(seed),
                        Progress.NONE,
                        Deadline.NEVER)
                .model();
    }

    private static double[][] entries(AdditiveModel model, JackknifeIntervals intervals) {
        List<double[]> found = new ArrayList<>();
        double[] row = new double[INPUTS];
        for (int t = 0; t < INPUTS; t++) {
            for (int p = 1; p <= POINTS; p++) {
                Arrays.fill(row, p / (POINTS + 1.0));
                found.add(numbers(intervals.of(t, model.terms().get(t).cell(row), 0)));
            }
        }
        return found.toArray(double[][]::new);
    }

    private static double[][] scores(JackknifeIntervals intervals) {
        SplittableRandom random = new SplittableRandom(5);
        double[][] found = new double[PROBES][];
        for (int i = 0; i < PROBES; i++) {
            double[] row = random.doubles(INPUTS).toArray();
            found[i] = numbers(intervals.ofScore(row, 0));
        }
        return found;
    }

    private static double[] numbers(JackknifeIntervals.Uncertain u) {
        Bounds jackknife = u.jackknife().orElseThrow();
        return new double[] {
            u.score(),
            jackknife.low(),
            jackknife.high(),
            u.spread().low(),
            u.spread().high()
        };
    }

    private static String sentence(double[][][] found) {
        int tables = found.length;
        int places = found[0].length;
        long jackknife = 0;
        long spread = 0;
        double worst = 1;
        for (int p = 0; p < places; p++) {
            double sum = 0;
            for (double[][] model : found) sum += model[p][0];
            long here = 0;
            for (double[][] model : found) {
                double expected = (sum - model[p][0]) / (tables - 1);
                if (model[p][1] <= expected && expected <= model[p][2]) here++;
                if (model[p][3] <= expected && expected <= model[p][4]) spread++;
            }
            jackknife += here;
            worst = Math.min(worst, here / (double) tables);
        }
        double all = (double) tables * places;
        return "%.1f %% of the 95 %% jackknife intervals hold the expected fit (at the worst place %.1f %%), and %.1f %% of the spreads over bags"
                .formatted(100 * jackknife / all, 100 * worst, 100 * spread / all);
    }
}
