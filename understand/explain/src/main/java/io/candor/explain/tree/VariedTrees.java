package io.candor.explain.tree;

import io.candor.core.data.Table;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/**
 * Scores of rows with one input taken from other rows, many times faster than scoring anew: of each tree the leaves that a row's other inputs
 * leave open are a word of bits (after QuickScorer, Lucchese et al., SIGIR 2015), so that every value of the input costs one step. Sums run
 * over trees that do not ask the input, then over those that do, each in their order. Immutable and thread-safe.
 *
 * <p>Memory: four bytes per cell of the rows, and a word for each tree, input that it asks and threshold of that input.
 */
public final class VariedTrees {
    private static final int BLOCK = 1024;
    private static final int MOST_LEAVES = 64;

    private final TreeEnsemble model;
    private final ForkJoinPool pool;
    private final int[][] codes; // by input, then row: what tells the input's questions apart
    private final Tree[] trees;
    private final double scale;

    /**
     * One tree.
     *
     * @param asked inputs, ascending
     * @param masks by asked input, then code: the leaves that stay open
     * @param values by leaf, then place among the outputs that the tree adds to
     */
    private record Tree(int[] asked, long[][] masks, double[] values, int output) {
        int place(int input) {
            return Arrays.binarySearch(asked, input);
        }
    }

    private VariedTrees(TreeEnsemble model, Table rows, ForkJoinPool pool) {
        this.model = model;
        this.pool = pool;
        this.scale = model.averaged() ? 1.0 / Math.max(1, model.trees().count()) : 1;
        int inputs = model.inputs().size();
        RankedRows.Questions questions = new RankedRows.Questions(model);
        RowEncoder encoder = new RowEncoder(model.inputs(), rows);
        codes = new int[inputs][rows.rows()];
        double[][] standsFor = new double[inputs][];
        for (int j = 0; j < inputs; j++) {
            standsFor[j] = new double[questions.codes(j)];
            Arrays.fill(standsFor[j], Double.NaN);
        }
        double[] row = new double[inputs];
        for (int i = 0; i < rows.rows(); i++) {
            encoder.encode(i, row);
            for (int j = 0; j < inputs; j++) {
                codes[j][i] = questions.code(j, row[j]);
                standsFor[j][codes[j][i]] = row[j]; // any value of a code stands for all
            }
        }
        trees = new Tree[model.trees().count()];
        for (int t = 0; t < trees.length; t++) trees[t] = tree(t, standsFor);
    }

    /** Empty if a tree has more than 64 leaves. */
    public static Optional<VariedTrees> of(TreeEnsemble model, Table rows, ForkJoinPool pool) {
        Trees trees = model.trees();
        for (int t = 0; t < trees.count(); t++) {
            if ((trees.end(t) - trees.roots()[t] + 1) / 2 > MOST_LEAVES) return Optional.empty();
        }
        return Optional.of(new VariedTrees(model, rows, pool));
    }

    private Tree tree(int t, double[][] standsFor) {
        Trees all = model.trees();
        int root = all.roots()[t];
        int size = all.end(t) - root;
        long[] below = new long[size]; // leaves under each node
        List<Integer> leaves = new ArrayList<>();
        for (int i = size - 1; i >= 0; i--) {
            if (all.isLeaf(root + i)) {
                below[i] = 1L << leaves.size();
                leaves.add(root + i);
            } else {
                below[i] = below[all.left()[root + i] - root] | below[all.right()[root + i] - root];
            }
        }
        int[] asked = Arrays.stream(all.feature(), root, root + size)
                .filter(f -> f >= 0)
                .distinct()
                .sorted()
                .toArray();
        long[][] masks = new long[asked.length][];
        double[] row = new double[model.inputs().size()];
        for (int a = 0; a < asked.length; a++) {
            masks[a] = new long[standsFor[asked[a]].length];
            for (int code = 0; code < masks[a].length; code++) {
                row[asked[a]] = standsFor[asked[a]][code];
                long open = -1;
                for (int i = 0; i < size; i++) {
                    if (all.feature()[root + i] != asked[a]) continue;
                    int closed = all.next(root + i, row) == all.left()[root + i]
                            ? all.right()[root + i]
                            : all.left()[root + i];
                    open &= ~below[closed - root];
                }
                masks[a][code] = open;
            }
        }
        int width = all.output()[t] < 0 ? model.outputs() : 1;
        double[] values = new double[leaves.size() * width];
        for (int l = 0; l < leaves.size(); l++) {
            for (int k = 0; k < width; k++)
                values[l * width + k] = scale * all.values()[leaves.get(l) * all.width() + k];
        }
        return new Tree(asked, masks, values, all.output()[t]);
    }

    /**
     * Scores before the link.
     *
     * @param donors rows from which the input is taken
     * @param members rows that are scored
     * @return per donor members × outputs
     */
    public double[][] scores(int input, int[] donors, int[] members) {
        int outputs = model.outputs();
        double[][] all = new double[donors.length][members.length * outputs];
        Work.run(pool, (members.length + BLOCK - 1) / BLOCK, () -> {
            long[] open = new long[BLOCK];
            double[] base = new double[BLOCK * outputs];
            double[] leaf = new double[BLOCK];
            return b -> {
                int from = b * BLOCK;
                int n = Math.min(BLOCK, members.length - from);
                for (int i = 0; i < n; i++) System.arraycopy(model.base(), 0, base, i * outputs, outputs);
                for (Tree tree : trees) {
                    int varied = tree.place(input);
                    open(tree, varied, members, from, n, open);
                    if (varied < 0) {
                        for (int i = 0; i < n; i++) add(tree, Long.numberOfTrailingZeros(open[i]), base, i * outputs);
                    } else vary(tree, varied, codes[input], donors, open, n, leaf, all, from * outputs);
                }
                for (double[] of : all) for (int v = 0; v < n * outputs; v++) of[from * outputs + v] += base[v];
            };
        });
        return all;
    }

    private void open(Tree tree, int varied, int[] members, int from, int n, long[] open) {
        Arrays.fill(open, 0, n, -1);
        for (int a = 0; a < tree.asked.length; a++) {
            if (a != varied) and(tree.masks[a], codes[tree.asked[a]], members, from, n, open);
        }
    }

    /** A method of its own, so that the compiler sees a simple loop. */
    private static void and(long[] masks, int[] codes, int[] members, int from, int n, long[] open) {
        for (int i = 0; i < n; i++) open[i] &= masks[codes[members[from + i]]];
    }

    private void add(Tree tree, int leaf, double[] out, int at) {
        if (tree.output >= 0) out[at + tree.output] += tree.values[leaf];
        else for (int k = 0; k < model.outputs(); k++) out[at + k] += tree.values[leaf * model.outputs() + k];
    }

    /** Donors that leave the same leaves open share a step. */
    private void vary(
            Tree tree,
            int varied,
            int[] codes,
            int[] donors,
            long[] open,
            int n,
            double[] leaf,
            double[][] all,
            int at) {
        int outputs = model.outputs();
        long[] masks = tree.masks[varied];
        for (int d = 0; d < donors.length; d++) {
            long mask = masks[codes[donors[d]]];
            int same = 0;
            while (masks[codes[donors[same]]] != mask) same++;
            if (same < d) continue; // done with an earlier donor
            for (int k = 0; k < outputs; k++) {
                if (tree.output >= 0 && tree.output != k) continue;
                int width = tree.output >= 0 ? 1 : outputs;
                look(tree.values, width, tree.output >= 0 ? 0 : k, mask, open, n, leaf);
                for (int other = d; other < donors.length; other++) {
                    if (masks[codes[donors[other]]] == mask) add(leaf, n, all[other], at + k, outputs);
                }
            }
        }
    }

    private static void look(double[] values, int width, int place, long mask, long[] open, int n, double[] leaf) {
        for (int i = 0; i < n; i++) {
            leaf[i] = values[Long.numberOfTrailingZeros(open[i] & mask) * width + place];
        }
    }

    private static void add(double[] leaf, int n, double[] out, int at, int step) {
        if (step == 1) for (int i = 0; i < n; i++) out[at + i] += leaf[i];
        else for (int i = 0; i < n; i++) out[at + i * step] += leaf[i];
    }
}
