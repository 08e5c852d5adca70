package io.candor.explain.tree;

import io.candor.core.model.Trees;

/**
 * Shapley values of one row against one background row, plainly: every leaf that some mixture of the two reaches, once (Lundberg
 * et al. 2020, "interventional" TreeSHAP). With s inputs that only the row satisfies and n that only the background row does, a leaf
 * of value v gives (s − 1)! n! / (s + n)! v to each of the former, and −s! (n − 1)! / (s + n)! v to each of the latter. Exact
 * for trees of any depth; the oracle of the tables. One per thread.
 */
final class PairedRows {
    private final Trees trees;
    private final int outputs;
    private final double scale;
    private final double[][] beta; // a! b! / (a + b + 1)!
    private final byte[] owner; // by input: 1 the row's, −1 the background row's, 0 both
    private final int[] inputs; // those that the path shares between them
    private int tree;
    private double[] row = new double[0];
    private double[] behind = new double[0];
    private double[] values = new double[0];
    private double[] pairs = new double[0];

    PairedRows(Trees trees, PathShape shape, int inputs, int outputs, double scale) {
        this.trees = trees;
        this.outputs = outputs;
        this.scale = scale;
        this.owner = new byte[inputs];
        this.inputs = new int[inputs];
        int widest = 1;
        for (int w : shape.widest) widest = Math.max(widest, w);
        beta = new double[widest + 1][widest + 1];
        for (int a = 0; a <= widest; a++) {
            beta[a][0] = 1.0 / (a + 1);
            for (int b = 1; b <= widest; b++) beta[a][b] = beta[a][b - 1] * b / (a + b + 1);
        }
    }

    /**
     * Adds to {@code values}, by input × outputs + output, and to {@code pairs}, by {@link Pairs#of} × outputs + output, halved, if it
     * is not empty.
     */
    void add(double[] row, double[] behind, double[] values, double[] pairs) {
        this.row = row;
        this.behind = behind;
        this.values = values;
        this.pairs = pairs;
        for (tree = 0; tree < trees.count(); tree++) visit(trees.roots()[tree], 0, 0);
    }

    private void visit(int node, int s, int n) {
        if (trees.isLeaf(node)) {
            if (s + n > 0) leaf(node, s, n);
            return;
        }
        int feature = trees.feature()[node];
        if (owner[feature] > 0) {
            visit(trees.next(node, row), s, n);
            return;
        }
        int theirs = trees.next(node, behind);
        if (owner[feature] < 0) {
            visit(theirs, s, n);
            return;
        }
        int ours = trees.next(node, row);
        if (ours == theirs) {
            visit(ours, s, n);
            return;
        }
        inputs[s + n] = feature;
        owner[feature] = 1;
        visit(ours, s + 1, n);
        owner[feature] = -1;
        visit(theirs, s, n + 1);
        owner[feature] = 0;
    }

    private void leaf(int node, int s, int n) {
        int only = trees.output()[tree];
        for (int k = Math.max(only, 0); k < (only < 0 ? outputs : only + 1); k++) {
            double v = scale * trees.value(tree, node, k);
            for (int a = 0; a < s + n; a++) {
                int input = inputs[a];
                boolean mine = owner[input] > 0;
                values[input * outputs + k] += mine ? v * beta[s - 1][n] : -v * beta[s][n - 1];
                if (pairs.length == 0) continue;
                for (int b = 0; b < a; b++) {
                    boolean other = owner[inputs[b]] > 0;
                    double w = mine && other ? beta[s - 2][n] : mine || other ? -beta[s - 1][n - 1] : beta[s][n - 2];
                    pairs[Pairs.of(input, inputs[b]) * outputs + k] += v * w / 2;
                }
            }
        }
    }
}
