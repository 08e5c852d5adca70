package io.candor.io.internal;

/**
 * Numbers with a shape, the last axis fastest.
 *
 * @param shape length of each axis
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record Tensor(double[] values, int[] shape) {
    /** With axis {@code a} of the result being axis {@code order[a]} of this; axes beyond {@code order} stay where they are. */
    Tensor permuted(int[] order) {
        int axes = shape.length;
        int[] from = new int[axes];
        int[] result = new int[axes];
        for (int a = 0; a < axes; a++) {
            from[a] = a < order.length ? order[a] : a;
            result[a] = shape[from[a]];
        }
        int[] strides = new int[axes];
        int stride = 1;
        for (int a = axes - 1; a >= 0; a--) {
            strides[a] = stride;
            stride *= shape[a];
        }
        double[] moved = new double[values.length];
        int[] at = new int[axes];
        for (int i = 0; i < moved.length; i++) {
            int source = 0;
            for (int a = 0; a < axes; a++) source += at[a] * strides[from[a]];
            moved[i] = values[source];
            for (int a = axes - 1; a >= 0 && ++at[a] == result[a]; a--) at[a] = 0;
        }
        return new Tensor(moved, result);
    }
}
