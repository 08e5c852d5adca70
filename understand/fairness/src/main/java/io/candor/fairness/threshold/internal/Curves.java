package io.candor.fairness.threshold.internal;

import io.candor.fairness.threshold.ScoredRows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;

/** Deals rows out to their groups and draws each group's curve. */
public final class Curves {
    private Curves() {}

    /**
     * One curve per group, drawn side by side.
     *
     * @throws io.candor.core.CandorException {@code CND-F044} for a group without rows
     */
    public static List<RocCurve> of(ScoredRows rows, ForkJoinPool pool) {
        int groups = rows.groups().size();
        int[] size = new int[groups + 1];
        for (int g : rows.group()) size[g]++;
        for (int g = 0; g < groups; g++) {
            if (size[g] == 0) throw Refusals.emptyGroup(rows.groups().get(g).name());
        }
        double[] weights = rows.weights();
        boolean weighted = weights != null;
        long[][] keys = new long[groups][];
        int[][] index = new int[groups][];
        for (int g = 0; g < groups; g++) {
            keys[g] = new long[size[g]];
            index[g] = new int[weighted ? size[g] : 0];
        }
        int[] at = new int[groups];
        for (int i = 0; i < rows.group().length; i++) {
            int g = rows.group()[i];
            if (g == groups) continue;
            if (weighted) index[g][at[g]] = i;
            keys[g][at[g]++] = ScoreOrder.key(rows.scores()[i], rows.labels()[i]);
        }
        double[] weight = weights == null ? new double[0] : weights;
        List<Callable<RocCurve>> tasks = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            int group = g;
            tasks.add(() -> RocCurve.of(keys[group], index[group], weight));
        }
        List<RocCurve> curves = new ArrayList<>();
        for (Future<RocCurve> future : pool.invokeAll(tasks)) curves.add(get(future));
        return curves;
    }

    /** The curve of all rows that have a group. */
    public static RocCurve pooled(ScoredRows rows) {
        int groups = rows.groups().size();
        int count = 0;
        for (int g : rows.group()) if (g < groups) count++;
        double[] weights = rows.weights();
        long[] keys = new long[count];
        int[] index = new int[weights == null ? 0 : count];
        int at = 0;
        for (int i = 0; i < rows.group().length; i++) {
            if (rows.group()[i] == groups) continue;
            if (weights != null) index[at] = i;
            keys[at++] = ScoreOrder.key(rows.scores()[i], rows.labels()[i]);
        }
        return RocCurve.of(keys, index, weights == null ? new double[0] : weights);
    }

    private static RocCurve get(Future<RocCurve> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sorting scores", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
