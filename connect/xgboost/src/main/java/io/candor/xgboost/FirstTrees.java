package io.candor.xgboost;

import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.Arrays;

/** The first trees of an ensemble, as if it had been stopped there. */
final class FirstTrees {
    private FirstTrees() {}

    static TreeEnsemble of(TreeEnsemble model, int count) {
        Trees t = model.trees();
        if (count >= t.count()) return model;
        int nodes = t.roots()[count];
        Trees first = new Trees(
                Arrays.copyOf(t.roots(), count),
                Arrays.copyOf(t.feature(), nodes),
                Arrays.copyOf(t.threshold(), nodes),
                Arrays.copyOf(t.left(), nodes),
                Arrays.copyOf(t.right(), nodes),
                Arrays.copyOf(t.missingLeft(), nodes),
                Arrays.copyOf(t.set(), nodes),
                t.sets(),
                Arrays.copyOf(t.cover(), nodes),
                Arrays.copyOf(t.values(), nodes * t.width()),
                t.width(),
                Arrays.copyOf(t.output(), count),
                t.comparison(),
                t.precision());
        return new TreeEnsemble(
                model.task(),
                model.target(),
                model.inputs(),
                model.classes(),
                model.link(),
                model.base(),
                first,
                model.averaged());
    }
}
