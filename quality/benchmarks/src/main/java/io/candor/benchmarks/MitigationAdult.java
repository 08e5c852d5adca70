package io.candor.benchmarks;

import io.candor.core.data.Column;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Model;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.Criterion;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.reduction.Constraint;
import io.candor.fairness.reduction.ExponentiatedGradient;
import io.candor.fairness.reduction.GradientSettings;
import io.candor.fairness.reduction.Parity;
import io.candor.fairness.reduction.Reduction;
import io.candor.fairness.reduction.ReductionRows;
import io.candor.glassbox.linear.LinearSettings;
import io.candor.glassbox.linear.LinearTrainer;
import io.candor.io.CsvReader;
import io.candor.io.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Equalized odds by exponentiated gradient over logistic regressions beside fairlearn's, of the same penalty (scikit-learn's C = 1, on standardised columns) and
 * bound: time, calls of the learner, and expected accuracy and gap on held-out rows, with no draw in them. Also the same with all answers begun afresh.
 *
 * <p>{@code MitigationAdult FILE LABEL SENSITIVE [PEER_PYTHON] [BOUND]}, from the source tree's root. Our time is that of the first fit, in a JVM that has done
 * nothing but read the data.
 */
public final class MitigationAdult {
    private static final String SCRIPT = "quality/benchmarks/peers/mitigation.py";

    private final Table all;
    private final String label;
    private final String sensitive;
    private final double bound;
    private final List<String> classes;
    private final ReductionRows rows;

    private MitigationAdult(Table all, String label, String sensitive, double bound) {
        this.all = all;
        this.label = label;
        this.sensitive = sensitive;
        this.bound = bound;
        this.classes = List.copyOf(levels(all.column(label)));
        double[] y = new double[all.rows()];
        for (int i = 0; i < y.length; i++)
            y[i] = classes.indexOf(String.valueOf(all.column(label).text(i)));
        List<String> inputs = new ArrayList<>(all.names());
        inputs.remove(label);
        Target target = new Target(label, Task.BINARY, y, classes);
        this.rows = ReductionRows.of(all, inputs, target, FairnessPlan.of(sensitive), null);
    }

    /** See the class comment. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 3) throw new IllegalArgumentException("FILE LABEL SENSITIVE [PEER_PYTHON] [BOUND]");
        double bound = args.length > 4 ? Double.parseDouble(args[4]) : 0.01;
        MitigationAdult ours = new MitigationAdult(CsvReader.read(Path.of(args[0])), args[1], args[2], bound);
        double seconds = ours.run("candor", GradientSettings.DEFAULT.eps(bound));
        ours.run("candor again", GradientSettings.DEFAULT.eps(bound));
        ours.run("candor, reference mode", GradientSettings.DEFAULT.eps(bound).asReference());
        if (args.length < 4) return;
        Process process = new ProcessBuilder(args[3], SCRIPT, args[0], args[1], args[2], Double.toString(bound))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IllegalStateException("failed: " + SCRIPT);
        System.out.print("fairlearn: " + line);
        double theirs = ((Json.Obj) JsonText.parse(line, SCRIPT)).number("seconds");
        System.out.printf(Locale.ROOT, "time, fairlearn / candor: %.1f%n", theirs / seconds);
    }

    private double run(String name, GradientSettings settings) {
        ReductionRows train = rows.select(
                IntStream.range(0, all.rows()).filter(i -> i % 5 != 0).toArray());
        Table held = all.select(
                IntStream.range(0, all.rows()).filter(i -> i % 5 == 0).toArray());
        String lambda = Double.toString(1.0 / train.size());
        LinearSettings linear =
                LinearSettings.DEFAULT.with(Map.of("alpha", "0", "lambda", lambda, "intervals", "none"));
        Constraint constraint = Parity.of(Criterion.EQUALIZED_ODDS).difference(bound);
        ForkJoinPool pool = ForkJoinPool.commonPool();
        long start = System.nanoTime();
        Reduction found = new ExponentiatedGradient(constraint, constraint.objective(), settings)
                .fit(
                        new LinearTrainer(linear, pool),
                        train,
                        null,
                        new RandomStreams(0),
                        new ForkJoinPool(Runtime.getRuntime().availableProcessors()),
                        Progress.NONE,
                        Deadline.NEVER);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f s, %d calls, %d iterations, %d models, gap %.5f%n  held out: %s; single model: %s%n",
                name,
                seconds,
                found.calls(),
                found.history().size(),
                found.candidates().size(),
                found.gap(),
                figures(found.model(), held),
                figures(found.candidates().get(found.single()).model(), held));
        return seconds;
    }

    /** Expected accuracy and the largest difference of true or false positive rates. */
    private String figures(Model model, Table held) {
        double[] scores = model.score(held).values();
        boolean mixture = model instanceof io.candor.core.model.MixtureModel;
        Map<String, double[]> cells = new TreeMap<>(); // rate's sum and rows, by label and group
        double hits = 0;
        for (int i = 0; i < scores.length; i++) {
            double chance = mixture ? scores[i] : scores[i] >= 0.5 ? 1 : 0;
            boolean positive = classes.indexOf(String.valueOf(held.column(label).text(i))) == 1;
            hits += positive ? chance : 1 - chance;
            double[] cell = cells.computeIfAbsent(
                    positive + " " + held.column(sensitive).text(i), k -> new double[2]);
            cell[0] += chance;
            cell[1]++;
        }
        double gap = Math.max(spread(cells, "true"), spread(cells, "false"));
        return String.format(Locale.ROOT, "accuracy %.5f, gap %.5f", hits / scores.length, gap);
    }

    private static double spread(Map<String, double[]> cells, String outcome) {
        double low = 1;
        double high = 0;
        for (Map.Entry<String, double[]> cell : cells.entrySet()) {
            if (!cell.getKey().startsWith(outcome)) continue;
            double rate = cell.getValue()[0] / cell.getValue()[1];
            low = Math.min(low, rate);
            high = Math.max(high, rate);
        }
        return high - low;
    }

    private static TreeSet<String> levels(Column column) {
        TreeSet<String> levels = new TreeSet<>();
        for (int i = 0; i < column.size(); i++) levels.add(Objects.requireNonNull(column.text(i)));
        return levels;
    }
}
