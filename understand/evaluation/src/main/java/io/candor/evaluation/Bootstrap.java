package io.candor.evaluation;

import io.candor.core.evidence.Estimate;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import java.util.Arrays;

/**
 * The percentile bootstrap (Efron &amp; Tibshirani 1993, ch. 13) for what has no better interval: rows are drawn with
 * replacement 1,000 times, or fewer (200 at the least) where that would be more than 10^8 rows in all. Give rows in an
 * order that does not depend on the file's, and the result does not either. Where a biased statistic leaves the estimate
 * outside the percentiles, the interval is stretched to it.
 *
 * @param random the seed
 * @param purpose names the stream
 */
public record Bootstrap(RandomStreams random, String purpose) {
    private static final int MOST = 1_000;
    private static final int LEAST = 200;
    private static final long ROWS = 100_000_000L;

    /** A statistic of some rows; NaN if it does not exist for them. */
    @FunctionalInterface
    public interface Statistic {
        double of(int[] rows);
    }

    /**
     * @param value the statistic of all rows
     * @param n number of rows
     * @return with a 95 % interval, or without one if the statistic is undefined in more than 5 % of the replicates
     */
    public Estimate estimate(double value, int n, Statistic statistic) {
        int replicates = (int) Math.max(LEAST, Math.min(MOST, ROWS / Math.max(1, n)));
        double[] values = new double[replicates];
        int defined = 0;
        int[] rows = new int[n];
        for (int b = 0; b < replicates; b++) {
            RandomStream stream = random.stream(purpose, b);
            for (int i = 0; i < n; i++) rows[i] = stream.nextInt(n);
            double replicate = statistic.of(rows);
            if (!Double.isNaN(replicate)) values[defined++] = replicate;
        }
        if (defined < 0.95 * replicates) return new Estimate.Point(value, n);
        double[] sorted = Arrays.copyOf(values, defined);
        Arrays.sort(sorted);
        double low = Quantiles.ofSorted(sorted, Intervals.ALPHA / 2);
        double high = Quantiles.ofSorted(sorted, 1 - Intervals.ALPHA / 2);
        Bounds bounds = new Bounds(Math.min(low, value), Math.max(high, value));
        return bounds.around(value, n, "bootstrap percentile, " + replicates + " replicates");
    }
}
