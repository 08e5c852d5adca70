package io.candor.explain.attribution;

import io.candor.core.data.Table;
import io.candor.core.model.Additive;
import io.candor.core.model.Model;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.TreeEnsemble;
import io.candor.explain.AdditiveRowExplainer;
import io.candor.explain.ModelOutputs;
import io.candor.explain.tree.Covers;
import io.candor.explain.tree.ShapInteractions;
import io.candor.explain.tree.ShapValues;
import io.candor.explain.tree.TreeShap;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Values of rows, and how strong inputs act in pairs.
 *
 * @param method for people
 * @param counted whether rows were counted at the nodes of trees that do not say how many of their training reached them
 * @param outputs what is explained
 * @param base per output
 * @param values by input × outputs + output, then row
 * @param pairs by input, then input: the mean size of what both do together, over rows and outputs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Attributions(
        String method, boolean counted, ModelOutputs outputs, double[] base, double[][] values, double[][] pairs) {
    /** Rows of which interactions are computed: they cost more, and only their order is wanted. */
    private static final int PAIRED = 50;

    /** Of rows that are themselves counted where trees have no covers. */
    public static Optional<Attributions> of(Model model, Table rows, ForkJoinPool pool) {
        return of(model, rows, rows, pool);
    }

    /**
     * Empty for a model that is neither additive nor made of trees.
     *
     * @param reference rows that stand for those of the training where trees do not say how many of these reached their nodes
     */
    public static Optional<Attributions> of(Model model, Table rows, Table reference, ForkJoinPool pool) {
        if (model instanceof Additive additive) return Optional.of(additive(additive, rows, pool));
        if (model instanceof TreeEnsemble trees) {
            boolean known = Covers.known(trees);
            return Optional.of(trees(known ? trees : Covers.counted(trees, reference, pool), !known, rows, pool));
        }
        return Optional.empty();
    }

    private static Attributions additive(Additive model, Table rows, ForkJoinPool pool) {
        AdditiveRowExplainer explainer = new AdditiveRowExplainer(model);
        RowEncoder encoder = new RowEncoder(model.inputs(), rows);
        int inputs = model.inputs().size();
        int n = rows.rows();
        double[][] values = new double[inputs * model.outputs()][n];
        pool.submit(() -> IntStream.range(0, n).parallel().forEach(i -> {
                    double[] row = new double[inputs];
                    double[] own = new double[values.length];
                    encoder.encode(i, row);
                    explainer.explain(row, own);
                    for (int v = 0; v < own.length; v++) values[v][i] = own[v];
                }))
                .join();
        double[][] pairs = new double[inputs][inputs];
        double[] row = new double[inputs];
        for (int i = 0; i < Math.min(n, PAIRED); i++) {
            encoder.encode(i, row);
            for (int t = 0; t < model.termCount(); t++) add(pairs, model, t, row, Math.min(n, PAIRED));
        }
        return new Attributions(
                "additive contributions",
                false,
                ModelOutputs.of(model),
                model.intercept().clone(),
                values,
                pairs);
    }

    private static void add(double[][] pairs, Additive model, int term, double[] row, int rows) {
        int[] inputs = model.termInputs(term);
        if (inputs.length < 2) return;
        double size = 0;
        for (int k = 0; k < model.outputs(); k++) size += Math.abs(model.contribution(term, row, k));
        for (int a : inputs) for (int b : inputs) if (a != b) pairs[a][b] += size / model.outputs() / rows;
    }

    private static Attributions trees(TreeEnsemble model, boolean counted, Table rows, ForkJoinPool pool) {
        TreeShap shap = TreeShap.pathDependent(model);
        ShapValues values = shap.values(rows, pool);
        int few = Math.min(rows.rows(), PAIRED);
        ShapInteractions found =
                shap.interactions(rows.select(IntStream.range(0, few).toArray()), pool);
        int inputs = values.inputs();
        double[][] pairs = new double[inputs][inputs];
        for (int a = 0; a < inputs; a++) {
            for (int b = 0; b < inputs; b++) {
                if (a == b) continue;
                for (int i = 0; i < few; i++) {
                    for (int k = 0; k < values.outputs(); k++) {
                        pairs[a][b] += Math.abs(found.get(i, a, b, k)) / few / values.outputs();
                    }
                }
            }
        }
        return new Attributions(
                "tree-shap", counted, ModelOutputs.ofTrees(model), values.base(), values.columns(), pairs);
    }
}
