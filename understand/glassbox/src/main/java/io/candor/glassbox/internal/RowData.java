package io.candor.glassbox.internal;

import org.jspecify.annotations.Nullable;

/**
 * What every row has besides its inputs.
 *
 * @param targets the number, or the index of the class
 * @param weights positive; null for equal weights
 * @param offsets per output and row, what scores start from; null for 0
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record RowData(double[] targets, double @Nullable [] weights, double @Nullable [][] offsets) {
    public int rows() {
        return targets.length;
    }
}
