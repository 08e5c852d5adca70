package io.candor.fairness.slices.internal;

import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;

/**
 * The statistic of every slice, and how large the largest gets when outcomes are dealt to rows at random: step-down family-wise p-values by maxima (Westfall &amp; Young 1993,
 * algorithm 2.8; Romano &amp; Wolf 2005). Exact where no slice differs at all; where some do, as good as studentised permutations are.
 */
public final class Sweep {
    private static final int CHUNKS = 64;
    private static final String PURPOSE = "fairness.slices/permutation";

    private final Family family;
    private final Outcome outcome;
    private final double[] total;
    private final int common; // the most frequent kind, which is never moved

    public Sweep(Family family, Outcome outcome) {
        this.family = family;
        this.outcome = outcome;
        this.total = outcome.total();
        int most = 0;
        if (outcome.counted()) for (int k = 1; k < outcome.width(); k++) if (total[k] > total[most]) most = k;
        this.common = outcome.counted() ? most : -1;
    }

    /** Sums of each slice, one after the other. */
    public double[] sums() {
        double[] sums = new double[family.size() * outcome.width()];
        sweep(
                IntStream.range(0, outcome.size()).toArray(),
                outcome.kinds(),
                outcome.values(),
                outcome.size(),
                null,
                sums);
        return sums;
    }

    /** How much worse each slice is than the rest, in standard errors. */
    public double[] statistics() {
        double[] worse = new double[family.size()];
        statistics(sums(), worse);
        return worse;
    }

    /** Rows whose outcome moves in a permutation. */
    public int moved() {
        return outcome.counted() ? outcome.size() - (int) total[common] : outcome.size();
    }

    private void statistics(double[] sums, double[] into) {
        int w = outcome.width();
        double[] in = new double[w];
        double[] rest = new double[w];
        for (int s = 0; s < into.length; s++) {
            for (int k = 0; k < w; k++) {
                in[k] = sums[s * w + k];
                rest[k] = total[k] - in[k];
            }
            into[s] = outcome.worse(in, rest);
        }
    }

    /**
     * @param p family-wise p-value of each slice
     * @param critical what the largest statistic exceeds in 5 % of the permutations
     */
    public record Tested(double[] p, double critical) {}

    public Tested test(double[] observed, int replicates, RandomStreams random, ForkJoinPool pool) {
        int m = observed.length;
        int[] order = IntStream.range(0, m)
                .boxed()
                .sorted(java.util.Comparator.comparingDouble((Integer s) -> -observed[s])
                        .thenComparing(s -> s))
                .mapToInt(s -> s)
                .toArray();
        double[] sizes = sizes();
        double[] largest = new double[replicates];
        List<ForkJoinTask<int[]>> work = new ArrayList<>();
        int chunks = Math.min(CHUNKS, replicates);
        for (int c = 0; c < chunks; c++) {
            int from = (int) ((long) replicates * c / chunks);
            int to = (int) ((long) replicates * (c + 1) / chunks);
            work.add(pool.submit(() -> exceeded(observed, order, sizes, from, to, random, largest)));
        }
        long[] counts = new long[m];
        for (ForkJoinTask<int[]> done : work) {
            int[] part = done.join();
            for (int r = 0; r < m; r++) counts[r] += part[r];
        }
        double[] p = new double[m];
        double last = 0;
        for (int r = 0; r < m; r++) {
            last = Math.max(last, (1.0 + counts[r]) / (replicates + 1));
            p[order[r]] = last;
        }
        Arrays.sort(largest);
        int at = Math.min(replicates - 1, (int) Math.ceil(0.95 * (replicates + 1)) - 1);
        return new Tested(p, largest[at]);
    }

    /** By rank: in how many replicates the maximum over this and lower ranks is as large as observed. */
    private int[] exceeded(
            double[] observed, int[] order, double[] sizes, int from, int to, RandomStreams random, double[] largest) {
        int m = observed.length;
        int[] counts = new int[m];
        double[] sums = new double[m * outcome.width()];
        double[] worse = new double[m];
        for (int b = from; b < to; b++) {
            permuted(random.stream(PURPOSE, b), sizes, sums);
            statistics(sums, worse);
            double most = Double.NEGATIVE_INFINITY;
            for (int r = m - 1; r >= 0; r--) {
                most = Math.max(most, worse[order[r]]);
                if (most >= observed[order[r]] - 1e-12) counts[r]++;
            }
            largest[b] = most;
        }
        return counts;
    }

    /** Rows of each slice, which no permutation changes. */
    private double[] sizes() {
        int w = outcome.width();
        double[] sums = sums();
        double[] sizes = new double[family.size()];
        for (int s = 0; s < sizes.length; s++) {
            if (!outcome.counted()) sizes[s] = sums[s * w];
            else for (int k = 0; k < w; k++) sizes[s] += sums[s * w + k];
        }
        return sizes;
    }

    private void permuted(RandomStream stream, double[] sizes, double[] sums) {
        int n = outcome.size();
        int[] rows = IntStream.range(0, n).toArray();
        if (!outcome.counted()) {
            stream.shuffle(rows);
            sweep(rows, outcome.kinds(), outcome.values(), n, sizes, sums);
            return;
        }
        int moved = moved();
        byte[] kinds = new byte[moved];
        int at = 0;
        for (int k = 0; k < outcome.width(); k++)
            if (k != common) for (int i = 0; i < total[k]; i++) kinds[at++] = (byte) k;
        for (int i = 0; i < moved; i++) {
            int j = i + stream.nextInt(n - i);
            int swap = rows[i];
            rows[i] = rows[j];
            rows[j] = swap;
        }
        sweep(rows, kinds, outcome.values(), moved, sizes, sums);
    }

    /**
     * Sums of slices where {@code rows[i]} has the i-th kind or value; rows that are not named have the common kind.
     *
     * @param sizes of the slices; null if all rows are named
     */
    private void sweep(
            int[] rows,
            byte[] kinds,
            double[] values,
            int count,
            double @org.jspecify.annotations.Nullable [] sizes,
            double[] into) {
        int w = outcome.width();
        int[] cells = new int[count];
        double[] table = new double[family.mostCells() * w];
        family.each((set, from, to) -> {
            family.cellsOf(set, rows, count, cells);
            Arrays.fill(table, 0, family.cellsIn(set) * w, 0);
            if (outcome.counted()) for (int i = 0; i < count; i++) table[cells[i] * w + kinds[i]]++;
            else
                for (int i = 0; i < count; i++) {
                    int cell = cells[i] * w;
                    table[cell]++;
                    table[cell + 1] += values[i];
                    table[cell + 2] += values[i] * values[i];
                }
            for (int s = from; s < to; s++) {
                System.arraycopy(table, family.cellOf(s) * w, into, s * w, w);
                if (sizes == null || common < 0) continue;
                double others = 0;
                for (int k = 0; k < w; k++) if (k != common) others += into[s * w + k];
                into[s * w + common] = sizes[s] - others;
            }
        });
    }
}
