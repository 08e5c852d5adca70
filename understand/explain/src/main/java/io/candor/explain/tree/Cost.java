package io.candor.explain.tree;

import io.candor.core.model.Trees;

/** Which way of computing values takes least, by counts of steps. Wrong guesses cost time, never accuracy. */
final class Cost {
    /** Tables of more inputs would take hundreds of megabytes. */
    private static final int WIDEST = 18;

    private static final int WIDEST_PAIRS = 14;

    // nanoseconds of a step, measured on one machine
    private static final double WALK = 1.2; // per edge, quadrature node and row
    private static final double LOOK_UP = 2; // per leaf and row: an input's table, fewer leaves than tables
    private static final double FILL = 4; // per leaf, pattern and input
    private static final double PAIR = 60; // per leaf that some mixture of two rows reaches

    private Cost() {}

    /** Bits of a cluster's patterns: more rows bear larger tables, fewer clusters. */
    static int bits(int rows) {
        int log = 32 - Integer.numberOfLeadingZeros(Math.max(1, rows - 1));
        return Math.max(4, Math.min(10, log - 4));
    }

    static TreeShap.Way way(Trees trees, PathShape shape, int rows, int background, boolean pairs) {
        double walk = 0;
        double tables = 0;
        double leaves = 0;
        int widest = 0;
        for (int t = 0; t < trees.count(); t++) {
            widest = Math.max(widest, shape.widest[t]);
            for (int i = trees.roots()[t]; i < trees.end(t); i++) {
                if (!trees.isLeaf(i)) continue;
                double inputs = shape.unique[i];
                double columns = pairs ? inputs * (inputs + 1) / 2 : inputs;
                leaves++;
                walk += 2 * WALK * (shape.widest[t] / 2 + 1) * (pairs ? inputs : 1) * rows;
                tables += (double) (1L << Math.min(62, shape.unique[i])) * columns * FILL
                        + LOOK_UP * (rows * columns / Math.max(1, inputs) + background);
            }
        }
        boolean wide = widest > (pairs ? WIDEST_PAIRS : WIDEST);
        if (background == 0) return wide || pairs || walk < tables ? TreeShap.Way.WALK : TreeShap.Way.TABLES;
        return wide || PAIR * leaves / 4 * rows * background < tables ? TreeShap.Way.PAIRS : TreeShap.Way.TABLES;
    }
}
