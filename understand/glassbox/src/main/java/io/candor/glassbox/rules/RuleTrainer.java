package io.candor.glassbox.rules;

import io.candor.core.data.Table;
import io.candor.core.model.Model;
import io.candor.core.model.RuleList;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Trainer;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Split;
import io.candor.glassbox.internal.rows.TrainingRows;
import io.candor.glassbox.rules.internal.RuleSearch;
import io.candor.glassbox.tree.internal.Criterion;
import io.candor.glassbox.tree.internal.GrowingData;
import io.candor.glassbox.tree.internal.Limits;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains a rule list by separate and conquer over leaves of small trees, for two or more classes or a number. Some rows are
 * held out while rules are made; from them come the intervals, and their labels count in the predictions at the end. See the
 * package for papers and deviations. Thread-safe; the same arguments and settings give the same bytes on any number of
 * threads.
 */
public final class RuleTrainer implements Trainer {
    private final RuleSettings settings;
    private final ForkJoinPool pool;
    private final int mostRules;

    /** @param pool cross-validates the folds in parallel */
    public RuleTrainer(RuleSettings settings, ForkJoinPool pool) {
        this(settings, pool, -1);
    }

    private RuleTrainer(RuleSettings settings, ForkJoinPool pool, int mostRules) {
        this.settings = settings;
        this.pool = pool;
        this.mostRules = mostRules;
    }

    /**
     * A trainer that stops where a deadline stopped an earlier training, with no look at the clock.
     *
     * @param rules {@link RuleFit#grown} of a fit that was {@link RuleFit#stopped}
     */
    public RuleTrainer replaying(int rules) {
        if (rules < 0) throw new IllegalArgumentException("rules");
        return new RuleTrainer(settings, pool, rules);
    }

    /** {@inheritDoc} See {@link #train} for the errors. */
    @Override
    public RuleList fit(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            @Nullable Model warmStart,
            RandomStreams random,
            Progress progress,
            Deadline deadline) {
        TrainingRows.refuse(warmStart);
        return train(inputs, target, weights, random, progress, deadline).model();
    }

    /**
     * Trains and says how it went.
     *
     * @param inputs the columns to learn from: numbers, categories, booleans
     * @param weights positive and finite, one per row; null for equal weights
     * @param deadline asked before every rule
     * @throws io.candor.core.CandorException {@code CND-G003} text or instant input, {@code CND-G004} no rows, {@code CND-G005}
     *     one class, {@code CND-G006} infinite input, {@code CND-G007} bad weight, {@code CND-G011} infinite label, {@code
     *     CND-G012} no input
     */
    public RuleFit train(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            RandomStreams random,
            Progress progress,
            Deadline deadline) {
        GrowingData data = GrowingData.of(TrainingRows.of(inputs, target, weights));
        RuleSearch search = search(data, target, random);
        progress.report("finding rules", Double.NaN, "");
        boolean[] late = {false};
        List<List<RuleList.Condition>> rules = search.grow(() -> {
            late[0] |= mostRules < 0 && deadline.passed();
            return late[0];
        });
        boolean stopped = late[0] || mostRules >= 0;
        double[] none = {};
        if (stopped || !settings.crossValidate() || rules.isEmpty() || search.learning().length < 2) {
            return new RuleFit(search.list(rules), settings, random.seed(), rules.size(), stopped, none, none);
        }
        double[][] judged = search.validate(settings.folds(), random, pool, progress);
        int length = Math.min(rules.size(), best(judged[0], judged[1]));
        return new RuleFit(
                search.list(rules.subList(0, length)),
                settings,
                random.seed(),
                rules.size(),
                false,
                judged[0],
                judged[1]);
    }

    private RuleSearch search(GrowingData data, Target target, RandomStreams random) {
        int n = data.rows().rows();
        int[] learning = IntStream.range(0, n).toArray();
        int[] held = {};
        long out = Math.round(settings.holdout() * n);
        if (out > 0 && out < n) {
            Split split = Split.random(target, settings.holdout(), random);
            learning = split.train();
            held = split.test();
        }
        Criterion criterion = target.task() == Task.REGRESSION ? Criterion.SQUARED_ERROR : Criterion.GINI;
        Limits limits = new Limits(
                criterion,
                settings.maxConditions(),
                Integer.MAX_VALUE,
                settings.minSamplesRule(),
                2 * settings.minSamplesRule());
        int most = mostRules < 0 ? settings.maxRules() : Math.min(mostRules, settings.maxRules());
        return new RuleSearch(data, limits, most, learning, held);
    }

    /** Fewest rules with the least loss, or with one within one standard error of it. */
    private int best(double[] losses, double[] errors) {
        int best = 0;
        for (int l = 1; l < losses.length; l++) if (losses[l] < losses[best]) best = l;
        if (!settings.oneStandardError()) return best;
        for (int l = 0; l < best; l++) if (losses[l] <= losses[best] + errors[best]) return l;
        return best;
    }
}
