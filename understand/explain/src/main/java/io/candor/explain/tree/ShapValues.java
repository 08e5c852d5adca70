package io.candor.explain.tree;

import io.candor.core.math.ExactSum;

/**
 * Shapley values of rows. For each row and output, base plus the sum over inputs is the explained output.
 *
 * @param base per output: what is said of no row in particular
 * @param columns by input × outputs + output, then row
 * @param inputs how many
 * @param outputs how many
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ShapValues(double[] base, double[][] columns, int inputs, int outputs) {
    public double get(int row, int input, int output) {
        return columns[input * outputs + output][row];
    }

    public int rows() {
        return columns.length == 0 ? 0 : columns[0].length;
    }

    /** Base plus values of a row, exactly rounded. */
    public double sum(int row, int output) {
        ExactSum sum = new ExactSum();
        sum.add(base[output]);
        for (int j = 0; j < inputs; j++) sum.add(get(row, j, output));
        return sum.value();
    }
}
