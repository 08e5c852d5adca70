package io.candor.io.internal.xgboost;

import io.candor.core.model.Trees;
import java.util.Arrays;

/**
 * Writes trees into flat arrays, node by node from the root, so that a child stands after its parent and nodes that were
 * deleted are left out. A set of categories that XGBoost sends to the right is sent to the left here, with sides changed, so
 * that an unseen level goes where XGBoost sends one that no split names. Used once.
 */
final class TreeWriter {
    private final Features features;
    private final int width;
    private final boolean difference; // of two outputs, the second minus the first

    private int trees;
    private int nodes;
    private int words;
    private int[] roots = new int[16];
    private int[] output = new int[16];
    private int[] feature = new int[64];
    private double[] threshold = new double[64];
    private int[] left = new int[64];
    private int[] right = new int[64];
    private boolean[] missingLeft = new boolean[64];
    private int[] set = new int[64];
    private long[] sets = new long[16];
    private double[] cover = new double[64];
    private double[] values;
    private long wordsLeft = Runtime.getRuntime().maxMemory() / 64;

    /** @param width numbers per leaf of the trees that are added */
    TreeWriter(Features features, int width, boolean difference) {
        this.features = features;
        this.width = difference ? 1 : width;
        this.difference = difference;
        this.values = new double[64 * this.width];
    }

    /**
     * @param of the output that it adds to; −1 if to all
     * @param weight of its leaves
     */
    void add(RawTree tree, int of, float weight) {
        if (trees == roots.length) {
            roots = Arrays.copyOf(roots, 2 * trees);
            output = Arrays.copyOf(output, 2 * trees);
        }
        roots[trees] = nodes;
        output[trees++] = difference ? 0 : of;
        int[] categories = tree.categoryIndex();
        boolean[] seen = new boolean[tree.nodes()];
        int[] from = new int[tree.nodes()]; // of the new nodes of this tree, the old ones
        int first = nodes;
        from[0] = 0;
        seen[0] = true;
        int count = 1;
        for (int n = 0; n < count; n++) {
            int old = from[n];
            int node = first + n;
            grow(node);
            double weights = tree.hessian().length == 0 ? Double.NaN : tree.hessian()[old];
            if (weights < 0 || Double.isInfinite(weights)) throw new IllegalArgumentException("a cover is no weight");
            cover[node] = weights;
            set[node] = -1;
            if (tree.left()[old] < 0) {
                feature[node] = -1;
                leaf(tree, old, node, of, weight);
                continue;
            }
            for (int child : new int[] {tree.left()[old], tree.right()[old]}) {
                if (child < 0 || child >= seen.length || seen[child]) {
                    throw new IllegalArgumentException("a node has no child of its own");
                }
                seen[child] = true;
                from[count++] = child;
            }
            split(tree, old, node, first + count - 2, categories);
        }
        nodes = first + count;
    }

    private void split(RawTree tree, int old, int node, int child, int[] categories) {
        int f = tree.feature()[old];
        if (f < 0 || f >= features.inputs().size()) throw new IllegalArgumentException("a split asks no feature");
        feature[node] = f;
        boolean defaultLeft = tree.defaultLeft()[old] != 0;
        if (tree.byCategory(old)) {
            set(tree, categories[old], f, node);
            left[node] = child + 1;
            right[node] = child;
            missingLeft[node] = !defaultLeft;
            return;
        }
        if (Float.isNaN(tree.condition()[old])) throw new IllegalArgumentException("a threshold is not a number");
        threshold[node] = Assembly.finite(tree.condition()[old]);
        left[node] = child;
        right[node] = child + 1;
        missingLeft[node] = defaultLeft;
    }

    private void set(RawTree tree, int category, int f, int node) {
        int size = (features.inputs().get(f).levels().size() + 63) / 64;
        wordsLeft -= size;
        if (wordsLeft < 0) throw new IllegalArgumentException("it holds more than fits into memory");
        if (words + size > sets.length) sets = Arrays.copyOf(sets, Math.max(words + size, 2 * sets.length));
        set[node] = words;
        int from = tree.categoryFrom()[category];
        for (int c = from; c < from + tree.categoryCount()[category]; c++) {
            int level = features.level(f, tree.category()[c]);
            sets[words + (level >> 6)] |= 1L << (level & 63);
        }
        words += size;
    }

    private void leaf(RawTree tree, int old, int node, int of, float weight) {
        if (of >= 0) {
            float value = tree.condition()[old] * weight;
            put(node, 0, difference && of == 0 ? -value : value);
            return;
        }
        boolean listed = tree.leafWeights().length > 0;
        float[] weights = listed ? tree.leafWeights() : tree.baseWeights();
        long at = (long) (listed ? tree.right()[old] : old) * tree.leafWidth();
        if (at < 0 || at + tree.leafWidth() > weights.length) throw new IllegalArgumentException("a leaf has no value");
        int start = (int) at;
        if (difference) {
            put(node, 0, (double) (weights[start + 1] * weight) - weights[start] * weight);
        } else {
            for (int k = 0; k < width; k++) put(node, k, weights[start + k] * weight);
        }
    }

    private void put(int node, int k, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) throw new IllegalArgumentException("a leaf is not finite");
        values[node * width + k] = value;
    }

    private void grow(int node) {
        if (node < feature.length) return;
        int size = Math.max(node + 1, feature.length + (feature.length >> 1));
        if ((long) size * width > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("it holds more than fits into memory");
        }
        feature = Arrays.copyOf(feature, size);
        threshold = Arrays.copyOf(threshold, size);
        left = Arrays.copyOf(left, size);
        right = Arrays.copyOf(right, size);
        missingLeft = Arrays.copyOf(missingLeft, size);
        set = Arrays.copyOf(set, size);
        cover = Arrays.copyOf(cover, size);
        values = Arrays.copyOf(values, size * width);
    }

    Trees trees() {
        return new Trees(
                Arrays.copyOf(roots, trees),
                Arrays.copyOf(feature, nodes),
                Arrays.copyOf(threshold, nodes),
                Arrays.copyOf(left, nodes),
                Arrays.copyOf(right, nodes),
                Arrays.copyOf(missingLeft, nodes),
                Arrays.copyOf(set, nodes),
                Arrays.copyOf(sets, words),
                Arrays.copyOf(cover, nodes),
                Arrays.copyOf(values, nodes * width),
                width,
                Arrays.copyOf(output, trees),
                Trees.Comparison.LESS,
                Trees.Precision.FLOAT);
    }
}
