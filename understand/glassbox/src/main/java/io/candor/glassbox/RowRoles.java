package io.candor.glassbox;

import io.candor.core.CandorException;
import java.util.Arrays;
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

    /**
     * Whether they fit the data.
     *
     * @throws CandorException {@code CND-G017} if a row has no time
     * @throws IllegalArgumentException if there is not one value for each row, or not one plan for each bag
     */
    void check(int rows, int outerBags) {
        boolean good = (groups == null || groups.length == rows) && (times == null || times.length == rows);
        if (initialScores != null) for (double[] s : initialScores) good &= s.length == rows;
        if (bags != null) for (byte[] b : bags) good &= b.length == rows;
        if (!good) throw new IllegalArgumentException("one value for each of " + rows + " rows");
        if (bags != null && bags.length != outerBags) {
            throw new IllegalArgumentException(bags.length + " bags given, outer_bags is " + outerBags);
        }
        if (times == null || Arrays.stream(times).noneMatch(Double::isNaN)) return;
        throw CandorException.user(
                "CND-G017",
                "a row has no time",
                "bags that validate on the latest rows need the time of every row",
                "drop those rows, or name another time column");
    }
}
