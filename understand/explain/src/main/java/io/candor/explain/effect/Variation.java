package io.candor.explain.effect;

import io.candor.core.model.Scores;
import io.candor.core.model.TreeEnsemble;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import io.candor.explain.tree.VariedTrees;
import java.util.Arrays;
import java.util.Optional;

/** What a model says of rows with one input taken from other rows. Small trees are asked in a way of their own, which is quicker. */
final class Variation {
    private final BlackBox model;
    private final InputRows rows;
    private final Optional<VariedTrees> trees;

    Variation(BlackBox model, InputRows rows) {
        this.model = model;
        this.rows = rows;
        this.trees = model.model() instanceof TreeEnsemble ensemble
                ? VariedTrees.of(ensemble, rows.table(), model.pool())
                : Optional.empty();
    }

    /**
     * @param donors rows from which the input is taken
     * @param members rows that are scored
     * @return per donor members × outputs
     */
    double[][] scores(int input, int[] donors, int[] members) {
        double[][] all = new double[donors.length][];
        if (trees.isPresent()) {
            double[][] found = trees.get().scores(input, donors, members);
            for (int d = 0; d < all.length; d++) all[d] = predicted(input, found[d], members.length);
            return all;
        }
        int[][] picked = new int[rows.inputs().size()][];
        Arrays.fill(picked, members);
        for (int d = 0; d < all.length; d++) {
            picked[input] = new int[members.length];
            Arrays.fill(picked[input], donors[d]);
            all[d] = to(input).score(rows.mixed(picked));
        }
        return all;
    }

    private double[] predicted(int input, double[] scores, int n) {
        TreeEnsemble ensemble = (TreeEnsemble) model.model();
        int outputs = ensemble.outputs();
        for (int i = 0; i < n; i++) ensemble.link().invert(scores, i * outputs, outputs);
        return to(input).outputsOf(new Scores(scores, n, outputs, ensemble.scale()));
    }

    private BlackBox to(int input) {
        return model.to("vary '" + rows.inputs().get(input).name() + "'");
    }
}
