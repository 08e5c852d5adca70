package io.candor.fairness.curve.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows by ascending score.
 *
 * @param labels 0 or 1
 * @param weights null if each row weighs 1
 */
public record ScoredRows(int[] labels, double[] scores, double @Nullable [] weights) {
    /** Indices by ascending score, ties by index. */
    public static int[] order(double[] scores) {
        double[] sorted = new double[scores.length];
        for (int i = 0; i < sorted.length; i++) sorted[i] = scores[i] + 0.0; // -0.0 is 0.0
        double[] own = sorted.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++)
            if (i == 0 || sorted[i] != sorted[i - 1]) sorted[distinct++] = sorted[i];
        int[] next = new int[distinct + 1]; // where the next row of a score goes, once summed up
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

    /** @param rows of all, by ascending score */
    public static ScoredRows of(int[] labels, double[] scores, double @Nullable [] weights, int[] rows) {
        int[] y = new int[rows.length];
        double[] s = new double[rows.length];
        double[] w = weights == null ? null : new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            y[i] = labels[rows[i]];
            s[i] = scores[rows[i]] + 0.0;
            if (weights != null && w != null) w[i] = weights[rows[i]];
        }
        return new ScoredRows(y, s, w);
    }

    public int size() {
        return labels.length;
    }

    public double weight(int i) {
        return weights == null ? 1 : weights[i];
    }

    /** The position after the rows with the score of the one at {@code i}. */
    public int pastTies(int i) {
        int next = i + 1;
        while (next < scores.length && scores[next] == scores[i]) next++;
        return next;
    }
}
