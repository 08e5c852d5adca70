package io.candor.explain.tree;

import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.List;

/** The clusters of an ensemble, trees after each other, and in a tree from left to right. A tree of one leaf has none. */
final class Clusters {
    private final Trees trees;
    private final double[] shares;
    private final PathShape shape;
    private final int most;
    private final int[] inner; // per node the questions at and below it
    private final List<Cluster> list = new ArrayList<>();
    private final int[] first; // per node at or above a cluster's root the first cluster below; else none
    private final int[] end; // after the last one; 0 for none

    /** @param most bits of a pattern; more only where a single leaf needs them */
    Clusters(Trees trees, double[] shares, PathShape shape, int most) {
        this.trees = trees;
        this.shares = shares;
        this.shape = shape;
        this.most = most;
        int nodes = trees.feature().length;
        inner = new int[nodes];
        for (int i = nodes - 1; i >= 0; i--) {
            inner[i] = trees.isLeaf(i) ? 0 : 1 + inner[trees.left()[i]] + inner[trees.right()[i]];
        }
        first = new int[nodes];
        end = new int[nodes];
        for (int t = 0; t < trees.count(); t++) {
            if (shape.deepest[t] > 0) split(t, trees.roots()[t], new ArrayList<>());
        }
    }

    private void split(int tree, int node, List<Cluster.Edge> path) {
        first[node] = list.size();
        if (inner[node] == 0 || shape.unique[node] + inner[node] <= most) {
            List<Integer> questions = new ArrayList<>();
            ask(node, questions);
            list.add(new Cluster(trees, shares, tree, node, path, shape.unique[node], Cluster.ints(questions)));
        } else {
            for (boolean left : new boolean[] {true, false}) {
                int child = left ? trees.left()[node] : trees.right()[node];
                path.add(new Cluster.Edge(trees.feature()[node], node, left, shares[child]));
                split(tree, child, path);
                path.remove(path.size() - 1);
            }
        }
        end[node] = list.size();
    }

    private void ask(int node, List<Integer> questions) {
        if (trees.isLeaf(node)) return;
        questions.add(node);
        ask(trees.left()[node], questions);
        ask(trees.right()[node], questions);
    }

    Trees trees() {
        return trees;
    }

    PathShape shape() {
        return shape;
    }

    int count() {
        return list.size();
    }

    Cluster get(int cluster) {
        return list.get(cluster);
    }

    /** The cluster whose leaves are those below a node; −1 if there is none. */
    int rootedAt(int node) {
        return end[node] - first[node] == 1 && list.get(first[node]).root == node ? first[node] : -1;
    }

    /** Whether a cluster from {@code from} on, before {@code to}, is below a node. */
    boolean anyBelow(int node, int from, int to) {
        return first[node] < to && end[node] > from;
    }

    int first(int node) {
        return first[node];
    }

    int end(int node) {
        return end[node];
    }
}
