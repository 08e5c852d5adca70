package io.candor.glassbox.tree;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.Model;
import io.candor.core.model.Target;
import io.candor.core.model.Trainer;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.internal.rows.TrainingRows;
import io.candor.glassbox.tree.internal.Criterion;
import io.candor.glassbox.tree.internal.Emission;
import io.candor.glassbox.tree.internal.Grower;
import io.candor.glassbox.tree.internal.GrowingData;
import io.candor.glassbox.tree.internal.Limits;
import io.candor.glassbox.tree.internal.Node;
import io.candor.glassbox.tree.internal.Pruning;
import io.candor.glassbox.tree.internal.PruningChoice;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains one decision tree: grown with exact splits, pruned by cost and complexity, by cross-validation unless the cost of a
 * leaf is set. Two or more classes (leaves hold shares of classes) or a number (leaves hold means). See the package for
 * papers and deviations. Thread-safe; the same arguments and settings give the same bytes on any number of threads.
 */
public final class TreeTrainer implements Trainer {
    private final TreeSettings settings;
    private final ForkJoinPool pool;
    private final int mostSplits;

    /** @param pool cross-validates the folds in parallel */
    public TreeTrainer(TreeSettings settings, ForkJoinPool pool) {
        this(settings, pool, -1);
    }

    private TreeTrainer(TreeSettings settings, ForkJoinPool pool, int mostSplits) {
        this.settings = settings;
        this.pool = pool;
        this.mostSplits = mostSplits;
    }

    /**
     * A trainer that stops growing where a deadline stopped an earlier training, with no look at the clock.
     *
     * @param splits {@link TreeFit#splits} of a fit that was {@link TreeFit#stopped}
     */
    public TreeTrainer replaying(int splits) {
        if (splits < 0) throw new IllegalArgumentException("splits");
        return new TreeTrainer(settings, pool, splits);
    }

    /** {@inheritDoc} See {@link #train} for the errors. */
    @Override
    public TreeEnsemble fit(
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
     * @param deadline asked before every split; a tree that it stops is as large as it is, without cross-validation
     * @throws CandorException {@code CND-G002} a criterion that does not fit the label, {@code CND-G003} text or instant input,
     *     {@code CND-G004} no rows, {@code CND-G005} one class, {@code CND-G006} infinite input, {@code CND-G007} bad weight,
     *     {@code CND-G011} infinite label, {@code CND-G012} no input
     */
    public TreeFit train(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            RandomStreams random,
            Progress progress,
            Deadline deadline) {
        settings.check(target.task());
        GrowingData data = GrowingData.of(TrainingRows.of(inputs, target, weights));
        Limits limits = limits();
        progress.report("growing the tree", Double.NaN, "");
        Grower grower = new Grower(data, limits);
        int[] all = IntStream.range(0, data.rows().rows()).toArray();
        boolean[] late = {false};
        Node root = grower.grow(all, () -> {
            late[0] |= mostSplits < 0 && deadline.passed();
            return late[0];
        });
        double[] sequence = Pruning.sequence(root);
        boolean stopped = late[0] || mostSplits >= 0;
        if (stopped || settings.complexity().isPresent() || all.length < 2) {
            double complexity = settings.complexity().orElse(0);
            TreeEnsemble model = Emission.of(root, data, complexity);
            return new TreeFit(
                    model,
                    settings,
                    random.seed(),
                    grower.splits(),
                    stopped,
                    complexity,
                    new double[0],
                    new int[0],
                    new double[0],
                    new double[0]);
        }
        double[] middles = Pruning.middles(sequence);
        PruningChoice choice = PruningChoice.validate(data, limits, middles, settings.folds(), random, pool, progress);
        int best = choice.best(settings.oneStandardError());
        int[] leaves = IntStream.range(0, middles.length)
                .map(c -> Pruning.leaves(root, middles[c]))
                .toArray();
        return new TreeFit(
                Emission.of(root, data, middles[best]),
                settings,
                random.seed(),
                grower.splits(),
                false,
                middles[best],
                middles,
                leaves,
                choice.losses(),
                choice.errors());
    }

    private Limits limits() {
        int splits = settings.maxLeaves() == 0 ? Integer.MAX_VALUE : settings.maxLeaves() - 1;
        Criterion criterion = Criterion.valueOf(settings.criterion().name());
        return new Limits(
                criterion,
                settings.maxDepth(),
                mostSplits < 0 ? splits : Math.min(splits, mostSplits),
                settings.minSamplesLeaf(),
                settings.minSamplesSplit());
    }
}
