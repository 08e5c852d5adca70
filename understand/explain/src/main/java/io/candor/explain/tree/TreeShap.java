package io.candor.explain.tree;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;

/** Shapley values of a tree ensemble. */
public final class TreeShap {
    private final TreeEnsemble model;
    private final RankedRows.Questions questions;
    private final PathShape shape;
    private final double[] shares;
    private final double[] base;

    /**
     * Path-dependent values: an input that is not known is averaged over as the training rows went, question by question.
     *
     * @throws CandorException {@code CND-E005} if the covers are not known, {@code CND-E006} for trees too deep
     */
    public static TreeShap pathDependent(TreeEnsemble model) {
        return new TreeShap(model);
    }

    private TreeShap(TreeEnsemble model) {
        this.model = model;
        this.questions = new RankedRows.Questions(model);
        this.shape = new PathShape(model.trees());
        this.shares = NodeShares.of(model.trees());
        this.base = base(model, shares);
    }

    private double scale() {
        return model.averaged() ? 1.0 / Math.max(1, model.trees().count()) : 1;
    }

    private static double[] base(TreeEnsemble model, double[] shares) {
        Trees trees = model.trees();
        double[] reach = new double[shares.length];
        double[] base = new double[model.outputs()];
        for (int t = 0; t < trees.count(); t++) {
            for (int i = trees.roots()[t]; i < trees.end(t); i++) {
                if (i == trees.roots()[t]) reach[i] = 1;
                if (trees.isLeaf(i)) for (int k = 0; k < base.length; k++) base[k] += reach[i] * trees.value(t, i, k);
                else
                    for (int child : new int[] {trees.left()[i], trees.right()[i]})
                        reach[child] = reach[i] * shares[child];
            }
        }
        for (int k = 0; k < base.length; k++)
            base[k] = model.base()[k] + (model.averaged() ? base[k] / Math.max(1, trees.count()) : base[k]);
        return base;
    }

    public ShapValues values(Table rows, ForkJoinPool pool) {
        return walk(rows, false, pool).values();
    }

    public ShapInteractions interactions(Table rows, ForkJoinPool pool) {
        return walk(rows, true, pool);
    }

    private ShapInteractions walk(Table table, boolean pairs, ForkJoinPool pool) {
        int rows = table.rows();
        int inputs = model.inputs().size();
        int outputs = model.outputs();
        double[][] columns = new double[inputs * outputs][rows];
        double[][] pairColumns = new double[pairs ? Pairs.count(inputs) * outputs : 0][rows];
        RankedRows ranked = questions.rank(table);
        int blocks = (rows + PathWalk.BLOCK - 1) / PathWalk.BLOCK;
        Work.run(pool, blocks, () -> {
            PathWalk walk = new PathWalk(model.trees(), shares, shape, ranked, outputs, scale(), pairs);
            double[][] block = new double[columns.length][PathWalk.BLOCK];
            double[][] pairBlock = new double[pairColumns.length][PathWalk.BLOCK];
            return b -> {
                int from = b * PathWalk.BLOCK;
                int n = Math.min(PathWalk.BLOCK, rows - from);
                for (double[] c : block) Arrays.fill(c, 0);
                for (double[] c : pairBlock) Arrays.fill(c, 0);
                walk.run(from, n, block, pairBlock);
                for (int c = 0; c < columns.length; c++) System.arraycopy(block[c], 0, columns[c], from, n);
                for (int c = 0; c < pairColumns.length; c++)
                    for (int i = 0; i < n; i++) pairColumns[c][from + i] = pairBlock[c][i] / 2;
            };
        });
        return new ShapInteractions(new ShapValues(base, columns, inputs, outputs), pairColumns);
    }
}
