package io.candor.explain;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.List;

/** A single decision tree, node by node, as evidence {@code explain.tree} v1: what it asks, and what it says there. */
public final class TreeStructure {
    private final TreeEnsemble model;
    private final ModelOutputs outputs;

    /** @throws IllegalArgumentException for an ensemble of several trees */
    public TreeStructure(TreeEnsemble model) {
        if (model.trees().count() != 1) throw new IllegalArgumentException("one tree");
        this.model = model;
        this.outputs = ModelOutputs.ofPrediction(model);
    }

    /** @param subjects digest of the model */
    public Evidence evidence(List<Subject> subjects) {
        Trees trees = model.trees();
        double[] means = NodeMeans.of(model);
        int[] depths = new int[trees.feature().length];
        List<Json> nodes = new ArrayList<>();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < depths.length; i++) {
            Json.Builder node =
                    Json.object().put("id", i).put("depth", depths[i]).put("weight", trees.cover()[i]);
            node.put("prediction", prediction(means, i));
            if (!trees.isLeaf(i)) {
                depths[trees.left()[i]] = depths[i] + 1;
                depths[trees.right()[i]] = depths[i] + 1;
                question(node, i);
            }
            nodes.add(node.build());
            least = Math.min(least, (long) Math.min(trees.cover()[i], 1e15));
        }
        Json.Obj result = Json.object()
                .put("output", outputs.scale())
                .put("outputs", Json.texts(outputs.names()))
                .put("nodes", Json.array(nodes))
                .build();
        return new Evidence(
                "explain.tree",
                1,
                subjects,
                new Evidence.Method("decision tree", 1, "Breiman et al. 1984"),
                Json.object().build(),
                result,
                List.of(
                        "Another sample of rows often gives another tree that does as well.",
                        "Predictions of nodes are means of training rows; on new rows they are less extreme."),
                Disclosure.aggregate(Math.max(1, least)));
    }

    private Json prediction(double[] means, int node) {
        double[] values = new double[outputs.count()];
        for (int k = 0; k < values.length; k++) values[k] = model.base()[k] + means[node * values.length + k];
        model.link().invert(values, 0, values.length);
        Json.Builder json = Json.object();
        for (int k = 0; k < values.length; k++) json.put(outputs.names().get(k), values[k]);
        return json.build();
    }

    private void question(Json.Builder node, int i) {
        Trees trees = model.trees();
        Input input = model.inputs().get(trees.feature()[i]);
        node.put("feature", input.name());
        if (trees.set()[i] >= 0) node.put("levels", Json.texts(Conditions.levels(trees, input, i)));
        else node.put("threshold", trees.threshold()[i]);
        node.put("condition", Conditions.branch(trees, model.inputs(), i, true))
                .put("otherwise", Conditions.branch(trees, model.inputs(), i, false))
                .put("missing", trees.missingLeft()[i] ? "left" : "right")
                .put("left", trees.left()[i])
                .put("right", trees.right()[i]);
    }
}
