package io.candor.glassbox.rules.internal;

import io.candor.core.model.RuleList;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Split;
import io.candor.glassbox.internal.rows.InputColumn;
import io.candor.glassbox.internal.rows.TrainingRows;
import io.candor.glassbox.tree.internal.GrowingData;
import io.candor.glassbox.tree.internal.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

/** From training rows to a rule list: grown, its length judged by cross-validation, its rules checked on held-out rows. */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record RuleSearch(GrowingData data, Limits limits, int mostRules, int[] learning, int[] held) {

    /** Conditions of up to {@code mostRules} rules, in order. */
    public List<List<RuleList.Condition>> grow(Deadline deadline) {
        return new RuleGrower(data, limits, mostRules).grow(learning, deadline);
    }

    /**
     * Cross-validated squared error by length of the list, from no rule to {@code mostRules}; and standard errors over rows.
     *
     * @return losses, errors
     */
    public double[][] validate(int folds, RandomStreams random, ForkJoinPool pool, Progress progress) {
        TrainingRows rows = data.rows();
        List<Split> splits = Split.folds(rows.target().select(learning), Math.min(folds, learning.length), random);
        AtomicInteger done = new AtomicInteger();
        List<ForkJoinTask<double[][]>> tasks = new ArrayList<>();
        for (Split split : splits) {
            tasks.add(pool.submit(() -> {
                double[][] losses = fold(at(split.train()), at(split.test()));
                progress.report("cross-validating", (double) done.incrementAndGet() / splits.size(), "");
                return losses;
            }));
        }
        double[][] all = new double[mostRules + 1][learning.length];
        try {
            for (int f = 0; f < splits.size(); f++) {
                double[][] losses = tasks.get(f).join();
                int[] test = splits.get(f).test();
                for (int l = 0; l <= mostRules; l++) {
                    for (int i = 0; i < test.length; i++) all[l][test[i]] = losses[l][i];
                }
            }
        } finally {
            for (ForkJoinTask<double[][]> task : tasks) task.cancel(true); // nothing, unless one failed
        }
        return summary(all);
    }

    private int[] at(int[] positions) {
        int[] rows = new int[positions.length];
        for (int i = 0; i < rows.length; i++) rows[i] = learning[positions[i]];
        return rows;
    }

    private double[][] fold(int[] train, int[] test) {
        RuleGrower grower = new RuleGrower(data, limits, mostRules);
        RuleStatistics statistics = new RuleStatistics(data.rows());
        List<List<RuleList.Condition>> rules = grower.grow(train, Deadline.NEVER);
        double[][] losses = new double[mostRules + 1][test.length];
        for (int l = 0; l <= mostRules; l++) {
            if (l > rules.size()) { // no more rules: as with the last one
                losses[l] = losses[l - 1];
                continue;
            }
            List<List<RuleList.Condition>> prefix = rules.subList(0, l);
            int[] caught = grower.fired(prefix, train);
            double[][] means = new double[l + 1][];
            for (int r = 0; r <= l; r++) means[r] = statistics.mean(train, caught, r);
            int[] fired = grower.fired(prefix, test);
            for (int i = 0; i < test.length; i++) {
                for (int k = 1; k < means[fired[i]].length; k++) {
                    double d = statistics.label(test[i], k - 1) - means[fired[i]][k];
                    losses[l][i] += d * d;
                }
            }
        }
        return losses;
    }

    private double[][] summary(double[][] losses) {
        double[] weights = new double[learning.length];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = data.rows().weights()[learning[i]];
            total += weights[i];
        }
        double[] means = new double[losses.length];
        double[] errors = new double[losses.length];
        for (int l = 0; l < means.length; l++) {
            for (int i = 0; i < weights.length; i++) means[l] += weights[i] * losses[l][i];
            means[l] /= total;
            double squares = 0;
            for (int i = 0; i < weights.length; i++) {
                double d = weights[i] * (losses[l][i] - means[l]);
                squares += d * d;
            }
            errors[l] = Math.sqrt(squares) / total;
        }
        return new double[][] {means, errors};
    }

    /** The list: predictions from all rows, intervals from held-out rows alone. */
    public RuleList list(List<List<RuleList.Condition>> rules) {
        TrainingRows rows = data.rows();
        RuleGrower grower = new RuleGrower(data, limits, mostRules);
        RuleStatistics statistics = new RuleStatistics(rows);
        int[] all = new int[rows.rows()];
        for (int i = 0; i < all.length; i++) all[i] = i;
        int[] fired = grower.fired(rules, all);
        int[] firedHeld = grower.fired(rules, held);
        List<RuleList.Rule> made = new ArrayList<>();
        for (int r = 0; r <= rules.size(); r++) {
            double[] mean = statistics.mean(all, fired, r);
            Optional<RuleList.Check> check = statistics.check(held, firedHeld, r);
            made.add(new RuleList.Rule(
                    r < rules.size() ? rules.get(r) : List.of(),
                    java.util.Arrays.copyOfRange(mean, 1, mean.length),
                    mean[0],
                    check));
        }
        return new RuleList(
                rows.target().task(),
                rows.target().name(),
                rows.inputs().stream().map(InputColumn::input).toList(),
                rows.target().classes(),
                made);
    }
}
