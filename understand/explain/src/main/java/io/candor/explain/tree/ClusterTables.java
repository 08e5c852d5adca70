package io.candor.explain.tree;

import io.candor.core.model.Trees;

/** The tables of one cluster: per input, or pair of them, and output one number for each pattern. Memory: {@link #bytes}. */
final class ClusterTables {
    private final Cluster cluster;
    private final boolean pairs;
    private final int outputs;
    private final int only; // the output of the cluster's tree, −1 for all
    private final int width; // outputs of the cluster's tree
    private final double[][] tables; // by input, or Pairs.of inputs, × width
    private final double[] base;

    ClusterTables(Cluster cluster, Trees trees, boolean pairs, int outputs) {
        this.cluster = cluster;
        this.pairs = pairs;
        this.outputs = outputs;
        this.only = trees.output()[cluster.tree];
        this.width = only < 0 ? outputs : 1;
        this.tables = new double[columns(cluster, pairs) * width][1 << cluster.bits];
        this.base = new double[outputs];
    }

    private static int columns(Cluster cluster, boolean pairs) {
        int n = cluster.inputs.length;
        return pairs ? Pairs.count(n) : n;
    }

    /** What tables and counts of a cluster take. */
    static long bytes(Cluster cluster, Trees trees, boolean pairs, int outputs) {
        int width = trees.output()[cluster.tree] < 0 ? outputs : 1;
        return (columns(cluster, pairs) * 8L * width + 4) << cluster.bits;
    }

    /** Per output, what leaves give where every input is absent. */
    double[] base() {
        return base;
    }

    /**
     * Adds a leaf.
     *
     * @param satisfied by pattern of the cluster the leaf's pattern
     * @param p by the leaf's pattern the probability that an absent row has it
     * @param scale what its values are multiplied by
     */
    void add(Cluster.Leaf leaf, int[] satisfied, double[] p, Trees trees, double scale, LeafGame game) {
        double[][] values = pairs ? game.pairs(p, leaf.size()) : game.values(p, leaf.size());
        for (int k = 0; k < width; k++) {
            int output = Math.max(only, 0) + k;
            double value = scale * trees.value(cluster.tree, leaf.node(), output);
            base[output] += value * p[p.length - 1];
            for (int a = 0; a < leaf.size(); a++) {
                int input = leaf.inputs()[a];
                if (!pairs) spread(values[a], value, satisfied, tables[input * width + k]);
                for (int b = 0; pairs && b < a; b++) {
                    int column = Pairs.of(input, leaf.inputs()[b]) * width + k;
                    spread(values[Pairs.of(a, b)], value, satisfied, tables[column]);
                }
            }
        }
    }

    private static void spread(double[] values, double value, int[] satisfied, double[] table) {
        for (int i = 0; i < table.length; i++) table[i] += value * values[satisfied[i]];
    }

    /** Adds what rows of some patterns have to {@code out}, from its row {@code at} on. */
    void lookUp(int[] patterns, int at, int n, double[][] out) {
        int[] inputs = cluster.inputs;
        for (int k = 0; k < width; k++) {
            int output = Math.max(only, 0) + k;
            for (int a = 0; a < inputs.length; a++) {
                if (!pairs) lookUp(tables[a * width + k], patterns, n, out[inputs[a] * outputs + output], at);
                for (int b = 0; pairs && b < a; b++) {
                    double[] column = out[Pairs.of(inputs[a], inputs[b]) * outputs + output];
                    lookUp(tables[Pairs.of(a, b) * width + k], patterns, n, column, at);
                }
            }
        }
    }

    /** A method of its own, so that the compiler sees a simple loop. */
    private static void lookUp(double[] table, int[] patterns, int n, double[] out, int at) {
        for (int i = 0; i < n; i++) out[at + i] += table[patterns[i]];
    }
}
