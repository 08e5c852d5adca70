package io.candor.explain.tree;

import io.candor.core.model.Trees;
import java.util.Arrays;

/**
 * Walks blocks of rows down to clusters and finds their patterns: every question costs a few vector instructions for all rows of a
 * block. One per thread.
 */
final class Descent {
    /** What is done with the patterns of the rows {@code from … from + n − 1} at a cluster. */
    interface Visitor {
        void take(int cluster, int[] patterns, int from, int n);
    }

    private final Trees trees;
    private final PathShape shape;
    private final Clusters clusters;
    private final RankedRows rows;
    private final int firstCluster;
    private final int endCluster;
    private final Visitor visitor;
    private int from;
    private int n;
    private int[] mask = new int[0];
    private int[][] patterns = new int[0][]; // by depth

    /** Visits clusters from {@code firstCluster} on, before {@code endCluster}. */
    Descent(Clusters clusters, RankedRows rows, int firstCluster, int endCluster, Visitor visitor) {
        this.trees = clusters.trees();
        this.shape = clusters.shape();
        this.clusters = clusters;
        this.rows = rows;
        this.firstCluster = firstCluster;
        this.endCluster = endCluster;
        this.visitor = visitor;
    }

    /** Through all trees that have such clusters. */
    void down(int from, int n) {
        int last = clusters.get(endCluster - 1).tree;
        for (int t = clusters.get(firstCluster).tree; t <= last; t++) down(t, from, n);
    }

    /** Through one tree. */
    void down(int tree, int from, int n) {
        if (shape.deepest[tree] == 0) return;
        this.from = from;
        this.n = n;
        int depth = shape.deepest[tree] + 1;
        if (patterns.length < depth || mask.length < n) {
            patterns = new int[Math.max(depth, patterns.length)][Math.max(n, mask.length)];
            mask = new int[patterns[0].length];
        }
        Arrays.fill(patterns[0], 0, n, 0);
        visit(trees.roots()[tree], 0);
    }

    private void visit(int node, int depth) {
        if (!clusters.anyBelow(node, firstCluster, endCluster)) return;
        int at = clusters.rootedAt(node);
        if (at >= 0) {
            visitor.take(at, answered(clusters.get(at), patterns[depth]), from, n);
            return;
        }
        side(node, trees.left()[node], depth, 0);
        side(node, trees.right()[node], depth, -1);
    }

    private int[] answered(Cluster cluster, int[] found) {
        for (int q = 0; q < cluster.questions.length; q++) {
            rows.left(cluster.questions[q], from, n, mask);
            set(found, mask, n, 1 << (cluster.above.length + q), 0, found);
        }
        return found;
    }

    private void side(int node, int child, int depth, int flip) {
        rows.left(node, from, n, mask);
        int bit = 1 << shape.slot[child];
        if (shape.earlier[child] < 0) set(patterns[depth], mask, n, bit, flip, patterns[depth + 1]);
        else keep(patterns[depth], mask, n, bit, flip, patterns[depth + 1]);
        visit(child, depth + 1);
    }

    private static void set(int[] a, int[] mask, int n, int bit, int flip, int[] out) {
        for (int i = 0; i < n; i++) out[i] = a[i] | (mask[i] ^ flip) & bit;
    }

    private static void keep(int[] a, int[] mask, int n, int bit, int flip, int[] out) {
        for (int i = 0; i < n; i++) out[i] = a[i] & (mask[i] ^ flip | ~bit);
    }
}
