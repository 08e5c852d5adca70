package io.candor.explain.attribution;

import io.candor.core.random.RandomStream;
import java.util.Arrays;

/**
 * How surely features rank as they do: 95 % percentile intervals of ranks over rows that are drawn anew (Efron and Tibshirani, "An
 * Introduction to the Bootstrap", 1993, chapter 13). Rank 1 is the most important; equal ones share the better rank.
 *
 * @param low per feature the better end
 * @param high per feature the worse end
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RankIntervals(int[] low, int[] high) {
    static final int REPLICATES = 1000;

    /** @param sizes by feature, then row */
    static RankIntervals of(double[][] sizes, RandomStream random) {
        int features = sizes.length;
        int rows = features == 0 ? 0 : sizes[0].length;
        int[][] ranks = new int[features][REPLICATES];
        double[] means = new double[features];
        for (int r = 0; r < REPLICATES && rows > 0; r++) {
            Arrays.fill(means, 0);
            for (int i = 0; i < rows; i++) {
                int drawn = random.nextInt(rows);
                for (int f = 0; f < features; f++) means[f] += sizes[f][drawn];
            }
            for (int f = 0; f < features; f++) {
                int rank = 1;
                for (double other : means) if (other > means[f]) rank++;
                ranks[f][r] = rank;
            }
        }
        int[] low = new int[features];
        int[] high = new int[features];
        for (int f = 0; f < features; f++) {
            Arrays.sort(ranks[f]);
            low[f] = ranks[f][(int) Math.floor(0.025 * (REPLICATES - 1))];
            high[f] = ranks[f][(int) Math.ceil(0.975 * (REPLICATES - 1))];
        }
        return new RankIntervals(low, high);
    }
}
