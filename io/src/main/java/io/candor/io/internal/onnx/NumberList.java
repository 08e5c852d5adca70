package io.candor.io.internal.onnx;

import java.util.Arrays;

/** Numbers that grow; whole ones are kept exactly up to 2^53, which no index passes. */
final class NumberList {
    private double[] values = new double[8];
    private int size;

    void add(double value) {
        if (size == values.length) values = Arrays.copyOf(values, size + (size >> 1));
        values[size++] = value;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** @throws IllegalArgumentException if one is no index */
    int[] toIndices() {
        int[] indices = new int[size];
        for (int i = 0; i < size; i++) {
            indices[i] = (int) values[i];
            if (indices[i] != values[i] || indices[i] < 0) throw new IllegalArgumentException("an index is negative");
        }
        return indices;
    }
}
