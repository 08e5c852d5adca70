package io.candor.fairness.resampling.internal;

import io.candor.core.random.RandomStreams;
import io.candor.evaluation.CountDraws;

/**
 * Whether rates are the same in all groups, by permuting which rows belong to which group: given how many rows a group has, how many of the
 * selected ones it gets is hypergeometric, so that counts are drawn instead of rows. The statistic is the largest studentised difference between two groups; with strata,
 * rows are permuted within each, and it is the largest studentised excess of a group over its share (as in Cochran-Mantel-Haenszel).
 *
 * @param x per stratum and group, rows that count
 * @param n per stratum and group, all rows
 */
public record RatePermutation(long[][] x, long[][] n) {
    /** Its outcome: the statistic, and the share of replicates with one at least as large, with the observed one among them. */
    public record Outcome(double statistic, double p) {}

    public Outcome of(RandomStreams random, String purpose, int replicates) {
        double observed = statistic(x);
        int asLarge = 0;
        for (int b = 0; b < replicates; b++) {
            CountDraws draws = new CountDraws(random.stream(purpose, b));
            long[][] drawn = new long[x.length][];
            for (int s = 0; s < x.length; s++) drawn[s] = permuted(draws, x[s], n[s]);
            if (statistic(drawn) >= observed * (1 - 1e-12)) asLarge++;
        }
        return new Outcome(observed, (1.0 + asLarge) / (1 + replicates));
    }

    private static long[] permuted(CountDraws draws, long[] x, long[] n) {
        long rows = 0;
        long marked = 0;
        for (int g = 0; g < x.length; g++) {
            rows += n[g];
            marked += x[g];
        }
        long[] drawn = new long[x.length];
        for (int g = 0; g < x.length; g++) {
            drawn[g] = draws.hypergeometric(rows, marked, n[g]);
            rows -= n[g];
            marked -= drawn[g];
        }
        return drawn;
    }

    private double statistic(long[][] counts) {
        return counts.length == 1 ? ofPairs(counts[0], n[0]) : ofExcesses(counts);
    }

    private static double ofPairs(long[] x, long[] n) {
        double marked = 0;
        double rows = 0;
        for (int g = 0; g < x.length; g++) {
            marked += x[g];
            rows += n[g];
        }
        double p = marked / rows;
        double largest = 0;
        for (int a = 1; a < x.length; a++) {
            for (int b = 0; b < a; b++) {
                if (n[a] == 0 || n[b] == 0) continue;
                double difference = Math.abs((double) x[a] / n[a] - (double) x[b] / n[b]);
                double error = StrictMath.sqrt(p * (1 - p) * (1.0 / n[a] + 1.0 / n[b]));
                if (difference > 0) largest = Math.max(largest, difference / error);
            }
        }
        return largest;
    }

    private double ofExcesses(long[][] counts) {
        int groups = counts[0].length;
        double[] excess = new double[groups];
        double[] variance = new double[groups];
        for (int s = 0; s < counts.length; s++) {
            double rows = 0;
            double marked = 0;
            for (int g = 0; g < groups; g++) {
                rows += n[s][g];
                marked += counts[s][g];
            }
            if (rows < 2) continue;
            double p = marked / rows;
            for (int g = 0; g < groups; g++) {
                excess[g] += counts[s][g] - n[s][g] * p;
                variance[g] += n[s][g] * p * (1 - p) * (rows - n[s][g]) / (rows - 1);
            }
        }
        double largest = 0;
        for (int g = 0; g < groups; g++) {
            if (variance[g] > 0) largest = Math.max(largest, Math.abs(excess[g]) / StrictMath.sqrt(variance[g]));
        }
        return largest;
    }
}
