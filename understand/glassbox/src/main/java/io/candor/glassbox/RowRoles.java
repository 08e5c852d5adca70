package io.candor.glassbox;

import org.jspecify.annotations.Nullable;

/**
 * What an EBM may be told of each row besides inputs and label. Start with {@link #NONE}.
 *
 * @param weights positive and finite; null for equal weights
 * @param initialScores per output and row, a score that is known already and on which the model builds (it is not part of the
 *     model); null for 0
 * @param bags per outer bag and row: +k learns from it k times, −k validates on it k times, 0 leaves it out; null to draw
 * @param groups rows with the same number never stand on both sides of a bag; null for none
 * @param times bags validate on the latest rows; equal times never stand on both sides; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record RowRoles(
        double @Nullable [] weights,
        double @Nullable [][] initialScores,
        byte @Nullable [][] bags,
        int @Nullable [] groups,
        double @Nullable [] times) {
    /** Nothing. */
    public static final RowRoles NONE = new RowRoles(null, null, null, null, null);

    /** @throws IllegalArgumentException if bags, groups and times are not at most one */
    public RowRoles {
        int ways = (bags == null ? 0 : 1) + (groups == null ? 0 : 1) + (times == null ? 0 : 1);
        if (ways > 1) throw new IllegalArgumentException("bags, groups or times");
    }

    public RowRoles withWeights(double @Nullable [] of) {
        return new RowRoles(of, initialScores, bags, groups, times);
    }

    public RowRoles withInitialScores(double[][] of) {
        return new RowRoles(weights, of, bags, groups, times);
    }

    public RowRoles withBags(byte[][] of) {
        return new RowRoles(weights, initialScores, of, groups, times);
    }

    public RowRoles withGroups(int[] of) {
        return new RowRoles(weights, initialScores, bags, of, times);
    }

    public RowRoles withTimes(double[] of) {
        return new RowRoles(weights, initialScores, bags, groups, of);
    }
}
