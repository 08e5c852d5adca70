package io.candor.fairness.internal;

import java.util.Arrays;

/** The order of numbers. */
public final class Ascending {
    private Ascending() {}

    /** Indices by ascending value, ties by index. */
    public static int[] order(double[] values) {
        double[] sorted = new double[values.length];
        for (int i = 0; i < sorted.length; i++) sorted[i] = values[i] + 0.0; // -0.0 is 0.0
        double[] own = sorted.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++)
            if (i == 0 || sorted[i] != sorted[i - 1]) sorted[distinct++] = sorted[i];
        int[] next = new int[distinct + 1]; // where the next row of a value goes, once summed up
        int[] rank = new int[own.length];
        for (int i = 0; i < own.length; i++) {
            rank[i] = Arrays.binarySearch(sorted, 0, distinct, own[i]);
            next[rank[i] + 1]++;
        }
        for (int r = 0; r < distinct; r++) next[r + 1] += next[r];
        int[] order = new int[own.length];
        for (int i = 0; i < own.length; i++) order[next[rank[i]]++] = i;
        return order;
    }
}
