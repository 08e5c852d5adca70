package io.candor.explain;

import io.candor.core.CandorException;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;

/** Per node of an ensemble and output, the mean of its leaves, weighted by their covers. */
final class NodeMeans {
    private NodeMeans() {}

    /**
     * @return nodes × outputs
     * @throws CandorException {@code CND-E005} if the covers are not known
     */
    static double[] of(TreeEnsemble model) {
        Trees trees = model.trees();
        int outputs = model.outputs();
        double[] shares = NodeShares.of(trees);
        double[] means = new double[trees.feature().length * outputs];
        for (int t = 0; t < trees.count(); t++) {
            for (int i = trees.end(t) - 1; i >= trees.roots()[t]; i--) { // children stand after their parent
                int l = trees.left()[i];
                int r = trees.right()[i];
                for (int k = 0; k < outputs; k++) {
                    means[i * outputs + k] = trees.isLeaf(i)
                            ? trees.value(t, i, k)
                            : shares[l] * means[l * outputs + k] + shares[r] * means[r * outputs + k];
                }
            }
        }
        return means;
    }
}
