package io.candor.explain.tree;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.math.ExactSum;
import io.candor.core.model.Input;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.TreeEnsemble;
import io.candor.explain.AdditiveImportance;
import io.candor.explain.Cells;
import io.candor.explain.ExplainedRows;
import io.candor.explain.ModelOutputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Shapley values of trees as evidence: of single predictions, and their mean size over rows. What is explained is the score before
 * the link.
 */
public final class TreeShapEvidence {
    private final TreeEnsemble model;
    private final @Nullable Table background;
    private final TreeShap shap;
    private final ModelOutputs outputs;
    private final ForkJoinPool pool;
    private final int counted; // rows that covers were counted on; 0 if the model says them

    /**
     * @param background rows that absent inputs are taken from; null for path-dependent values
     * @throws CandorException what {@link TreeShap#pathDependent} or {@link TreeShap#interventional} throws
     */
    public TreeShapEvidence(TreeEnsemble model, @Nullable Table background, ForkJoinPool pool) {
        this(model, background, 0, pool);
    }

    private TreeShapEvidence(TreeEnsemble model, @Nullable Table background, int counted, ForkJoinPool pool) {
        this.model = model;
        this.counted = counted;
        this.background = background;
        this.shap = background == null ? TreeShap.pathDependent(model) : TreeShap.interventional(model, background);
        this.outputs = ModelOutputs.ofTrees(model);
        this.pool = pool;
    }

    /**
     * Path-dependent values of a model that does not say how its training rows went: some other rows stand for them.
     *
     * @throws CandorException {@code CND-E006}, {@code CND-E007}; {@code CND-E002} without rows
     */
    public static TreeShapEvidence counted(TreeEnsemble model, Table rows, ForkJoinPool pool) {
        ExplainedRows.checkSome(rows);
        return new TreeShapEvidence(Covers.counted(model, rows, pool), null, rows.rows(), pool);
    }

    /**
     * Why some rows were scored as they were: {@code explain.contributions} v1.
     *
     * @param rows indices into the table
     * @param interactions whether each row also has the matrix of interactions, which adds up to its values row by row
     * @param subjects digests of the model and of the data
     * @throws CandorException {@code CND-E003} if there is no such row
     */
    public Evidence contributions(Table table, int[] rows, boolean interactions, List<Subject> subjects) {
        ExplainedRows.check(table, rows);
        Table picked = table.select(rows);
        ShapInteractions found = interactions
                ? shap.interactions(picked, pool)
                : new ShapInteractions(shap.values(picked, pool), new double[0][]);
        List<String> names = model.inputs().stream().map(Input::name).toList();
        RowEncoder encoder = new RowEncoder(model.inputs(), picked);
        double[] encoded = new double[names.size()];
        List<Json> explained = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            encoder.encode(i, encoded);
            Json.Builder json =
                    row(found.values(), i, encoded).put("row", rows[i]).put("data", Cells.of(table, names, rows[i]));
            if (interactions) json.put("interactions", matrix(found, i));
            explained.add(json.build());
        }
        Json.Builder result = Json.object()
                .put("method", "tree-shap")
                .put("output", outputs.scale())
                .put("outputs", Json.texts(outputs.names()))
                .put("baseValue", outputs.numbers(found.values().base()))
                .put("features", Json.texts(names))
                .put("rows", Json.array(explained));
        if (background != null) result.put("sampleSize", background.rows());
        return new Evidence(
                "explain.contributions",
                1,
                subjects,
                new Evidence.Method("Shapley values of trees", 1, "Lundberg et al. 2020"),
                parameters().put("interactions", interactions).build(),
                result.build(),
                limits(),
                Disclosure.rows());
    }

    private Json.Builder row(ShapValues values, int i, double[] encoded) {
        int n = outputs.count();
        double[] scores = new double[n];
        double[] residuals = new double[n];
        List<Json> perInput = new ArrayList<>();
        for (int j = 0; j < encoded.length; j++) {
            double[] own = new double[n];
            for (int k = 0; k < n; k++) own[k] = values.get(i, j, k);
            perInput.add(outputs.numbers(own));
        }
        for (int k = 0; k < n; k++) {
            scores[k] = model.additiveScore(encoded, k);
            ExactSum rest = new ExactSum();
            rest.add(scores[k]);
            rest.add(-values.base()[k]);
            for (int j = 0; j < encoded.length; j++) rest.add(-values.get(i, j, k));
            residuals[k] = rest.value();
        }
        model.link().invert(scores, 0, n);
        return Json.object()
                .put("prediction", outputs.numbers(scores))
                .put("values", Json.array(perInput))
                .put("residual", outputs.numbers(residuals));
    }

    private Json matrix(ShapInteractions found, int row) {
        int n = model.inputs().size();
        List<Json> lines = new ArrayList<>();
        for (int a = 0; a < n; a++) {
            List<Json> line = new ArrayList<>();
            for (int b = 0; b < n; b++) {
                double[] own = new double[outputs.count()];
                for (int k = 0; k < own.length; k++) own[k] = found.get(row, a, b, k);
                line.add(outputs.numbers(own));
            }
            lines.add(Json.array(line));
        }
        return Json.array(lines);
    }

    /**
     * What matters on some rows, most important first, ties by name: the mean of |value|, of several outputs their mean, with its
     * normal interval. {@code explain.importance} v1.
     *
     * @param subjects digests of the model and of the data
     * @throws CandorException {@code CND-E002} without rows
     */
    public Evidence importance(Table table, List<Subject> subjects) {
        ExplainedRows.checkSome(table);
        ShapValues values = shap.values(table, pool);
        List<AdditiveImportance.Importance> found = new ArrayList<>();
        for (int j = 0; j < model.inputs().size(); j++) {
            double[] sizes = new double[table.rows()];
            for (int k = 0; k < values.outputs(); k++) {
                for (int i = 0; i < sizes.length; i++) sizes[i] += Math.abs(values.get(i, j, k)) / values.outputs();
            }
            found.add(AdditiveImportance.mean(model.inputs().get(j).name(), sizes, null));
        }
        found.sort(Comparator.comparingDouble((AdditiveImportance.Importance i) -> -i.value())
                .thenComparing(AdditiveImportance.Importance::name));
        List<Json> features = new ArrayList<>();
        for (AdditiveImportance.Importance i : found) {
            Json.Builder feature = Json.object().put("name", i.name()).put("importance", i.value());
            if (!Double.isNaN(i.low())) feature.put("low", i.low()).put("high", i.high());
            features.add(feature.build());
        }
        return new Evidence(
                "explain.importance",
                1,
                subjects,
                new Evidence.Method("mean absolute Shapley value", 1, "Lundberg et al. 2020; interval: Cochran 1977"),
                parameters()
                        .put("rows", table.rows())
                        .put("interval", "normal, of the mean")
                        .put("confidence", 0.95)
                        .build(),
                Json.object()
                        .put("method", "mean absolute Shapley value")
                        .put("output", outputs.scale())
                        .put("features", Json.array(features))
                        .build(),
                limits(),
                Disclosure.aggregate(table.rows()));
    }

    private Json.Builder parameters() {
        Json.Builder parameters =
                Json.object().put("value_function", background == null ? "path-dependent" : "interventional");
        if (counted > 0) parameters.put("covers", "counted").put("cover_rows", counted);
        return background == null ? parameters : parameters.put("background_rows", background.rows());
    }

    private List<String> limits() {
        String went = counted == 0
                ? "as the training rows went"
                : "as the rows of the data went (the model does not say how its training rows did)";
        String against = background == null
                ? "Inputs that are not told are averaged over " + went
                        + " through each tree, so an input that no tree asks for can't count, and one that stands in for another can."
                : "Inputs that are not told are taken from the background one without the other, so trees are asked about combinations that may not occur; another background gives other values.";
        return Arrays.asList(
                "Says how the model came to its score, not what would happen to a person whose values changed.",
                against);
    }
}
