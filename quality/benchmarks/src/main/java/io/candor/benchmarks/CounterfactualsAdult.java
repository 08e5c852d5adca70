package io.candor.benchmarks;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.counterfactual.Answer;
import io.candor.explain.counterfactual.Constraints;
import io.candor.explain.counterfactual.Counterfactual;
import io.candor.explain.counterfactual.CounterfactualSearch;
import io.candor.explain.counterfactual.Goal;
import io.candor.explain.counterfactual.Preferences;
import io.candor.io.CsvReader;
import io.candor.io.JsonText;
import io.candor.io.XgboostFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Counterfactuals of one XGBoost model for the same rows, beside dice-ml's genetic search: time, how many rows get any, how many of
 * those hold, touch a frozen input, how far they are and how many inputs they change. Distances are recomputed here for both
 * sides: sums of |change| / MAD over the training rows (range where the MAD is 0), 1 for another level.
 *
 * <p>{@code CounterfactualsAdult FILE LABEL PEER_PYTHON [QUERIES] [COUNT] [FROZEN]}, from the source tree's root. The peer trains the model and
 * picks the rows; its time is that of its searches, ours is from the first look at the data on, in a JVM that has done nothing yet.
 */
public final class CounterfactualsAdult {
    private static final String SCRIPT = "quality/benchmarks/peers/counterfactuals.py";
    private static final String FROZEN = "age,race,sex,native_country";

    private CounterfactualsAdult() {}

    /** See the class comment. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 3) throw new IllegalArgumentException("FILE LABEL PEER_PYTHON [QUERIES] [COUNT] [FROZEN]");
        String queries = args.length > 3 ? args[3] : "100";
        String count = args.length > 4 ? args[4] : "1";
        List<String> frozen = List.of((args.length > 5 ? args[5] : FROZEN).split(","));
        Path folder = Files.createTempDirectory("candor-counterfactuals");
        Json.Obj peer = peer(List.of(
                args[2], SCRIPT, args[0], args[1], String.join(",", frozen), queries, count, folder.toString()));
        Table all = CsvReader.read(Path.of(args[0]));
        Table train = all.select(
                IntStream.range(0, all.rows()).filter(i -> i % 5 != 0).toArray());
        Model model = model(folder, all, args[1]);
        int[] asked = Arrays.stream(((NumericColumn)
                                CsvReader.read(folder.resolve("queries.csv")).column("position"))
                        .values())
                .mapToInt(v -> (int) v)
                .toArray();
        Side ours = new Side("candor", all, train, model, frozen);
        Side theirs = new Side("dice-ml", all, train, model, frozen);
        long start = System.nanoTime();
        List<Answer> answers = new CounterfactualSearch(
                        new BlackBox(model, false, ForkJoinPool.commonPool()),
                        train,
                        Constraints.NONE.freeze(frozen),
                        Preferences.DEFAULT.count(Integer.parseInt(count)),
                        42,
                        Deadline.NEVER,
                        Progress.NONE)
                .of(all, asked, new Goal.Different(0.5));
        ours.seconds = (System.nanoTime() - start) / 1e9;
        long scored = 0;
        for (Answer answer : answers) {
            scored += answer.scored();
            for (Counterfactual way : answer.found()) ours.take(answer.row(), decoded(model, way.row()), 0);
        }
        theirs.seconds = peer.number("seconds");
        Table found = CsvReader.read(folder.resolve("found.csv"));
        for (int i = 0; i < found.rows(); i++) {
            int position = (int) ((NumericColumn) found.column("position")).get(i);
            theirs.take(position, found, i);
        }
        ours.print(asked.length);
        theirs.print(asked.length);
        System.out.printf(
                Locale.ROOT,
                "time, dice-ml / candor: %.1f; rows scored for a query: %d%n",
                theirs.seconds / ours.seconds,
                scored / asked.length);
    }

    private static Json.Obj peer(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IllegalStateException("failed: " + command);
        System.out.print("dice-ml: " + line);
        return (Json.Obj) JsonText.parse(line, "the peer");
    }

    /** As the peer trained it: levels are sorted, the rarer class is the positive one. */
    private static Model model(Path folder, Table all, String label) throws IOException {
        List<Input> inputs = new ArrayList<>();
        for (Column column : all.columns()) {
            if (column.name().equals(label)) continue;
            if (column instanceof NumericColumn) {
                inputs.add(Input.number(column.name()));
                continue;
            }
            TreeSet<String> levels = new TreeSet<>();
            for (int i = 0; i < column.size(); i++) levels.add(Objects.requireNonNull(column.text(i)));
            inputs.add(Input.category(column.name(), List.copyOf(levels)));
        }
        byte[] saved = Files.readAllBytes(folder.resolve("model.json"));
        return XgboostFile.read(saved, label, List.of("<=50K", ">50K"), inputs);
    }

    private static Table decoded(Model model, double[] row) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < row.length; j++) {
            Input input = model.inputs().get(j);
            columns.add(
                    input.kind() == Input.Kind.NUMBER
                            ? new NumericColumn(input.name(), new double[] {row[j]})
                            : new CategoricalColumn(input.name(), new int[] {(int) row[j]}, input.levels()));
        }
        return new Table(columns);
    }

    /** What one of them found. */
    private static final class Side {
        private final String name;
        private final List<String> frozen;
        private final Table all;
        private final Model model;
        private final List<Double> scales = new ArrayList<>();
        private final TreeSet<Integer> answered = new TreeSet<>();
        private double seconds;
        private int found;
        private int valid;
        private int touching;
        private double distance;
        private int changes;

        Side(String name, Table all, Table train, Model model, List<String> frozen) {
            this.frozen = frozen;
            this.name = name;
            this.all = all;
            this.model = model;
            for (Input input : model.inputs()) {
                boolean number = input.kind() == Input.Kind.NUMBER;
                scales.add(number ? scale(((NumericColumn) train.column(input.name())).values()) : 1);
            }
        }

        private static double scale(double[] values) {
            double[] sorted = Arrays.stream(values).sorted().toArray();
            double median = sorted[sorted.length / 2];
            double[] deviations = Arrays.stream(sorted)
                    .map(v -> Math.abs(v - median))
                    .sorted()
                    .toArray();
            double mad = deviations[deviations.length / 2];
            return mad > 0 ? mad : sorted[sorted.length - 1] - sorted[0];
        }

        void take(int position, Table changed, int at) {
            found++;
            if (model.score(changed.select(new int[] {at})).get(0, 0) >= 0.5) valid++;
            boolean touches = false;
            for (int j = 0; j < model.inputs().size(); j++) {
                String input = model.inputs().get(j).name();
                double part = part(j, all.column(input), position, changed.column(input), at);
                distance += part;
                if (part > 0) changes++;
                touches |= part > 0 && frozen.contains(input);
            }
            if (touches) touching++;
            answered.add(position);
        }

        private double part(int input, Column from, int row, Column to, int at) {
            if (from instanceof NumericColumn before && to instanceof NumericColumn after)
                return Math.abs(before.get(row) - after.get(at)) / scales.get(input);
            return Objects.equals(from.text(row), to.text(at)) ? 0 : 1;
        }

        void print(int asked) {
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %6.2f s, answered %d of %d, %d found: %d valid, %d touch a frozen input, mean distance %.3f, %.2f changes%n",
                    name,
                    seconds,
                    answered.size(),
                    asked,
                    found,
                    valid,
                    touching,
                    distance / found,
                    (double) changes / found);
        }
    }
}
