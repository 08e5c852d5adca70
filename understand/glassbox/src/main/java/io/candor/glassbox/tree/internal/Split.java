package io.candor.glassbox.tree.internal;

import org.jspecify.annotations.Nullable;

/**
 * A way to cut rows in two.
 *
 * @param gain fall in weighted impurity
 * @param rank of a number: codes up to this go left; unused for a category
 * @param next the least code of a number that goes right; −1 if only missing values do
 * @param levels of a category: bits of the levels that go left
 * @param missingLeft where missing values go
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record Split(int input, double gain, int rank, int next, long @Nullable [] levels, boolean missingLeft) {
    boolean goesLeft(int code) {
        if (code < 0) return missingLeft;
        return levels == null ? code <= rank : (levels[code >> 6] >>> (code & 63) & 1) == 1;
    }
}
