package io.candor.explain;

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
import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How trees came to a score, step by step: from the mean of all training rows at the root, each question on the way to the
 * leaf moves the mean, and the move counts for the input that was asked (Saabas, "Interpreting random forests", 2014). Of a
 * single tree this is its own reasoning, exactly. Of several, questions near the root get less than their due; Shapley
 * values share more evenly.
 */
public final class PathContributions {
    private final TreeEnsemble model;
    private final ModelOutputs outputs;
    private final double[] means;

    /** @throws CandorException {@code CND-E005} if the covers are not known */
    public PathContributions(TreeEnsemble model) {
        this.model = model;
        this.outputs = ModelOutputs.ofTrees(model);
        this.means = NodeMeans.of(model);
    }

    /**
     * One explained prediction.
     *
     * @param row index in the table
     * @param predictions per output
     * @param values per input, then output
     * @param residuals per output, explained score − base value − Σ values: rounding
     * @param path conditions that held, of a single tree from the root on; empty for several trees
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Row(int row, double[] predictions, double[][] values, double[] residuals, List<String> path) {}

    /** Per output, the mean score of the training rows. */
    public double[] baseValue() {
        int n = outputs.count();
        double[] base = new double[n];
        for (int k = 0; k < n; k++) {
            ExactSum sum = new ExactSum();
            for (int root : model.trees().roots()) sum.add(means[root * n + k]);
            base[k] = model.base()[k] + sum.value() / divisor();
        }
        return base;
    }

    private double divisor() {
        return model.averaged() ? Math.max(1, model.trees().count()) : 1;
    }

    /**
     * Explains some rows.
     *
     * @throws CandorException {@code CND-E003} if there is no such row
     */
    public List<Row> of(Table table, int[] rows) {
        ExplainedRows.check(table, rows);
        RowEncoder encoder = new RowEncoder(model.inputs(), table.select(rows));
        double[] encoded = new double[model.inputs().size()];
        double[] base = baseValue();
        List<Row> explained = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            encoder.encode(i, encoded);
            explained.add(explain(rows[i], encoded, base));
        }
        return explained;
    }

    private Row explain(int row, double[] encoded, double[] base) {
        Trees trees = model.trees();
        int n = outputs.count();
        ExactSum[][] moves = new ExactSum[encoded.length][n];
        for (ExactSum[] perOutput : moves) Arrays.setAll(perOutput, k -> new ExactSum());
        List<String> path = new ArrayList<>();
        for (int t = 0; t < trees.count(); t++) {
            int node = trees.roots()[t];
            while (!trees.isLeaf(node)) {
                int next = trees.next(node, encoded);
                for (int k = 0; k < n; k++) {
                    moves[trees.feature()[node]][k].add(means[next * n + k] / divisor());
                    moves[trees.feature()[node]][k].add(-means[node * n + k] / divisor());
                }
                if (trees.count() == 1) path.add(held(node, next, encoded));
                node = next;
            }
        }
        double[] scores = new double[n];
        double[][] values = new double[encoded.length][n];
        double[] residuals = new double[n];
        for (int k = 0; k < n; k++) {
            scores[k] = model.additiveScore(encoded, k);
            ExactSum rest = new ExactSum();
            rest.add(scores[k]);
            rest.add(-base[k]);
            for (int j = 0; j < values.length; j++) {
                values[j][k] = moves[j][k].value();
                rest.add(-values[j][k]);
            }
            residuals[k] = rest.value();
        }
        model.link().invert(scores, 0, n);
        return new Row(row, scores, values, residuals, path);
    }

    private String held(int node, int next, double[] encoded) {
        int feature = model.trees().feature()[node];
        if (Double.isNaN(encoded[feature])) return model.inputs().get(feature).name() + " missing";
        return Conditions.branch(
                model.trees(), model.inputs(), node, next == model.trees().left()[node]);
    }

    /**
     * Explains some rows as evidence {@code explain.contributions} v1; of a single tree each row has its {@code path}.
     *
     * @param subjects digests of the model and of the data
     * @throws CandorException {@code CND-E003} if there is no such row
     */
    public Evidence evidence(Table table, int[] rows, List<Subject> subjects) {
        List<String> names = model.inputs().stream().map(Input::name).toList();
        List<Json> explained = new ArrayList<>();
        for (Row row : of(table, rows)) {
            Json.Builder json = Json.object()
                    .put("row", row.row())
                    .put("prediction", outputs.numbers(row.predictions()))
                    .put(
                            "values",
                            Json.array(Arrays.stream(row.values())
                                    .map(outputs::numbers)
                                    .toList()))
                    .put("residual", outputs.numbers(row.residuals()))
                    .put("data", Cells.of(table, names, row.row()));
            if (model.trees().count() == 1) json.put("path", Json.texts(row.path()));
            explained.add(json.build());
        }
        Json.Obj result = Json.object()
                .put("method", "path contributions")
                .put("output", outputs.scale())
                .put("outputs", Json.texts(outputs.names()))
                .put("baseValue", outputs.numbers(baseValue()))
                .put("features", Json.texts(names))
                .put("rows", Json.array(explained))
                .build();
        return new Evidence(
                "explain.contributions",
                1,
                subjects,
                new Evidence.Method("path contributions", 1, "Saabas 2014"),
                Json.object().build(),
                result,
                List.of(
                        "Says how the model came to its score, not what would happen to a person whose values changed.",
                        "What a question moves depends on the questions before it."),
                Disclosure.rows());
    }
}
