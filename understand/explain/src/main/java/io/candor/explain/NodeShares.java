package io.candor.explain;

import io.candor.core.CandorException;
import io.candor.core.model.Trees;

/**
 * The share of a node's training weight that went to each child. A share is taken of both children's weight, not of the
 * parent's: files round weights, and shares must add up to 1. Below a node that no row reached, each child has half.
 */
public final class NodeShares {
    private NodeShares() {}

    /**
     * @return per node its share of its parent's weight; 1 for a root
     * @throws CandorException {@code CND-E005} if the covers are not known
     */
    public static double[] of(Trees trees) {
        double[] cover = trees.cover();
        double[] shares = new double[cover.length];
        for (int root : trees.roots()) {
            shares[root] = 1;
            if (!trees.isLeaf(root) && !(cover[root] > 0)) throw unknown();
        }
        for (int i = 0; i < cover.length; i++) {
            if (trees.isLeaf(i)) continue;
            int l = trees.left()[i];
            int r = trees.right()[i];
            double weight = cover[l] + cover[r];
            if (!(weight < Double.POSITIVE_INFINITY)) throw unknown();
            shares[l] = weight > 0 ? cover[l] / weight : 0.5;
            shares[r] = weight > 0 ? cover[r] / weight : 0.5;
        }
        return shares;
    }

    private static CandorException unknown() {
        return CandorException.user(
                "CND-E005",
                "the model does not say how many rows reached each of its nodes",
                "covers, from which means along a path are made",
                "explain it by a method that uses background data");
    }
}
