package io.candor.explain.tree;

import io.candor.core.data.Table;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.concurrent.ForkJoinPool;

/** How many rows reach each node of an ensemble's trees: for models whose files do not say it of their training. */
public final class Covers {
    private Covers() {}

    /** Whether the model says how many rows reached its nodes. */
    public static boolean known(TreeEnsemble model) {
        Trees trees = model.trees();
        for (int root : trees.roots()) if (!trees.isLeaf(root) && !(trees.cover()[root] > 0)) return false;
        for (int i = 0; i < trees.cover().length; i++) if (Double.isNaN(trees.cover()[i])) return false;
        return true;
    }

    /** The same model with the rows of a table counted at its nodes. */
    public static TreeEnsemble counted(TreeEnsemble model, Table table, ForkJoinPool pool) {
        Trees t = model.trees();
        EncodedRows rows = new EncodedRows(model, table);
        double[] cover = new double[t.cover().length];
        Work.run(pool, t.count(), () -> tree -> {
            for (int i = 0; i < rows.count(); i++) cover[t.leaf(tree, rows.get(i))]++;
            for (int node = t.end(tree) - 1; node >= t.roots()[tree]; node--) {
                if (!t.isLeaf(node)) cover[node] = cover[t.left()[node]] + cover[t.right()[node]];
            }
        });
        return with(model, cover);
    }

    /** The same model with other covers, one per node. */
    static TreeEnsemble with(TreeEnsemble model, double[] cover) {
        return model.with(model.trees().withCover(cover));
    }
}
