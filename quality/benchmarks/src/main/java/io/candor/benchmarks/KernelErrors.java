package io.candor.benchmarks;

import io.candor.core.data.Table;
import io.candor.core.model.TreeEnsemble;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.shapley.ShapleyExplainer;
import io.candor.explain.shapley.ShapleyMethod;
import io.candor.explain.tree.ShapValues;
import io.candor.explain.tree.TreeShap;
import io.candor.io.CsvReader;
import io.candor.io.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Mean squared errors of Shapley values that are estimated from some coalitions, beside shap's KernelExplainer without a penalty: the peer's
 * script trains XGBoost (100 trees of depth 6) on a table and leaves its estimates against 50 background rows; the same rows are estimated
 * here with as many coalitions and seeds. The truth is the game's own: interventional TreeSHAP, which tests hold to all coalitions.
 *
 * <p>{@code KernelErrors FILE LABEL FOLDER ROWS SEEDS [--peer PYTHON]}: without a peer the folder is one that an earlier run made. The
 * Gaussian process takes seconds for a row with 2,076 coalitions, so there it has one seed. Run it from the source tree's root.
 */
public final class KernelErrors {
    private static final String SCRIPT = "quality/benchmarks/peers/kernel_shap.py";
    private static final int[] BUDGETS = {200, 500, 2076};
    private static final int SLOW = 1000;

    private KernelErrors() {}

    /** See the class comment. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 5 && !(args.length == 7 && args[5].equals("--peer"))) {
            throw new IllegalArgumentException("KernelErrors FILE LABEL FOLDER ROWS SEEDS [--peer PYTHON]");
        }
        if (args.length == 7) {
            Process peer = new ProcessBuilder(args[6], SCRIPT, args[0], args[1], args[2], args[3], args[4])
                    .inheritIO()
                    .start();
            if (peer.waitFor() != 0) throw new IllegalStateException("failed: " + SCRIPT);
        }
        Path folder = Path.of(args[2]);
        int seeds = Integer.parseInt(args[4]);
        TreeEnsemble model =
                (TreeEnsemble) Models.load(folder.resolve("kernel.json")).model();
        Table rows = CsvReader.read(folder.resolve("explained.csv"));
        Table background = CsvReader.read(folder.resolve("background.csv"));
        ShapValues truth = TreeShap.interventional(model, background).values(rows, ForkJoinPool.commonPool());
        BlackBox box = new BlackBox(model, true, ForkJoinPool.commonPool());
        System.out.println("| coalitions | shap | permutation-shap | kernel-shap | leverage-shap | gaussian-shap |");
        for (int budget : BUDGETS) {
            List<Double> errors = new ArrayList<>();
            double peer = 0;
            for (int seed = 0; seed < seeds; seed++) peer += kept(folder, budget, seed, truth) / seeds;
            errors.add(peer);
            for (ShapleyMethod method : List.of(
                    ShapleyMethod.PERMUTATION, ShapleyMethod.KERNEL, ShapleyMethod.LEVERAGE, ShapleyMethod.GAUSSIAN)) {
                int own = method == ShapleyMethod.GAUSSIAN && budget > SLOW ? 1 : seeds;
                double sum = 0;
                for (int seed = 0; seed < own; seed++) {
                    sum += error(new ShapleyExplainer(box, background, method, budget, seed), rows, truth) / own;
                }
                errors.add(sum);
            }
            StringBuilder line = new StringBuilder("| " + budget + " |");
            for (double error : errors) line.append(String.format(Locale.ROOT, " %.1e (%.3f) |", error, error / peer));
            System.out.println(line);
        }
    }

    private static double error(ShapleyExplainer explainer, Table rows, ShapValues truth) {
        double sum = 0;
        for (ShapleyExplainer.Row row :
                explainer.of(rows, IntStream.range(0, rows.rows()).toArray())) {
            for (int j = 0; j < truth.inputs(); j++) {
                double apart = row.values().values()[j][0] - truth.get(row.row(), j, 0);
                sum += apart * apart / truth.inputs() / rows.rows();
            }
        }
        return sum;
    }

    private static double kept(Path folder, int budget, int seed, ShapValues truth) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("kernel-" + budget + "-" + seed + ".csv"));
        double sum = 0;
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",");
            for (int j = 0; j < cells.length; j++) {
                double apart = Double.parseDouble(cells[j]) - truth.get(i, j, 0);
                sum += apart * apart / cells.length / lines.size();
            }
        }
        return sum;
    }
}
