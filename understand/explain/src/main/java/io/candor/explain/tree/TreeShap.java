package io.candor.explain.tree;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import io.candor.explain.NodeShares;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Shapley values of a tree ensemble's score, before its link, in double precision: base plus values is {@link
 * TreeEnsemble#additiveScore} up to rounding. Which way is taken is decided by the shape of trees and the number of rows;
 * all ways give the same up to rounding, and the same bits on any number of threads. Immutable and thread-safe.
 *
 * <p>Memory beside the model and the result: 4 to 8 bytes per cell of the rows and of the background, about 50 MB of tables, and
 * per thread some megabytes.
 *
 * <pre>{@code
 * ShapValues values = TreeShap.pathDependent(model).values(rows, ForkJoinPool.commonPool());
 * double ofAge = values.get(0, 1, 0); // first row, second input, first output
 * }</pre>
 */
public final class TreeShap {
    /** How values are computed. */
    enum Way {
        WALK,
        TABLES,
        PAIRS
    }

    private final TreeEnsemble model;
    private final RankedRows.Questions questions;
    private final PathShape shape;
    private final double[] shares; // 1 everywhere where only background rows count
    private final @Nullable Table background;
    private final double scale;

    private TreeShap(TreeEnsemble model, double[] shares, @Nullable Table background) {
        finite(model);
        this.model = model;
        this.questions = new RankedRows.Questions(model);
        this.shape = new PathShape(model.trees());
        this.shares = shares;
        this.background = background;
        this.scale = model.averaged() ? 1.0 / Math.max(1, model.trees().count()) : 1;
    }

    /**
     * Path-dependent values: an input that is not known is averaged over as the training rows went, question by question.
     *
     * @throws CandorException {@code CND-E005} if the covers are not known, {@code CND-E006} for trees too deep, {@code CND-E007}
     *     for an infinite leaf
     */
    public static TreeShap pathDependent(TreeEnsemble model) {
        return new TreeShap(model, NodeShares.of(model.trees()), null);
    }

    /**
     * Interventional values: an input that is not known is taken from each background row in turn, whatever the known ones are.
     *
     * @throws CandorException {@code CND-E006}, {@code CND-E007} as above, {@code CND-E008} without background rows
     */
    public static TreeShap interventional(TreeEnsemble model, Table background) {
        check(model, background);
        double[] shares = new double[model.trees().feature().length];
        Arrays.fill(shares, 1);
        return new TreeShap(model, shares, background);
    }

    static void check(TreeEnsemble model, Table background) {
        finite(model);
        if (background.rows() == 0) {
            throw CandorException.user(
                    "CND-E008",
                    "there are no background rows",
                    "rows to take the values of absent inputs from",
                    "check the background data, or the filter that chose its rows");
        }
    }

    private static void finite(TreeEnsemble model) {
        for (double v : model.trees().values()) {
            if (!Double.isInfinite(v)) continue;
            throw CandorException.user(
                    "CND-E007",
                    "a leaf of the model is infinite",
                    "finite scores, which can be shared among inputs",
                    "train the model again with a bound on its leaves");
        }
    }

    /** Values of every row. */
    public ShapValues values(Table rows, ForkJoinPool pool) {
        return values(rows, Cost.way(model.trees(), shape, rows.rows(), behind(), false), pool)
                .values();
    }

    /** Interactions of every row, and its values. */
    public ShapInteractions interactions(Table rows, ForkJoinPool pool) {
        return interactions(rows, Cost.way(model.trees(), shape, rows.rows(), behind(), true), pool);
    }

    private int behind() {
        return background == null ? 0 : background.rows();
    }

    ShapInteractions values(Table rows, Way way, ForkJoinPool pool) {
        return run(rows, way, new double[0][], pool);
    }

    ShapInteractions interactions(Table rows, Way way, ForkJoinPool pool) {
        int columns = Pairs.count(model.inputs().size()) * model.outputs();
        return run(rows, way, new double[columns][rows.rows()], pool);
    }

    private ShapInteractions run(Table rows, Way way, double[][] pairs, ForkJoinPool pool) {
        double[][] values = new double[model.inputs().size() * model.outputs()][rows.rows()];
        double[] leaves = switch (way) {
            case WALK -> walk(rows, values, pairs, pool);
            case TABLES -> tables(rows, values, pairs, pool);
            case PAIRS -> pairs(rows, values, pairs, pool);
        };
        return new ShapInteractions(
                new ShapValues(withBase(leaves), values, model.inputs().size(), model.outputs()), pairs);
    }

    private double[] withBase(double[] leaves) {
        double[] base = model.base().clone();
        for (int k = 0; k < base.length; k++) base[k] += leaves[k];
        return base;
    }

    /** Per output what path-dependent values start from. */
    double[] sharedBase() {
        return withBase(sharedLeaves());
    }

    private double[] walk(Table table, double[][] values, double[][] pairs, ForkJoinPool pool) {
        RankedRows ranked = questions.rank(table);
        int rows = table.rows();
        int threads = pool.getParallelism();
        int size = Math.max(1, Math.min(PathWalk.BLOCK, (rows + threads - 1) / threads)); // changes no sum
        Work.run(pool, (rows + size - 1) / size, () -> {
            PathWalk walk =
                    new PathWalk(model.trees(), shares, shape, ranked, model.outputs(), scale, pairs.length > 0);
            double[][] block = new double[values.length][PathWalk.BLOCK];
            double[][] pairBlock = new double[pairs.length][PathWalk.BLOCK];
            return b -> {
                int from = b * size;
                int n = Math.min(size, rows - from);
                for (double[] column : block) Arrays.fill(column, 0);
                for (double[] column : pairBlock) Arrays.fill(column, 0);
                walk.run(from, n, block, pairBlock);
                for (int c = 0; c < values.length; c++) System.arraycopy(block[c], 0, values[c], from, n);
                for (int c = 0; c < pairs.length; c++) {
                    for (int i = 0; i < n; i++) pairs[c][from + i] = pairBlock[c][i] / 2;
                }
            };
        });
        return sharedLeaves();
    }

    /** Per output the mean of leaves by the shares of training rows. */
    private double[] sharedLeaves() {
        Trees trees = model.trees();
        double[] reach = new double[shares.length];
        double[] sums = new double[model.outputs()];
        for (int t = 0; t < trees.count(); t++) {
            reach[trees.roots()[t]] = scale;
            for (int i = trees.roots()[t]; i < trees.end(t); i++) {
                if (trees.isLeaf(i)) {
                    for (int k = 0; k < sums.length; k++) sums[k] += reach[i] * trees.value(t, i, k);
                    continue;
                }
                reach[trees.left()[i]] = reach[i] * shares[trees.left()[i]];
                reach[trees.right()[i]] = reach[i] * shares[trees.right()[i]];
            }
        }
        return sums;
    }

    private double[] tables(Table table, double[][] values, double[][] pairs, ForkJoinPool pool) {
        RankedRows ranked = questions.rank(table);
        RankedRows behind = background == null ? null : questions.rank(background);
        int bits = Cost.bits(table.rows());
        Clusters clusters = new Clusters(model.trees(), shares, shape, bits);
        double[] leaves = new PatternTables(clusters, model.outputs(), scale, false, behind).run(ranked, values, pool);
        if (pairs.length > 0) {
            new PatternTables(clusters, model.outputs(), scale, true, behind).run(ranked, pairs, pool);
        }
        Trees trees = model.trees();
        for (int t = 0; t < trees.count(); t++) {
            if (shape.deepest[t] > 0) continue; // a tree of one leaf has no cluster
            for (int k = 0; k < leaves.length; k++) leaves[k] += scale * trees.value(t, trees.roots()[t], k);
        }
        return leaves;
    }

    private double[] pairs(Table table, double[][] values, double[][] pairs, ForkJoinPool pool) {
        if (background == null) throw new IllegalStateException("no background");
        EncodedRows rows = new EncodedRows(model, table);
        double[][] behind = new EncodedRows(model, background).all();
        Work.run(pool, table.rows(), () -> {
            PairedRows paired =
                    new PairedRows(model.trees(), shape, model.inputs().size(), model.outputs(), scale);
            double[] sums = new double[values.length];
            double[] pairSums = new double[pairs.length];
            return i -> {
                Arrays.fill(sums, 0);
                Arrays.fill(pairSums, 0);
                double[] row = rows.get(i);
                for (double[] other : behind) paired.add(row, other, sums, pairSums);
                for (int c = 0; c < sums.length; c++) values[c][i] = sums[c] / behind.length;
                for (int c = 0; c < pairSums.length; c++) pairs[c][i] = pairSums[c] / behind.length;
            };
        });
        double[] leaves = new double[model.outputs()];
        for (double[] other : behind) {
            for (int k = 0; k < leaves.length; k++) {
                leaves[k] += (model.additiveScore(other, k) - model.base()[k]) / behind.length;
            }
        }
        return leaves;
    }
}
