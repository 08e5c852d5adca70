package io.candor.explain.tree;

import io.candor.core.model.Trees;
import java.util.Arrays;

/**
 * Path-dependent Shapley values of a block of rows, by walking every tree once with all of them (Quadrature-TreeSHAP, arXiv
 * 2605.04497; the walk over edges after Yu et al., "Linear TreeShap", NeurIPS 2022).
 *
 * <p>A leaf of value v whose path asks the inputs e, reached by a share r<sub>e</sub> of training rows and satisfied (b<sub>e</sub> = 1)
 * or not by the row, is the game v · Π b or r. Its Shapley value is ∫ v (b<sub>d</sub> − r<sub>d</sub>) Π<sub>e≠d</sub> x<sub>e</sub>(t) dt,
 * x<sub>e</sub> = t b<sub>e</sub> + (1 − t) r<sub>e</sub>. The walk carries Π x down and sums of leaves up, at every node of the
 * quadrature; each edge adds (b − r)/x times the sum below it, and takes back what an earlier edge of the same input will
 * add too much: c = w (b − r)/x is −w/(1 − t) if b = 0 and w (1 − r)/(r + (1 − r) t) if b = 1, so nothing is divided by zero.
 * For pairs, an edge adds (c − c of the earlier edge) times the current c of every other input above it, which telescopes
 * to the product of both at each leaf.
 *
 * <p>Work per row: edges × nodes of the quadrature, one per two inputs of the longest path; pairs: times the inputs above an edge.
 * Differs from the paper: as many nodes as exactness needs, and a block of rows side by side rather than one row's lanes.
 * One per thread; memory is depth × nodes × {@link #BLOCK} doubles, a few times.
 */
final class PathWalk {
    /** Rows that walk together. */
    static final int BLOCK = 128;

    private final Trees trees;
    private final double[] shares;
    private final PathShape shape;
    private final RankedRows rows;
    private final int outputs;
    private final double scale;
    private final boolean pairs;

    private int from;
    private int n;
    private GaussLegendre rule = GaussLegendre.of(1);
    private int tree;
    private int output;
    private double[][] values = new double[0][];
    private double[][] pairValues = new double[0][];
    private Level[] levels = new Level[0]; // by depth; the first stands for an edge above the root that says nothing
    private double[] moved = new double[0]; // pairs only: what an edge changes, per quadrature node and row
    private final int[] mask = new int[BLOCK];

    /** What the walk knows of the current edge at one depth, and of the node that it leads to. */
    private static final class Level {
        int edge;
        int feature = -1;
        boolean last = true; // no deeper edge of the path asks its input
        double reach = 1; // of its input, by this edge and all earlier ones
        final double[] inverse; // per quadrature node 1 / x of a row that satisfies it
        final double[] satisfied = new double[BLOCK]; // 1 or 0
        final double[] product; // per quadrature node and row Π x
        final double[] sum; // per quadrature node and row Σ of leaves below
        final double[] factor; // pairs only: (b − r) / x
        final double[] goesLeft = new double[BLOCK]; // from the node

        Level(int count, boolean pairs) {
            inverse = new double[count];
            product = new double[count * BLOCK];
            sum = new double[count * BLOCK];
            factor = new double[pairs ? count * BLOCK : 0];
            Arrays.fill(inverse, 1);
            Arrays.fill(satisfied, 1);
            Arrays.fill(product, 1);
        }
    }

    /** @param scale what every leaf is multiplied by */
    PathWalk(Trees trees, double[] shares, PathShape shape, RankedRows rows, int outputs, double scale, boolean pairs) {
        this.trees = trees;
        this.shares = shares;
        this.shape = shape;
        this.rows = rows;
        this.outputs = outputs;
        this.scale = scale;
        this.pairs = pairs;
    }

    /**
     * Adds up the values of some rows over all trees.
     *
     * @param values by input × outputs + output, each with room for the block
     * @param pairValues by {@link Pairs#of} × outputs + output; empty if pairs are not asked for
     */
    void run(int from, int n, double[][] values, double[][] pairValues) {
        this.from = from;
        this.n = n;
        this.values = values;
        this.pairValues = pairValues;
        for (int t = 0; t < trees.count(); t++) {
            if (shape.deepest[t] == 0) continue;
            tree = t;
            prepare(GaussLegendre.degree(shape.widest[t] - 1), shape.deepest[t] + 1);
            int only = trees.output()[t];
            levels[0].edge = trees.roots()[t];
            for (output = Math.max(only, 0); output < (only < 0 ? outputs : only + 1); output++) visit(0);
        }
    }

    private void prepare(GaussLegendre needed, int depth) {
        if (needed.count() == rule.count() && depth <= levels.length) return;
        rule = needed;
        levels = new Level[Math.max(depth, levels.length)];
        for (int d = 0; d < levels.length; d++) levels[d] = new Level(rule.count(), pairs);
        moved = new double[pairs ? rule.count() * BLOCK : 0];
    }

    /** Leaves in a level's sum what the leaves under its edge's node, an inner one, add up to. */
    private void visit(int depth) {
        Level here = levels[depth];
        for (int k = 0; k < rule.count(); k++) Arrays.fill(here.sum, k * BLOCK, k * BLOCK + n, 0);
        rows.left(here.edge, from, n, mask);
        for (int i = 0; i < n; i++) here.goesLeft[i] = -mask[i];
        edge(here, levels[depth + 1], trees.left()[here.edge], true);
        edge(here, levels[depth + 1], trees.right()[here.edge], false);
    }

    private void edge(Level above, Level here, int child, boolean left) {
        boolean leaf = trees.isLeaf(child);
        double value = leaf ? scale * trees.value(tree, child, output) : 1;
        if (value == 0) return;
        Level before = levels[shape.earlier[child] < 0 ? 0 : shape.depth[shape.earlier[child]]];
        here.edge = child;
        here.feature = trees.feature()[above.edge];
        here.reach = before.reach * shares[child];
        if (left) Lanes.and(before.satisfied, above.goesLeft, here.satisfied, n);
        else Lanes.andNot(before.satisfied, above.goesLeft, here.satisfied, n);
        if (before == levels[0]) multiplyFirst(above, here, value);
        else multiplyAgain(above, here, before, shares[child], value);
        before.last = false;
        if (!leaf) visit(shape.depth[child]);
        double[] sums = leaf ? here.product : here.sum;
        if (before == levels[0]) addFirst(sums, above, here);
        else addAgain(sums, above, here, before);
        if (pairs) addPairs(sums, here, before);
        before.last = true;
    }

    private void multiplyFirst(Level above, Level here, double value) {
        double r = here.reach;
        for (int k = 0; k < rule.count(); k++) {
            double t = rule.nodes()[k];
            double on = r + (1 - r) * t;
            double off = r * (1 - t);
            here.inverse[k] = 1 / on;
            Lanes.multiply(above.product, here.satisfied, here.product, k * BLOCK, n, off * value, (on - off) * value);
            if (pairs) factors(here, k);
        }
    }

    private void multiplyAgain(Level above, Level here, Level before, double share, double value) {
        double r = here.reach;
        for (int k = 0; k < rule.count(); k++) {
            double t = rule.nodes()[k];
            double on = r + (1 - r) * t;
            here.inverse[k] = 1 / on;
            double lost = r * (1 - t) * before.inverse[k];
            double kept = on * before.inverse[k];
            Lanes.multiply(
                    above.product,
                    before.satisfied,
                    here.satisfied,
                    here.product,
                    k * BLOCK,
                    n,
                    share * value,
                    (lost - share) * value,
                    (kept - lost) * value);
            if (pairs) factors(here, k);
        }
    }

    private void factors(Level here, int k) {
        double off = -1 / (1 - rule.nodes()[k]);
        double on = (1 - here.reach) * here.inverse[k];
        Lanes.line(here.satisfied, here.factor, k * BLOCK, n, off, on - off);
    }

    private void addFirst(double[] sums, Level above, Level here) {
        double[] out = values[here.feature * outputs + output];
        for (int k = 0; k < rule.count(); k++) {
            double w = rule.weights()[k];
            double off = -w / (1 - rule.nodes()[k]);
            double on = w * (1 - here.reach) * here.inverse[k];
            Lanes.add(sums, here.satisfied, above.sum, out, k * BLOCK, n, off, on - off);
        }
    }

    private void addAgain(double[] sums, Level above, Level here, Level before) {
        double[] out = values[here.feature * outputs + output];
        for (int k = 0; k < rule.count(); k++) {
            double w = rule.weights()[k];
            double off = w / (1 - rule.nodes()[k]);
            double on = w * (1 - here.reach) * here.inverse[k] + off;
            double was = w * (1 - before.reach) * before.inverse[k] + off;
            Lanes.add(sums, before.satisfied, here.satisfied, above.sum, out, k * BLOCK, n, -was, on);
        }
    }

    private void addPairs(double[] sums, Level here, Level before) {
        boolean first = before == levels[0];
        for (int k = 0; k < rule.count(); k++) {
            double w = rule.weights()[k];
            if (first) Lanes.move(sums, here.factor, moved, k * BLOCK, n, w);
            else Lanes.move(sums, here.factor, before.factor, moved, k * BLOCK, n, w);
        }
        for (int d = 1; levels[d] != here; d++) {
            Level other = levels[d];
            if (!other.last || other == before) continue;
            double[] out = pairValues[Pairs.of(here.feature, other.feature) * outputs + output];
            for (int k = 0; k < rule.count(); k++) Lanes.addProduct(moved, other.factor, out, k * BLOCK, n);
        }
    }
}
