package io.candor.fairness.curve.internal;

import org.jspecify.annotations.Nullable;

/**
 * Rows by ascending score.
 *
 * @param labels 0 or 1
 * @param weights null if each row weighs 1
 */
public record ScoredRows(int[] labels, double[] scores, double @Nullable [] weights) {
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
