package io.candor.glassbox.internal;

import io.candor.core.model.Bins;
import io.candor.core.model.Input;

/**
 * One input, cut into bins.
 *
 * @param bins index 0 is missing, the last is unseen
 * @param codes bin of every row
 */
public record Feature(Input input, Bins bins, Codes codes) {
    public boolean nominal() {
        return input.kind() == Input.Kind.CATEGORY;
    }

    /** Total weight of each bin over the given number of rows; equal weights if {@code weights} is null. */
    public double[] weightPerBin(int rows, double @org.jspecify.annotations.Nullable [] weights) {
        double[] total = new double[bins.count()];
        for (int i = 0; i < rows; i++) total[codes.get(i)] += weights == null ? 1 : weights[i];
        return total;
    }
}
