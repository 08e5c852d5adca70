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
        double[] means = new double[trees.feature().length * outputs];
        for (int t = 0; t < trees.count(); t++) {
            for (int i = trees.end(t) - 1; i >= trees.roots()[t]; i--) { // children stand after their parent
                int l = trees.left()[i];
                int r = trees.right()[i];
                for (int k = 0; k < outputs; k++) {
                    if (trees.isLeaf(i)) {
                        means[i * outputs + k] = trees.value(t, i, k);
                        continue;
                    }
                    double weight = trees.cover()[l] + trees.cover()[r];
                    if (!(weight > 0)) throw unknown();
                    means[i * outputs + k] =
                            (trees.cover()[l] * means[l * outputs + k] + trees.cover()[r] * means[r * outputs + k])
                                    / weight;
                }
            }
        }
        return means;
    }

    private static CandorException unknown() {
        return CandorException.user(
                "CND-E005",
                "the model does not say how many rows reached each of its nodes",
                "covers, from which means along a path are made",
                "explain it by a method that uses background data");
    }
}
