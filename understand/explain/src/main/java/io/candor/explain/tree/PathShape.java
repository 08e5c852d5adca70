package io.candor.explain.tree;

import io.candor.core.CandorException;
import io.candor.core.model.Trees;

/**
 * What the way from the root to each node looks like. An edge is named by the node that it leads to. Where an input is asked
 * again further down, the deeper edge replaces the earlier one: a row satisfies it if it satisfied both.
 */
final class PathShape {
    /** Deeper trees are refused: work and memory per row grow with depth, and no trainer makes such. */
    static final int DEEPEST = 512;

    /** Per edge the last one above it that asked the same input, −1 if none. */
    final int[] earlier;

    /** Per edge the place of its input among the inputs of the path, in the order in which they are first asked. */
    final int[] slot;

    /** Per node its depth; 0 for a root. */
    final int[] depth;

    /** Per node how many different inputs its path asks. */
    final int[] unique;

    /** Per tree the most inputs on a path. */
    final int[] widest;

    /** Per tree the most edges on a path. */
    final int[] deepest;

    /** @throws CandorException {@code CND-E006} if a tree is deeper than {@link #DEEPEST} */
    PathShape(Trees trees) {
        int nodes = trees.feature().length;
        earlier = new int[nodes];
        slot = new int[nodes];
        depth = new int[nodes];
        unique = new int[nodes];
        widest = new int[trees.count()];
        deepest = new int[trees.count()];
        int[] parent = new int[nodes];
        for (int t = 0; t < trees.count(); t++) {
            int root = trees.roots()[t];
            parent[root] = -1;
            earlier[root] = -1;
            for (int i = root; i < trees.end(t); i++) {
                widest[t] = Math.max(widest[t], unique[i]);
                deepest[t] = Math.max(deepest[t], depth[i]);
                if (trees.isLeaf(i)) continue;
                if (depth[i] >= DEEPEST) throw tooDeep();
                int asked = i;
                while (parent[asked] >= 0 && trees.feature()[parent[asked]] != trees.feature()[i])
                    asked = parent[asked];
                boolean first = parent[asked] < 0;
                for (int child : new int[] {trees.left()[i], trees.right()[i]}) {
                    parent[child] = i;
                    depth[child] = depth[i] + 1;
                    unique[child] = unique[i] + (first ? 1 : 0);
                    earlier[child] = first ? -1 : asked;
                    slot[child] = first ? unique[i] : slot[asked];
                }
            }
        }
    }

    private static CandorException tooDeep() {
        return CandorException.user(
                "CND-E006",
                "a tree of the model is deeper than " + DEEPEST + " questions",
                "trees that a person or a trainer made",
                "train it with a bound on depth");
    }
}
