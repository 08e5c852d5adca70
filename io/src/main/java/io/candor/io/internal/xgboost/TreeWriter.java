package io.candor.io.internal.xgboost;

import io.candor.core.model.TreeBuffer;
import io.candor.core.model.Trees;

/**
 * Writes trees into flat arrays, node by node from the root, so that a child stands after its parent and nodes that were
 * deleted are left out. A set of categories that XGBoost sends to the right is sent to the left here, with sides changed, so
 * that an unseen level goes where XGBoost sends one that no split names. Used once.
 */
final class TreeWriter {
    private final Features features;
    private final int width;
    private final boolean difference; // of two outputs, the second minus the first

    private final TreeBuffer buffer;

    /** @param width numbers per leaf of the trees that are added */
    TreeWriter(Features features, int width, boolean difference) {
        this.features = features;
        this.width = difference ? 1 : width;
        this.difference = difference;
        this.buffer = new TreeBuffer(this.width);
    }

    /**
     * @param of the output that it adds to; −1 if to all
     * @param weight of its leaves
     */
    void add(RawTree tree, int of, float weight) {
        buffer.tree(difference ? 0 : of);
        int[] categories = tree.categoryIndex();
        boolean[] seen = new boolean[tree.nodes()];
        int[] from = new int[tree.nodes()]; // of the new nodes of this tree, the old ones
        int first = buffer.node();
        seen[0] = true;
        int count = 1;
        for (int n = 0; n < count; n++) {
            int old = from[n];
            int node = first + n;
            if (tree.hessian().length > 0) buffer.cover(node, tree.hessian()[old]);
            if (tree.left()[old] < 0) {
                leaf(tree, old, node, of, weight);
                continue;
            }
            for (int child : new int[] {tree.left()[old], tree.right()[old]}) {
                if (child < 0 || child >= seen.length || seen[child]) {
                    throw new IllegalArgumentException("a node has no child of its own");
                }
                seen[child] = true;
                from[count++] = child;
                buffer.node();
            }
            split(tree, old, node, first + count - 2, categories);
        }
    }

    private void split(RawTree tree, int old, int node, int child, int[] categories) {
        int f = tree.feature()[old];
        if (f < 0 || f >= features.inputs().size()) throw new IllegalArgumentException("a split asks no feature");
        boolean defaultLeft = tree.defaultLeft()[old] != 0;
        if (tree.byCategory(old)) {
            set(tree, categories[old], f, node, !defaultLeft);
            buffer.children(node, child + 1, child);
            return;
        }
        float threshold = tree.condition()[old];
        if (Float.isNaN(threshold)) throw new IllegalArgumentException("a threshold is not a number");
        buffer.number(node, f, Assembly.finite(threshold), defaultLeft);
        buffer.children(node, child, child + 1);
    }

    private void set(RawTree tree, int category, int f, int node, boolean missingLeft) {
        buffer.category(node, f, features.inputs().get(f).levels().size(), missingLeft);
        int from = tree.categoryFrom()[category];
        for (int c = from; c < from + tree.categoryCount()[category]; c++) {
            buffer.goesLeft(node, features.level(f, tree.category()[c]));
        }
    }

    private void leaf(RawTree tree, int old, int node, int of, float weight) {
        if (of >= 0) {
            float value = tree.condition()[old] * weight;
            buffer.leaf(node, 0, difference && of == 0 ? -value : value);
            return;
        }
        boolean listed = tree.leafWeights().length > 0;
        float[] weights = listed ? tree.leafWeights() : tree.baseWeights();
        long at = (long) (listed ? tree.right()[old] : old) * tree.leafWidth();
        if (at < 0 || at + tree.leafWidth() > weights.length) throw new IllegalArgumentException("a leaf has no value");
        int start = (int) at;
        if (difference) {
            buffer.leaf(node, 0, (double) (weights[start + 1] * weight) - weights[start] * weight);
        } else {
            for (int k = 0; k < width; k++) buffer.leaf(node, k, weights[start + k] * weight);
        }
    }

    Trees trees() {
        return buffer.trees(Trees.Comparison.LESS, Trees.Precision.FLOAT);
    }
}
