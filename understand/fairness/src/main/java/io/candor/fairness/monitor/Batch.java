package io.candor.fairness.monitor;

import io.candor.core.CandorException;

/**
 * Rows to count. Arrays that are handed in become its own; each has one entry per row.
 *
 * @param groups by feature: each row's group, as {@link MonitorPlan.Feature#code} gives it
 * @param decisions 0 or 1
 * @param labels 0 or 1; −1 where the label has not come yet
 * @param scores P(positive), NaN where there is none
 * @param positions the time, running number or batch of each row's decision
 * @param late whether these are labels of decisions that were counted before: each row carries its decision, groups and position
 *     again, and only its label is counted
 */
public record Batch(int[][] groups, int[] decisions, int[] labels, double[] scores, long[] positions, boolean late) {
    private static final long FURTHEST = 1L << 53;

    /** @throws CandorException {@code CND-F054} lengths differ, or a value is out of range */
    public Batch {
        int n = decisions.length;
        check(labels.length == n && positions.length == n && scores.length == n, "lengths differ");
        for (int[] codes : groups) check(codes.length == n, "lengths differ");
        for (int i = 0; i < n; i++) {
            check((decisions[i] & ~1) == 0, "a decision is neither 0 nor 1");
            check(labels[i] >= -1 && labels[i] <= 1, "a label is neither 0, 1 nor missing");
            check(!late || labels[i] >= 0, "a late label is missing");
            check(Math.abs(positions[i]) <= FURTHEST, "a position is beyond 2^53");
            check(Double.isNaN(scores[i]) || (scores[i] >= 0 && scores[i] <= 1), "a score is not a probability");
        }
    }

    public int rows() {
        return decisions.length;
    }

    private static void check(boolean fine, String problem) {
        if (fine) return;
        throw CandorException.user(
                "CND-F054",
                "a batch can't be counted: " + problem,
                "decisions and labels of 0 or 1, scores from 0 to 1, one of each per row",
                "code the columns first");
    }
}
