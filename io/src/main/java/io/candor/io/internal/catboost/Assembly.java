package io.candor.io.internal.catboost;

import io.candor.core.json.Json;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.TreeBuffer;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a model of a CatBoost file: oblivious trees, which ask one question at each depth, are written out from the last one down,
 * the order in which CatBoost's own Shapley values walk them; others as they stand. The scale is multiplied into the leaves.
 * Softmax of two classes becomes one log-odds, that of the second.
 */
final class Assembly {
    private static final int DEEPEST = 24;

    private final Json.Obj model;
    private final Features features;
    private final Objective objective;
    private final double scale;
    private final double[] bias;
    private final int outputs; // of the file
    private final boolean two;
    private final TreeBuffer buffer;

    Assembly(Json.Obj model) {
        this.model = model;
        List<Json> scaleAndBias = model.array("scale_and_bias");
        if (scaleAndBias.size() != 2) throw new IllegalArgumentException("scale and bias are two");
        this.scale = Parts.number(scaleAndBias.get(0));
        this.bias = ((Json.Arr) scaleAndBias.get(1))
                .items().stream().mapToDouble(Parts::number).toArray();
        this.outputs = bias.length;
        this.objective = Objective.of(model, outputs);
        this.features = new Features(model);
        this.two = outputs == 2 && objective.link() == Link.SOFTMAX;
        this.buffer = new TreeBuffer(two ? 1 : outputs);
    }

    /** @throws IllegalArgumentException if the parts don't fit together */
    TreeEnsemble model() {
        int of = outputs == 1 || two ? 0 : -1;
        for (Json tree : Parts.list(model, "oblivious_trees")) oblivious((Json.Obj) tree, of);
        for (Json tree : Parts.list(model, "trees")) other((Json.Obj) tree, of);
        int classes = objective.classes().size();
        Task task = classes == 0 ? Task.REGRESSION : of < 0 ? Task.MULTICLASS : Task.BINARY;
        return new TreeEnsemble(
                task,
                "target",
                features.inputs,
                objective.classes(),
                two ? Link.LOGIT : objective.link(),
                two ? new double[] {bias[1] - bias[0]} : bias,
                buffer.trees(Trees.Comparison.LESS_OR_EQUAL, Trees.Precision.FLOAT),
                false);
    }

    private void oblivious(Json.Obj tree, int of) {
        List<Question> questions = new ArrayList<>();
        for (Json split : Parts.list(tree, "splits")) questions.add(new Question((Json.Obj) split, features));
        int depth = questions.size();
        List<Json> values = tree.array("leaf_values");
        List<Json> weights = Parts.list(tree, "leaf_weights");
        if (depth > DEEPEST
                || values.size() != (long) outputs << depth
                || !weights.isEmpty() && weights.size() != 1 << depth) {
            throw new IllegalArgumentException("a tree has not one leaf for each answer");
        }
        buffer.tree(of);
        int root = buffer.node();
        int nodes = (2 << depth) - 1;
        for (int i = 1; i < nodes; i++) buffer.node();
        int first = (1 << depth) - 1; // leaf, in the order of a heap
        double[] cover = new double[nodes];
        for (int i = nodes - 1; i >= 0; i--) {
            if (i >= first) {
                int leaf = i - first; // the last question is the highest bit of CatBoost's index: the root
                cover[i] = weights.isEmpty() ? Double.NaN : Parts.number(weights.get(leaf));
                leaf(root + i, values, leaf);
            } else {
                cover[i] = cover[2 * i + 1] + cover[2 * i + 2];
                int asked = depth - 1 - (31 - Integer.numberOfLeadingZeros(i + 1));
                questions.get(asked).write(buffer, root + i, features.inputs, root + 2 * i + 1, root + 2 * i + 2);
            }
            buffer.cover(root + i, cover[i]);
        }
    }

    /** Level by level. A value is one number, or a list of one per output. */
    private void other(Json.Obj tree, int of) {
        buffer.tree(of);
        int root = buffer.node();
        List<Json.Obj> nodes = new ArrayList<>(List.of(tree));
        List<int[]> children = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            Json.Obj node = nodes.get(n);
            Json split = node.get("split");
            if (split == null) {
                Json value = node.need("value");
                leaf(root + n, value instanceof Json.Arr list ? list.items() : List.of(value), 0);
                children.add(new int[0]);
                continue;
            }
            int child = buffer.node();
            buffer.node();
            children.add(new int[] {child - root, child + 1 - root});
            nodes.add(node.object("left"));
            nodes.add(node.object("right"));
            new Question((Json.Obj) split, features).write(buffer, root + n, features.inputs, child, child + 1);
        }
        double[] cover = new double[nodes.size()];
        for (int n = cover.length - 1; n >= 0; n--) {
            int[] below = children.get(n);
            if (below.length > 0) cover[n] = cover[below[0]] + cover[below[1]];
            else
                cover[n] = nodes.get(n).get("weight") == null
                        ? Double.NaN
                        : nodes.get(n).number("weight");
            buffer.cover(root + n, cover[n]);
        }
    }

    private void leaf(int node, List<Json> values, int leaf) {
        if (values.size() < (leaf + 1) * outputs) throw new IllegalArgumentException("a leaf has too few values");
        int at = leaf * outputs;
        if (two) {
            buffer.leaf(node, 0, scale * (Parts.number(values.get(at + 1)) - Parts.number(values.get(at))));
            return;
        }
        for (int k = 0; k < outputs; k++) buffer.leaf(node, k, scale * Parts.number(values.get(at + k)));
    }
}
