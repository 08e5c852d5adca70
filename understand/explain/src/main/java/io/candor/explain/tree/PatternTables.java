package io.candor.explain.tree;

import io.candor.core.model.Trees;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Shapley values of many rows by tables: per {@link Cluster} of leaves one number per pattern and input, which each row of that
 * pattern then adds. Tables are made for as many clusters at a time as fit into {@link #TABLE_BYTES}, by trees over threads; rows
 * look up in blocks over threads, from the first cluster to the last, so that sums have one order.
 *
 * <p>After Fast TreeSHAP v2 (Yang 2021: a table per leaf) and WOODELF (arXiv 2511.09376: counted patterns of background rows). Here
 * leaves that are near to each other share a pattern and a table, so there are fewer to look up.
 */
final class PatternTables {
    /** Tables that exist at a time, unless a single cluster needs more. */
    private static final long TABLE_BYTES = 48L << 20;

    /** Rows that walk down a tree together, about. */
    private static final int BLOCK = 1024;

    private final Trees trees;
    private final Clusters clusters;
    private final int outputs;
    private final double scale;
    private final boolean pairs;
    private final @Nullable RankedRows background;

    /**
     * @param scale what every leaf is multiplied by
     * @param pairs whether to give pairs rather than single inputs
     * @param background rows whose cells stand in for absent inputs; null for the shares of training rows
     */
    PatternTables(Clusters clusters, int outputs, double scale, boolean pairs, @Nullable RankedRows background) {
        this.trees = clusters.trees();
        this.clusters = clusters;
        this.outputs = outputs;
        this.scale = scale;
        this.pairs = pairs;
        this.background = background;
    }

    /**
     * Adds the values of all rows to {@code out}: by input, or by {@link Pairs#of} and halved, × outputs + output, then row.
     *
     * @return per output, what leaves give where every input is absent
     */
    double[] run(RankedRows rows, double[][] out, ForkJoinPool pool) {
        double[] base = new double[outputs];
        for (int from = 0, to; from < clusters.count(); from = to) {
            to = end(from);
            ClusterTables[] tables = new ClusterTables[to - from];
            fill(from, to, tables, pool);
            for (ClusterTables t : tables) for (int k = 0; k < outputs; k++) base[k] += t.base()[k];
            lookUp(from, to, tables, rows, out, pool);
        }
        return base;
    }

    private int end(int from) {
        long bytes = 0;
        int to = from;
        for (; to < clusters.count(); to++) {
            bytes += ClusterTables.bytes(clusters.get(to), trees, pairs, outputs);
            if (bytes > TABLE_BYTES && to > from) break;
        }
        return to;
    }

    private void lookUp(int from, int to, ClusterTables[] tables, RankedRows rows, double[][] out, ForkJoinPool pool) {
        int threads = Math.max(1, pool.getParallelism());
        int rounds = Math.max(1, ceil(rows.rows(), BLOCK * threads));
        int block = Math.max(1, ceil(rows.rows(), rounds * threads)); // the same for each thread; changes no sum
        Work.run(pool, ceil(rows.rows(), block), () -> {
            Descent descent = new Descent(
                    clusters, rows, from, to, (c, patterns, at, n) -> tables[c - from].lookUp(patterns, at, n, out));
            return b -> descent.down(b * block, Math.min(block, rows.rows() - b * block));
        });
    }

    private static int ceil(int a, int b) {
        return (a + b - 1) / b;
    }

    private void fill(int from, int to, ClusterTables[] tables, ForkJoinPool pool) {
        int firstTree = clusters.get(from).tree;
        int lastTree = clusters.get(to - 1).tree;
        Work.run(pool, lastTree - firstTree + 1, () -> {
            LeafGame game = new LeafGame();
            return piece -> {
                int root = trees.roots()[firstTree + piece];
                int first = Math.max(from, clusters.first(root));
                int end = Math.min(to, clusters.end(root));
                if (first >= end) return;
                int[][] counts = counts(firstTree + piece, first, end);
                for (int c = first; c < end; c++) {
                    tables[c - from] = filled(clusters.get(c), counts[c - first], game);
                }
            };
        });
    }

    /** Per cluster of a tree and pattern, how many background rows have it; empty without background. */
    private int[][] counts(int tree, int first, int end) {
        int[][] counts = new int[end - first][];
        if (background == null) return counts;
        for (int c = first; c < end; c++) counts[c - first] = new int[1 << clusters.get(c).bits];
        Descent descent = new Descent(clusters, background, first, end, (c, patterns, at, n) -> {
            int[] count = counts[c - first];
            for (int i = 0; i < n; i++) count[patterns[i]]++;
        });
        for (int at = 0; at < background.rows(); at += BLOCK) {
            descent.down(tree, at, Math.min(BLOCK, background.rows() - at));
        }
        return counts;
    }

    private ClusterTables filled(Cluster cluster, int @Nullable [] counts, LeafGame game) {
        ClusterTables filled = new ClusterTables(cluster, trees, pairs, outputs);
        for (Cluster.Leaf leaf : cluster.leaves) {
            int[] satisfied = leaf.satisfied(cluster.bits);
            double[] p = counts == null || background == null
                    ? leaf.shared()
                    : leaf.counted(satisfied, counts, background.rows());
            filled.add(leaf, satisfied, p, trees, scale, game);
        }
        return filled;
    }
}
