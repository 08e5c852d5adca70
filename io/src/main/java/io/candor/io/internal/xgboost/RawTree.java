package io.candor.io.internal.xgboost;

/**
 * One tree as it stands in the file. A node without a left child is a leaf. A split by categories sends those that are listed
 * to the right.
 *
 * @param condition per node its threshold, or its value if it is a leaf
 * @param split per node 1 if it splits by categories; empty for none
 * @param hessian per node the sum of hessians, its cover; empty if the file does not have it
 * @param category codes, node by node
 * @param categoryNode nodes that split by categories
 * @param categoryFrom per such node the first of its codes
 * @param categoryCount per such node how many
 * @param leafWidth numbers per leaf; 0 and 1 mean one, in {@code condition}
 * @param leafWeights several per leaf, addressed by the leaf's right child (from 3.1 on); else empty
 * @param baseWeights several per node (before 3.1); for single numbers unused
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record RawTree(
        int[] left,
        int[] right,
        int[] feature,
        float[] condition,
        int[] defaultLeft,
        int[] split,
        float[] hessian,
        int[] category,
        int[] categoryNode,
        int[] categoryFrom,
        int[] categoryCount,
        int leafWidth,
        float[] leafWeights,
        float[] baseWeights) {
    private static final int[] NO_INTS = new int[0];

    RawTree {
        int nodes = left.length;
        boolean fits = nodes > 0
                && right.length == nodes
                && feature.length == nodes
                && condition.length == nodes
                && defaultLeft.length == nodes
                && (split.length == 0 || split.length == nodes)
                && (hessian.length == 0 || hessian.length == nodes);
        if (!fits) throw new IllegalArgumentException("a tree's lists differ in length");
        if (categoryFrom.length != categoryNode.length || categoryCount.length != categoryNode.length) {
            throw new IllegalArgumentException("a tree's categories differ in length");
        }
    }

    int nodes() {
        return left.length;
    }

    boolean byCategory(int node) {
        return split.length > 0 && split[node] == 1;
    }

    /** Per node where its categories stand in {@code categoryNode}; −1 for none; empty if the tree asks no category. */
    int[] categoryIndex() {
        if (categoryNode.length == 0) return NO_INTS;
        int[] index = new int[nodes()];
        java.util.Arrays.fill(index, -1);
        for (int c = 0; c < categoryNode.length; c++) {
            int node = categoryNode[c];
            long end = (long) categoryFrom[c] + categoryCount[c];
            if (node < 0 || node >= nodes() || index[node] >= 0) {
                throw new IllegalArgumentException("categories are of no node");
            }
            if (categoryFrom[c] < 0 || categoryCount[c] < 0 || end > category.length) {
                throw new IllegalArgumentException("a node's categories are not there");
            }
            index[node] = c;
        }
        return index;
    }
}
