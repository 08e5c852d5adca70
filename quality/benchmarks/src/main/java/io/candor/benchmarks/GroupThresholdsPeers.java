package io.candor.benchmarks;

import io.candor.core.data.Condition;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.GroupDecider;
import io.candor.core.model.Scores;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.Criterion;
import io.candor.fairness.threshold.GroupThresholds;
import io.candor.fairness.threshold.RejectOption;
import io.candor.fairness.threshold.ScoredRows;
import io.candor.fairness.threshold.ThresholdFit;
import io.candor.fairness.threshold.ThresholdPlan;
import io.candor.io.CsvReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Thresholds by group beside fairlearn, error-parity and oxonfair, from the source tree's root. {@code speed PEER_PYTHON [ROWS]}: relaxed equalized odds of five
 * groups, time and optimum on the same scores. {@code quality DATA PEER_PYTHON SPLITS}: adult and compas, a true positive rate gap of at most
 * 0.05 on the half that is fitted to, expected accuracy and gap on the other half, also of tighter bounds; one line per split and method. aif360's reject option is done
 * by {@link RejectOption}, which gives its numbers and not its minutes.
 */
public final class GroupThresholdsPeers {
    private static final Path PEER = Path.of("quality/benchmarks/peers/thresholds.py");
    private static final double TOLERANCE = 0.05;
    private static final double[] TIGHTER = {0.04, 0.03, 0.02, 0.01, 0}; // gaps on other rows are wider than asked for
    private static final int GROUPS = 5;

    private GroupThresholdsPeers() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("speed")) {
            speed(arguments[1], arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000_000);
        } else {
            quality(arguments[1], arguments[2], arguments[3]);
        }
    }

    private static void speed(String python, int n) throws Exception {
        Path folder = Files.createTempDirectory("thresholds");
        ScoredRows rows = synthetic(n);
        ByteBuffer scores = ByteBuffer.allocate(8 * n).order(ByteOrder.LITTLE_ENDIAN);
        byte[] labels = new byte[n];
        byte[] groups = new byte[n];
        for (int i = 0; i < n; i++) {
            scores.putDouble(rows.scores()[i]);
            labels[i] = (byte) rows.labels()[i];
            groups[i] = (byte) rows.group()[i];
        }
        Files.write(folder.resolve("score.f64"), scores.array());
        Files.write(folder.resolve("label.i8"), labels);
        Files.write(folder.resolve("group.i8"), groups);
        for (double tolerance : new double[] {0, TOLERANCE}) {
            ThresholdPlan plan = ThresholdPlan.of(Criterion.EQUALIZED_ODDS, tolerance);
            List<Double> seconds = new ArrayList<>();
            ThresholdFit fit = null;
            for (int repetition = 0; repetition < 9; repetition++) {
                long start = System.nanoTime();
                fit = GroupThresholds.of(rows, ForkJoinPool.commonPool()).fit(plan);
                seconds.add((System.nanoTime() - start) / 1e9);
            }
            System.out.printf(
                    Locale.ROOT,
                    "candor tolerance %.2f: first %.3f s, best %.3f s, accuracy %.9f, gaps %s%n",
                    tolerance,
                    seconds.get(0),
                    seconds.stream().min(Double::compare).orElseThrow(),
                    fit == null ? Double.NaN : fit.objective(),
                    fit == null ? "" : fit.gaps());
        }
        run(python, "speed", folder.toString());
    }

    private static ScoredRows synthetic(int n) {
        RandomStream random = new RandomStreams(1).stream("scores");
        double[] scores = new double[n];
        int[] labels = new int[n];
        int[] group = new int[n];
        for (int i = 0; i < n; i++) {
            group[i] = random.nextInt(GROUPS);
            double mean = (random.nextDouble() + random.nextDouble() + random.nextDouble()) / 3;
            scores[i] = mean;
            double chance = Math.min(1, Math.max(0, mean + (group[i] - 2) * 0.06 + (mean - 0.5) * 0.3 * group[i]));
            labels[i] = random.nextDouble() < chance ? 1 : 0;
        }
        return new ScoredRows(groups(GROUPS), group, scores, labels);
    }

    private static List<ScoredRows.Group> groups(int count) {
        return IntStream.range(0, count)
                .mapToObj(g -> new ScoredRows.Group("" + g, List.of(Condition.in("group", List.of("" + g)))))
                .toList();
    }

    private static void quality(String data, String python, String splits) throws Exception {
        Path folder = Files.createTempDirectory("thresholds");
        run(python, "quality", data, folder.toString(), splits);
        for (String name : List.of("adult", "compas")) {
            Table table = CsvReader.read(folder.resolve(name + ".csv"));
            int n = table.rows();
            ByteBuffer orders = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".splits")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int split = 0; split < Integer.parseInt(splits); split++) {
                int[] order = new int[n];
                for (int i = 0; i < n; i++) order[i] = orders.getInt();
                split(
                        name,
                        split,
                        table.select(Arrays.copyOf(order, n / 2)),
                        table.select(Arrays.copyOfRange(order, n / 2, n)));
            }
        }
    }

    private static void split(String name, int split, Table fit, Table test) {
        double[] groups = numbers(fit, "group");
        int count = (int) Arrays.stream(groups).max().orElse(0) + 1;
        ScoredRows rows =
                new ScoredRows(groups(count), ints(groups), numbers(fit, "score"), ints(numbers(fit, "label")));
        GroupThresholds thresholds = GroupThresholds.of(rows, ForkJoinPool.commonPool());
        ThresholdPlan plan = ThresholdPlan.of(Criterion.TRUE_POSITIVE_RATE, TOLERANCE);
        report(name, split, "candor", thresholds.fit(plan).decider(), test);
        for (double tolerance : TIGHTER) {
            ThresholdPlan tighter = ThresholdPlan.of(Criterion.TRUE_POSITIVE_RATE, tolerance);
            report(
                    name,
                    split,
                    "candor at " + tolerance,
                    thresholds.fit(tighter).decider(),
                    test);
            report(
                    name,
                    split,
                    "candor without chance at " + tolerance,
                    thresholds.fit(tighter.withoutChance()).decider(),
                    test);
        }
        report(
                name,
                split,
                "candor without chance",
                thresholds.fit(plan.withoutChance()).decider(),
                test);
        RejectOption option = RejectOption.of(Set.of("0"), RejectOption.Difference.TRUE_POSITIVE_RATE, TOLERANCE);
        report(name, split, "reject option", option.fit(rows).decider(), test);
    }

    private static void report(String data, int split, String method, GroupDecider decider, Table test) {
        double[] scores = numbers(test, "score");
        int[] labels = ints(numbers(test, "label"));
        double[] groups = numbers(test, "group");
        double[] chances = decider.chances(new Scores(scores, scores.length, 1, Scores.Scale.PROBABILITY), test);
        double hits = 0;
        double[] selected = new double[(int) Arrays.stream(groups).max().orElse(0) + 1];
        double[] positives = new double[selected.length];
        for (int i = 0; i < chances.length; i++) {
            hits += labels[i] == 1 ? chances[i] : 1 - chances[i];
            positives[(int) groups[i]] += labels[i];
            selected[(int) groups[i]] += labels[i] * chances[i];
        }
        for (int g = 0; g < selected.length; g++) selected[g] /= positives[g];
        double gap = Arrays.stream(selected).max().orElse(0)
                - Arrays.stream(selected).min().orElse(0);
        System.out.printf(
                Locale.ROOT,
                "{\"data\": \"%s\", \"split\": %d, \"peer\": \"%s\", \"accuracy\": %.9f, \"tpr_gap\": %.9f}%n",
                data,
                split,
                method,
                hits / chances.length,
                gap);
    }

    private static double[] numbers(Table table, String column) {
        return ((NumericColumn) table.column(column)).values();
    }

    private static int[] ints(double[] values) {
        return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
    }

    private static void run(String python, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python, PEER.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(System.out::println);
        }
        if (process.waitFor() != 0) throw new IOException("the peers ended with " + process.exitValue());
    }
}
