package io.candor.io.internal.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The trees as they stand in the file: lists over nodes of all trees, each node known by its tree and its number there, and lists
 * over what leaves add to outputs.
 */
final class RawTrees {
    final int[] feature;
    final double[] threshold;
    final Branch[] branch;
    final boolean[] missingIsTrue;
    final double[] hits; // empty if not said
    final int[] whenTrue; // places of children; unused for a leaf
    final int[] whenFalse;
    final int[] roots; // places, tree by tree in the order of the file
    final int[] treeOf; // per node the place of its tree among roots

    final int[] weightNode; // places of leaves
    final int[] weightOutput;
    final double[] weight;

    private final long[] keys; // sorted
    private final int[] places; // of keys

    /** @param kind {@code target} or {@code class} */
    RawTrees(Attributes attributes, String kind) {
        int[] trees = attributes.indices("nodes_treeids");
        int[] nodes = attributes.indices("nodes_nodeids");
        int count = nodes.length;
        feature = attributes.indices("nodes_featureids");
        threshold = attributes.reals("nodes_values");
        List<String> modes = attributes.texts("nodes_modes");
        int[] trueIds = attributes.indices("nodes_truenodeids");
        int[] falseIds = attributes.indices("nodes_falsenodeids");
        hits = attributes.reals("nodes_hitrates");
        int[] missing = attributes.indices("nodes_missing_value_tracks_true");
        if (count == 0
                || trees.length != count
                || feature.length != count
                || threshold.length != count
                || modes.size() != count
                || trueIds.length != count
                || falseIds.length != count
                || hits.length != count && hits.length != 0
                || missing.length != count && missing.length != 0) {
            throw new IllegalArgumentException("its lists of nodes differ in length");
        }
        branch = new Branch[count];
        for (int i = 0; i < count; i++) branch[i] = Branch.of(modes.get(i));
        missingIsTrue = new boolean[count];
        for (int i = 0; i < missing.length; i++) missingIsTrue[i] = missing[i] != 0;
        keys = new long[count];
        for (int i = 0; i < count; i++) keys[i] = key(trees[i], nodes[i]);
        places = sorted(keys);
        for (int i = 1; i < count; i++) {
            if (keys[i - 1] == keys[i]) throw new IllegalArgumentException("a node is there twice");
        }
        whenTrue = new int[count];
        whenFalse = new int[count];
        boolean[] child = new boolean[count];
        for (int i = 0; i < count; i++) {
            if (branch[i] == Branch.LEAF) continue;
            whenTrue[i] = place(trees[i], trueIds[i]);
            whenFalse[i] = place(trees[i], falseIds[i]);
            child[whenTrue[i]] = true;
            child[whenFalse[i]] = true;
        }
        roots = roots(trees, child);
        treeOf = new int[count];
        int[] ofTree = new int[roots.length];
        long[] treeKeys = new long[roots.length];
        for (int t = 0; t < roots.length; t++) treeKeys[t] = trees[roots[t]];
        int[] order = sorted(treeKeys);
        for (int t = 0; t < roots.length; t++) ofTree[t] = order[t];
        for (int i = 0; i < count; i++) treeOf[i] = ofTree[Arrays.binarySearch(treeKeys, trees[i])];

        int[] weightTrees = attributes.indices(kind + "_treeids");
        int[] weightNodes = attributes.indices(kind + "_nodeids");
        weightOutput = attributes.indices(kind + "_ids");
        weight = attributes.reals(kind + "_weights");
        if (weightTrees.length != weight.length
                || weightNodes.length != weight.length
                || weightOutput.length != weight.length) {
            throw new IllegalArgumentException("its lists of leaves differ in length");
        }
        weightNode = new int[weight.length];
        for (int i = 0; i < weight.length; i++) {
            weightNode[i] = place(weightTrees[i], weightNodes[i]);
            if (branch[weightNode[i]] != Branch.LEAF)
                throw new IllegalArgumentException("an inner node adds to a score");
        }
    }

    private static long key(int tree, int node) {
        return (long) tree << 32 | node;
    }

    /** Sorts keys; gives what was where. */
    private static int[] sorted(long[] keys) {
        boolean ascending = true;
        for (int i = 1; i < keys.length; i++) ascending &= keys[i - 1] <= keys[i];
        int[] places = new int[keys.length];
        Arrays.setAll(places, i -> i);
        if (ascending) return places;
        long[] before = keys.clone();
        Integer[] order = new Integer[keys.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(before[a], before[b]));
        for (int i = 0; i < keys.length; i++) {
            keys[i] = before[order[i]];
            places[i] = order[i];
        }
        return places;
    }

    private int place(int tree, int node) {
        int at = Arrays.binarySearch(keys, key(tree, node));
        if (at < 0) throw new IllegalArgumentException("a tree has no such node");
        return places[at];
    }

    /** Of each tree the one node that is no child. */
    private static int[] roots(int[] trees, boolean[] child) {
        List<Integer> roots = new ArrayList<>();
        Set<Integer> seen = new LinkedHashSet<>();
        Set<Integer> all = new LinkedHashSet<>();
        for (int i = 0; i < trees.length; i++) {
            all.add(trees[i]);
            if (child[i]) continue;
            if (!seen.add(trees[i])) throw new IllegalArgumentException("a tree has several roots");
            roots.add(i);
        }
        if (!seen.containsAll(all)) throw new IllegalArgumentException("a tree has no root");
        return roots.stream().mapToInt(r -> r).toArray();
    }
}
