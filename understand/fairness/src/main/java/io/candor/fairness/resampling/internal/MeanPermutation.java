package io.candor.fairness.resampling.internal;

import io.candor.core.random.RandomStreams;
import io.candor.fairness.resampling.internal.RatePermutation.Outcome;

/**
 * Whether means are the same in all groups, by permuting rows among groups. The statistic is the largest difference between two groups over its own standard error (Welch), so that
 * the test is right for means also where groups have different spreads and enough rows (Chung &amp; Romano 2013).
 *
 * @param values of the rows
 * @param codes their groups, below {@code groups}
 */
public record MeanPermutation(double[] values, int[] codes, int groups) {
    public Outcome of(RandomStreams random, String purpose, int replicates) {
        double observed = statistic(codes);
        int asLarge = 0;
        for (int b = 0; b < replicates; b++) {
            int[] permuted = codes.clone();
            random.stream(purpose, b).shuffle(permuted);
            if (statistic(permuted) >= observed * (1 - 1e-9)) asLarge++;
        }
        return new Outcome(observed, (1.0 + asLarge) / (1 + replicates));
    }

    private double statistic(int[] of) {
        double centre = values.length == 0 ? 0 : values[0]; // nearer to 0, so that no digits are lost
        double[] n = new double[groups];
        double[] sum = new double[groups];
        double[] squares = new double[groups];
        for (int i = 0; i < values.length; i++) {
            double v = values[i] - centre;
            n[of[i]]++;
            sum[of[i]] += v;
            squares[of[i]] += v * v;
        }
        double largest = 0;
        for (int a = 1; a < groups; a++) {
            for (int b = 0; b < a; b++) {
                if (n[a] < 2 || n[b] < 2) continue;
                double difference = Math.abs(sum[a] / n[a] - sum[b] / n[b]);
                double error = StrictMath.sqrt(error(n[a], sum[a], squares[a]) + error(n[b], sum[b], squares[b]));
                if (error > 0) largest = Math.max(largest, difference / error);
            }
        }
        return largest;
    }

    private static double error(double n, double sum, double squares) {
        return Math.max(0, squares - sum * sum / n) / (n - 1) / n;
    }
}
