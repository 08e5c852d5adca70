package io.candor.core.model;

/**
 * Scores of a batch, row-major.
 *
 * @param values {@code rows} × {@code outputs}
 * @param outputs 1 for binary (P(positive) or its log-odds) and regression, else one per class
 * @param scale what the numbers are
 */
public record Scores(double[] values, int rows, int outputs, Scale scale) {
    /** What a score is. */
    public enum Scale {
        PROBABILITY,
        /** Of several classes: up to a shift common to all of them. */
        LOG_ODDS,
        VALUE,
        /** The natural logarithm of a value. */
        LOG_VALUE,
        /** No score, only a predicted class: its index. */
        LABEL
    }

    public Scores {
        if (values.length != rows * outputs) {
            throw new IllegalArgumentException(values.length + " scores are not " + rows + " x " + outputs);
        }
    }

    public double get(int row, int output) {
        return values[row * outputs + output];
    }

    /** Per row the output with the highest score, of equals the first: what is decided of several classes. */
    public int[] mostProbable() {
        int[] best = new int[rows];
        for (int i = 0; i < rows; i++) {
            for (int k = 1; k < outputs; k++) if (get(i, k) > get(i, best[i])) best[i] = k;
        }
        return best;
    }
}
