package io.candor.explain.tree;

/**
 * Shapley interaction values of rows: what two inputs do together, half of it for each order of the two, and on the diagonal what is
 * left of an input's Shapley value, so that a row of the matrix adds up to it.
 *
 * @param values the Shapley values
 * @param pairs by pair (0, 1), (0, 2), (1, 2), (0, 3), ... × outputs + output, then row: half of what the two do together
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ShapInteractions(ShapValues values, double[][] pairs) {
    public double get(int row, int a, int b, int output) {
        if (a != b) return pairs[Pairs.of(a, b) * values.outputs() + output][row];
        double left = values.get(row, a, output);
        for (int j = 0; j < values.inputs(); j++) if (j != a) left -= get(row, a, j, output);
        return left;
    }
}
