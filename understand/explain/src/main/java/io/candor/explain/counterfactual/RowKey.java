package io.candor.explain.counterfactual;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row by its values, for sets. */
@SuppressWarnings("ArrayRecordComponent") // compared by value here
record RowKey(double[] row) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowKey key && Arrays.equals(row, key.row);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(row);
    }
}
