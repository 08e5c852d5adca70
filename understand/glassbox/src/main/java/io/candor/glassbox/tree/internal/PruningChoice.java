package io.candor.glassbox.tree.internal;

import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cross-validated squared error of each pruned tree: per fold a tree is grown from the other rows, pruned, and judged on the
 * fold's rows.
 *
 * @param complexities ascending
 * @param losses weighted means over all rows
 * @param errors standard errors of the means, over rows
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record PruningChoice(double[] complexities, double[] losses, double[] errors) {

    /** Position of the largest α with the least loss, or with one within one standard error of it. */
    public int best(boolean oneStandardError) {
        int best = 0;
        for (int c = 1; c < losses.length; c++) if (losses[c] <= losses[best]) best = c;
        if (!oneStandardError) return best;
        double bound = losses[best] + errors[best];
        for (int c = losses.length - 1; c > best; c--) if (losses[c] <= bound) return c;
        return best;
    }

    public static PruningChoice validate(
            GrowingData data,
            Limits limits,
            double[] complexities,
            int folds,
            RandomStreams random,
            ForkJoinPool pool,
            Progress progress) {
        int n = data.rows().rows();
        List<Split> splits = Split.folds(data.rows().target(), Math.min(folds, n), random);
        AtomicInteger done = new AtomicInteger();
        List<ForkJoinTask<double[][]>> tasks = new ArrayList<>();
        for (Split split : splits) {
            tasks.add(pool.submit(() -> {
                Node tree = new Grower(data, limits).grow(split.train(), Deadline.NEVER);
                Pruning.sequence(tree);
                double[][] losses = new double[complexities.length][split.test().length];
                Pruning.losses(tree, data, split.test(), complexities, losses, 0);
                progress.report("cross-validating", (double) done.incrementAndGet() / splits.size(), "");
                return losses;
            }));
        }
        double[][] all = new double[complexities.length][n];
        try {
            for (int f = 0; f < splits.size(); f++) {
                double[][] losses = tasks.get(f).join();
                int[] test = splits.get(f).test();
                for (int c = 0; c < all.length; c++) {
                    for (int i = 0; i < test.length; i++) all[c][test[i]] = losses[c][i];
                }
            }
        } finally {
            for (ForkJoinTask<double[][]> task : tasks) task.cancel(true); // nothing, unless one failed
        }
        return summary(complexities, all, data.rows().weights());
    }

    private static PruningChoice summary(double[] complexities, double[][] losses, double[] weights) {
        double[] means = new double[complexities.length];
        double[] errors = new double[complexities.length];
        double total = 0;
        for (double w : weights) total += w;
        for (int c = 0; c < means.length; c++) {
            for (int i = 0; i < weights.length; i++) means[c] += weights[i] * losses[c][i];
            means[c] /= total;
            double squares = 0;
            for (int i = 0; i < weights.length; i++) {
                double d = weights[i] * (losses[c][i] - means[c]);
                squares += d * d;
            }
            errors[c] = Math.sqrt(squares) / total;
        }
        return new PruningChoice(complexities, means, errors);
    }
}
