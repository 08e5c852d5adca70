package io.candor.explain.tree;

import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.Arrays;

/**
 * Rows as a tree sees them: a number is its rank among the thresholds that the ensemble asks of its input, so that a question is
 * an integer comparison, whatever the model's comparison and precision. A missing number has the lowest rank for nodes
 * that send it left and the highest for the others. Where a node takes zero for missing, its input is ranked once more, zero as
 * missing. Four bytes per cell, eight where something is missing, twice that with zeros. Thread-safe.
 */
final class RankedRows {
    private final Trees trees;
    private final int[] rankOfNode;
    private final int[][] leftward; // by input: ranks, missing lowest; or level + 1, 0 unseen, count + 1 missing
    private final int[][] rightward; // the same, missing highest
    private final int[][] zeroLeftward; // as leftward, zero as missing; empty where no node asks so
    private final int[][] zeroRightward;
    private final int[] levels; // by input: number of levels, −1 for a number
    private final int rows;

    /** Questions of an ensemble, to which any rows can be ranked. */
    static final class Questions {
        private final TreeEnsemble model;
        private final double[][] thresholds; // by input: distinct, ascending
        private final int[] rankOfNode; // of a numeric question: the place of its threshold
        private final boolean[] zeros; // by input: whether a node takes zero for missing

        Questions(TreeEnsemble model) {
            this.model = model;
            Trees trees = model.trees();
            int[] count = new int[model.inputs().size()];
            for (int i = 0; i < trees.feature().length; i++) if (isNumber(trees, i)) count[trees.feature()[i]]++;
            zeros = new boolean[count.length];
            for (int i = 0; i < trees.zeroMissing().length; i++) {
                if (trees.zeroMissing()[i] && isNumber(trees, i)) zeros[trees.feature()[i]] = true;
            }
            thresholds = new double[count.length][];
            for (int j = 0; j < count.length; j++) thresholds[j] = new double[count[j]];
            for (int i = 0; i < trees.feature().length; i++) {
                if (isNumber(trees, i)) thresholds[trees.feature()[i]][--count[trees.feature()[i]]] = threshold(i);
            }
            for (int j = 0; j < count.length; j++) {
                thresholds[j] = Arrays.stream(thresholds[j]).sorted().distinct().toArray();
            }
            rankOfNode = new int[trees.feature().length];
            for (int i = 0; i < rankOfNode.length; i++) {
                if (!isNumber(trees, i)) continue;
                rankOfNode[i] = Arrays.binarySearch(thresholds[trees.feature()[i]], threshold(i));
            }
        }

        private static boolean isNumber(Trees trees, int node) {
            return !trees.isLeaf(node) && trees.set()[node] < 0;
        }

        /** Without a sign of zero, which comparisons do not see but sorting does. */
        private double threshold(int node) {
            return model.trees().threshold()[node] + 0.0;
        }

        RankedRows rank(Table table) {
            return new RankedRows(this, table);
        }

        /** How many codes an input has. */
        int codes(int input) {
            Input of = model.inputs().get(input);
            return of.kind() == Input.Kind.NUMBER
                    ? thresholds[input].length + 3
                    : of.levels().size() + 2;
        }

        /** Equal for values that go the same way at every node: a rank, then missing, then zero; or level + 1, 0 unseen, then missing. */
        int code(int input, double v) {
            Input of = model.inputs().get(input);
            boolean missing = Double.isNaN(v);
            if (of.kind() == Input.Kind.CATEGORY) return missing ? of.levels().size() + 1 : (int) v + 1;
            if (missing) return thresholds[input].length + 1;
            if (zeros[input] && Math.abs(v) <= Trees.NEXT_TO_ZERO) return thresholds[input].length + 2;
            return rank(input, v);
        }

        /** How many thresholds send a number right. */
        private int rank(int input, double v) {
            double x = (model.trees().precision() == Trees.Precision.FLOAT ? (float) v : v) + 0.0;
            double[] t = thresholds[input];
            int at = Arrays.binarySearch(t, x);
            if (at < 0) return -at - 1;
            return model.trees().comparison() == Trees.Comparison.LESS ? at + 1 : at;
        }
    }

    private RankedRows(Questions questions, Table table) {
        TreeEnsemble model = questions.model;
        this.trees = model.trees();
        this.rankOfNode = questions.rankOfNode;
        this.rows = table.rows();
        int inputs = model.inputs().size();
        this.levels = new int[inputs];
        this.leftward = new int[inputs][];
        this.rightward = new int[inputs][];
        this.zeroLeftward = new int[inputs][0];
        this.zeroRightward = new int[inputs][0];
        for (int j = 0; j < inputs; j++) {
            Input input = model.inputs().get(j);
            levels[j] = input.kind() == Input.Kind.NUMBER ? -1 : input.levels().size();
            leftward[j] = new int[rows];
            rightward[j] = leftward[j];
            if (!questions.zeros[j]) continue;
            zeroLeftward[j] = new int[rows];
            zeroRightward[j] = new int[rows];
        }
        RowEncoder encoder = new RowEncoder(model.inputs(), table);
        double[] row = new double[inputs];
        for (int i = 0; i < rows; i++) {
            encoder.encode(i, row);
            for (int j = 0; j < inputs; j++) rank(questions, j, i, row[j]);
        }
    }

    private void rank(Questions questions, int j, int row, double v) {
        boolean missing = Double.isNaN(v);
        if (levels[j] >= 0) {
            leftward[j][row] = missing ? levels[j] + 1 : (int) v + 1;
            return;
        }
        if (missing && rightward[j] == leftward[j]) rightward[j] = Arrays.copyOf(leftward[j], rows);
        int rank = missing ? -1 : questions.rank(j, v);
        leftward[j][row] = rank;
        rightward[j][row] = missing ? questions.thresholds[j].length : rank;
        if (!questions.zeros[j]) return;
        boolean zero = missing || Math.abs(v) <= Trees.NEXT_TO_ZERO;
        zeroLeftward[j][row] = zero ? -1 : rank;
        zeroRightward[j][row] = zero ? questions.thresholds[j].length : rank;
    }

    int rows() {
        return rows;
    }

    /** Per row of a block −1 if it goes left from an inner node, else 0. */
    void left(int node, int from, int n, int[] out) {
        int input = trees.feature()[node];
        if (levels[input] >= 0) {
            int[] sides = sides(node, levels[input]);
            int[] column = leftward[input];
            for (int i = 0; i < n; i++) out[i] = sides[column[from + i]];
        } else {
            boolean zero = trees.zeroMissing().length > 0 && trees.zeroMissing()[node];
            int[][] ranks =
                    trees.missingLeft()[node] ? zero ? zeroLeftward : leftward : zero ? zeroRightward : rightward;
            compare(ranks[input], from, n, rankOfNode[node] + 1, out);
        }
    }

    /** A method of its own, so that the compiler sees a simple loop. */
    private static void compare(int[] ranks, int from, int n, int bound, int[] out) {
        for (int i = 0; i < n; i++) out[i] = ranks[from + i] - bound >> 31;
    }

    /** By level + 1, unseen first, missing last: −1 for left. */
    private int[] sides(int node, int count) {
        int[] sides = new int[count + 2];
        for (int l = 0; l < count; l++) sides[l + 1] = trees.contains(node, l) ? -1 : 0;
        sides[count + 1] = trees.missingLeft()[node] ? -1 : 0;
        return sides;
    }
}
