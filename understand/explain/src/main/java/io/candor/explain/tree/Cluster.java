package io.candor.explain.tree;

import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a tree whose leaves share a table: the leaves below one node. A row's pattern there has one bit per input asked above
 * the node (did the row satisfy all of its edges?) and one per question below it (did the row go left?), from which follows
 * for each leaf which of its inputs the row satisfies.
 */
final class Cluster {
    final int tree;
    final int root;

    /** Inputs asked above, by bit. */
    final int[] above;

    /** Questions below, by bit after those of {@link #above}. */
    final int[] questions;

    final int bits;

    /** Inputs of any leaf: those above, then those asked below only. */
    final int[] inputs;

    /** What each leaf needs to be reached. */
    final List<Leaf> leaves;

    /**
     * A leaf and its path.
     *
     * @param inputs places in the cluster's {@link Cluster#inputs}
     * @param mask per input the bits of the pattern that say whether it is satisfied
     * @param wanted per input the values that these bits need
     * @param shares per input the product of the shares of its edges
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Leaf(int node, int[] inputs, int[] mask, int[] wanted, double[] shares) {
        int size() {
            return inputs.length;
        }

        /** By pattern, its probability if every input is satisfied by its share, apart from all others. */
        double[] shared() {
            double[] p = new double[1 << shares.length];
            p[0] = 1;
            for (int e = 0; e < shares.length; e++) {
                for (int i = 0; i < 1 << e; i++) {
                    p[1 << e | i] = p[i] * shares[e];
                    p[i] *= 1 - shares[e];
                }
            }
            return p;
        }

        /**
         * By pattern, the share of rows that have it.
         *
         * @param satisfied by pattern of the cluster
         * @param counts rows by pattern of the cluster
         */
        double[] counted(int[] satisfied, int[] counts, int rows) {
            long[] count = new long[1 << mask.length];
            for (int i = 0; i < satisfied.length; i++) count[satisfied[i]] += counts[i];
            double[] p = new double[count.length];
            for (int i = 0; i < p.length; i++) p[i] = count[i] / (double) rows;
            return p;
        }

        /** For every pattern of the cluster, which inputs of the leaf it satisfies: by doubling, a bit at a time. */
        int[] satisfied(int bits) {
            int[] violated = new int[1 << bits];
            for (int bit = 0; bit < bits; bit++) {
                int half = 1 << bit;
                int whenUnset = 0;
                int whenSet = 0;
                for (int e = 0; e < mask.length; e++) {
                    if ((mask[e] & half) == 0) continue;
                    if ((wanted[e] & half) != 0) whenUnset |= 1 << e;
                    else whenSet |= 1 << e;
                }
                for (int p = 0; p < half; p++) {
                    violated[half + p] = violated[p] | whenSet;
                    violated[p] |= whenUnset;
                }
            }
            int all = (1 << mask.length) - 1;
            for (int p = 0; p < violated.length; p++) violated[p] = all & ~violated[p];
            return violated;
        }
    }

    Cluster(Trees trees, double[] shares, int tree, int root, List<Edge> path, int distinct, int[] questions) {
        this.tree = tree;
        this.root = root;
        this.questions = questions;
        this.bits = distinct + questions.length;
        List<Integer> found = new ArrayList<>();
        for (Edge edge : path) if (!found.contains(edge.feature)) found.add(edge.feature);
        this.above = ints(found);
        this.leaves = new ArrayList<>();
        collect(trees, shares, root, new ArrayList<>(path), path.size(), found);
        this.inputs = ints(found);
    }

    /** @param left whether it leads to the left child */
    record Edge(int feature, int from, boolean left, double share) {}

    static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }

    private void collect(Trees trees, double[] shares, int node, List<Edge> path, int outside, List<Integer> found) {
        if (trees.isLeaf(node)) {
            leaves.add(leaf(node, path, outside, found));
            return;
        }
        for (boolean left : new boolean[] {true, false}) {
            int child = left ? trees.left()[node] : trees.right()[node];
            path.add(new Edge(trees.feature()[node], node, left, shares[child]));
            collect(trees, shares, child, path, outside, found);
            path.remove(path.size() - 1);
        }
    }

    private Leaf leaf(int node, List<Edge> path, int outside, List<Integer> found) {
        List<Integer> own = new ArrayList<>();
        for (Edge edge : path) {
            int place = found.indexOf(edge.feature);
            if (place < 0) {
                place = found.size();
                found.add(edge.feature);
            }
            if (!own.contains(place)) own.add(place);
        }
        int[] mask = new int[own.size()];
        int[] wanted = new int[own.size()];
        double[] reach = new double[own.size()];
        for (int e = 0; e < reach.length; e++) reach[e] = 1;
        for (int i = 0; i < path.size(); i++) {
            Edge edge = path.get(i);
            int place = found.indexOf(edge.feature);
            int e = own.indexOf(place);
            reach[e] *= edge.share;
            int bit = 1 << (i < outside ? place : above.length + question(edge.from));
            mask[e] |= bit;
            if (i < outside || edge.left) wanted[e] |= bit;
        }
        return new Leaf(node, ints(own), mask, wanted, reach);
    }

    private int question(int node) {
        for (int q = 0; q < questions.length; q++) if (questions[q] == node) return q;
        throw new IllegalStateException("a question outside");
    }
}
