package io.candor.glassbox.tree.internal;

import org.jspecify.annotations.Nullable;

/** A node of a grown tree. Mutable while the tree grows and is pruned. */
public final class Node {
    final int depth;
    final int rows;
    final double[] sums; // weight, then sums
    final double risk; // weighted impurity

    @Nullable
    Split split;

    @Nullable
    Node left;

    @Nullable
    Node right;
    /** The smallest complexity at which this node is a leaf, even if its ancestors are not. */
    double collapsesAt = Double.POSITIVE_INFINITY;

    Node(int depth, int rows, double[] sums, double risk) {
        this.depth = depth;
        this.rows = rows;
        this.sums = sums;
        this.risk = risk;
    }

    /** How many training rows reached it. */
    public int rows() {
        return rows;
    }

    boolean isLeaf(double complexity) {
        return left == null || collapsesAt <= complexity;
    }
}
