package io.candor.benchmarks;

import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.TreeEnsemble;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import io.candor.explain.effect.EffectEvidence;
import io.candor.explain.tree.ShapInteractions;
import io.candor.explain.tree.ShapValues;
import io.candor.explain.tree.TreeRowExplainer;
import io.candor.explain.tree.TreeShap;
import io.candor.io.CsvReader;
import io.candor.io.JsonText;
import io.candor.io.Models;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Shapley values of boosted trees beside XGBoost's own, shap's C code and woodelf, in one run: the peer's script trains the models on a table,
 * times its sides and leaves values, then our side explains the same rows. Also one row at a time, and effects of all inputs.
 *
 * <p>{@code ShapTrees FILE LABEL FOLDER [--peer PYTHON]}: without a peer the folder is one that an earlier run made. Our times are of the
 * first call and of the best of the next three. Run it from the source tree's root.
 */
public final class ShapTrees {
    private static final String SCRIPT = "quality/benchmarks/peers/tree_shap.py";
    private static final ForkJoinPool POOL = ForkJoinPool.commonPool();
    private static final int BACKGROUND = 30_000;

    private final Path folder;
    private final Table rows;
    private final List<Json.Obj> peers;

    private ShapTrees(Path folder, List<Json.Obj> peers) {
        this.folder = folder;
        this.rows = CsvReader.read(folder.resolve("rows.csv"));
        this.peers = peers;
    }

    /** See the class comment. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 3 && !(args.length == 5 && args[3].equals("--peer"))) {
            throw new IllegalArgumentException("ShapTrees FILE LABEL FOLDER [--peer PYTHON]");
        }
        List<Json.Obj> peers = args.length == 5 ? peer(args) : List.of();
        new ShapTrees(Path.of(args[2]), peers).all();
    }

    private static List<Json.Obj> peer(String[] args) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(args[4], SCRIPT, args[0], args[1], args[2])
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Json.Obj> found = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line);
                found.add((Json.Obj) JsonText.parse(line, SCRIPT));
            }
        }
        if (process.waitFor() != 0) throw new IllegalStateException("failed: " + SCRIPT);
        return found;
    }

    private void all() {
        Table first = first(10_000);
        values("values-500x8-10000", () -> TreeShap.pathDependent(model(500, 8)).values(first, POOL));
        interactions(
                "interactions-500x8-100",
                () -> TreeShap.pathDependent(model(500, 8)).interactions(first(100), POOL));
        interactions(
                "interactions-100x6-1000",
                () -> TreeShap.pathDependent(model(100, 6)).interactions(first(1000), POOL));
        Table behind = last(BACKGROUND);
        Table many = first(BACKGROUND);
        values(
                "background-100x6-30000",
                () -> TreeShap.interventional(model(100, 6), behind).values(many, POOL));
        interactions(
                "background-interactions-100x6-30000",
                () -> TreeShap.interventional(model(100, 6), behind).interactions(many, POOL));
        Table few = last(1000);
        values(
                "background-100x6-100",
                () -> TreeShap.interventional(model(100, 6), few).values(first(100), POOL));
        single();
        effects();
    }

    private TreeEnsemble model(int trees, int depth) {
        return (TreeEnsemble)
                Models.load(folder.resolve(trees + "x" + depth + ".json")).model();
    }

    private Table first(int n) {
        return rows.select(IntStream.range(0, n).toArray());
    }

    private Table last(int n) {
        return rows.select(IntStream.range(rows.rows() - n, rows.rows()).toArray());
    }

    private void values(String name, Supplier<ShapValues> work) {
        ShapValues values = timed(name, work);
        double[][] expected = kept(name);
        double apart = 0;
        for (int c = 0; c < expected.length; c++) {
            for (int i = 0; i < expected[c].length; i++) {
                apart = Math.max(apart, Math.abs(values.columns()[c][i] - expected[c][i]));
            }
        }
        if (expected.length > 0)
            System.out.printf(Locale.ROOT, "  largest difference from shap's C code %.1e%n", apart);
    }

    private void interactions(String name, Supplier<ShapInteractions> work) {
        ShapInteractions found = timed(name, work);
        double[][] expected = kept(name);
        int n = found.values().inputs();
        double apart = 0;
        for (int c = 0; c < expected.length; c++) {
            for (int i = 0; i < expected[c].length; i++) {
                apart = Math.max(apart, Math.abs(found.get(i, c / n, c % n, 0) - expected[c][i]));
            }
        }
        if (expected.length > 0)
            System.out.printf(Locale.ROOT, "  largest difference from shap's C code %.1e%n", apart);
    }

    /** By column, then row; empty if the peer left nothing. */
    private double[][] kept(String name) {
        Path file = folder.resolve(name + ".csv");
        if (!Files.exists(file)) return new double[0][];
        try {
            List<String> lines = Files.readAllLines(file);
            double[][] columns = new double[lines.get(0).split(",").length][lines.size()];
            for (int i = 0; i < lines.size(); i++) {
                String[] cells = lines.get(i).split(",");
                for (int c = 0; c < cells.length; c++) columns[c][i] = Double.parseDouble(cells[c]);
            }
            return columns;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T timed(String name, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        double cold = (System.nanoTime() - start) / 1e9;
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3; i++) {
            start = System.nanoTime();
            result = work.get();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        System.out.printf(Locale.ROOT, "%s: first %.3f s, then %.3f s", name, cold, best);
        for (Json.Obj peer : peers) {
            if (!peer.text("case").equals(name)) continue;
            double seconds = peer.number("s");
            System.out.printf(
                    Locale.ROOT,
                    "; %s %.3f s (%.1f, %.1f)",
                    peer.text("peer"),
                    seconds,
                    cold / seconds,
                    best / seconds);
        }
        System.out.println();
        return result;
    }

    private void single() {
        TreeRowExplainer explainer = new TreeRowExplainer(model(500, 6));
        double[][] encoded = new double[1000][rows.columns().size()];
        for (int j = 0; j < encoded[0].length; j++) {
            double[] column = ((NumericColumn) rows.columns().get(j)).values();
            for (int i = 0; i < encoded.length; i++) encoded[i][j] = column[i];
        }
        double[] values = new double[explainer.inputs()];
        double sum = 0;
        for (int round = 0; round < 4; round++) {
            long start = System.nanoTime();
            for (double[] row : encoded) {
                explainer.explain(row, values);
                sum += values[0];
            }
            double each = (System.nanoTime() - start) / 1e3 / encoded.length;
            if (round == 3) System.out.printf(Locale.ROOT, "one row, 500x6: %.0f µs (checksum %.6f)%n", each, sum);
        }
    }

    private void effects() {
        int n = 100_000;
        Table many = rows.select(IntStream.range(0, n).map(i -> i % rows.rows()).toArray());
        TreeEnsemble model = model(500, 6);
        InputRows inputs = InputRows.of(model.inputs(), many);
        EffectEvidence effects = new EffectEvidence(new BlackBox(model, false, POOL), inputs, List.of());
        List<Integer> all = IntStream.range(0, model.inputs().size()).boxed().toList();
        System.out.println(
                "effects of " + model.inputs().stream().map(Input::name).toList());
        timed("pdp-500x6-100000", () -> effects.partialDependence(all, 0));
        timed("ale-500x6-100000", () -> effects.accumulated(all));
    }
}
