package io.candor.glassbox;

import io.candor.core.CandorException;
import io.candor.core.data.Column;
import io.candor.core.data.Table;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Model;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Trainer;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.internal.Assembly;
import io.candor.glassbox.internal.BagResult;
import io.candor.glassbox.internal.BagRun;
import io.candor.glassbox.internal.Binner;
import io.candor.glassbox.internal.Feature;
import io.candor.glassbox.internal.LogLoss;
import io.candor.glassbox.internal.Objective;
import io.candor.glassbox.internal.SquaredError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Trains explainable boosting machines: additive models whose terms are learnt by cyclic and greedy boosting (Lou, Caruana,
 * Gehrke 2012; Nori et al. 2019), averaged over outer bags. Main effects, two classes or a number. Thread-safe; the same
 * arguments and settings give the same bytes on any number of threads.
 */
public final class EbmTrainer implements Trainer {
    private final EbmSettings settings;
    private final ForkJoinPool pool;
    private final List<Long> replay;

    /** @param pool trains the outer bags in parallel; a bag is one task */
    public EbmTrainer(EbmSettings settings, ForkJoinPool pool) {
        this(settings, pool, List.of());
    }

    private EbmTrainer(EbmSettings settings, ForkJoinPool pool, List<Long> replay) {
        this.settings = settings;
        this.pool = pool;
        this.replay = List.copyOf(replay);
    }

    /**
     * A trainer that stops each bag where an earlier training stopped it, with no look at the clock: it gives the bytes of a
     * training that a deadline cut short.
     *
     * @param stepsPerBag {@link BagRecord#steps} of each bag
     */
    public EbmTrainer replaying(List<Long> stepsPerBag) {
        if (stepsPerBag.size() != settings.outerBags()) {
            throw new IllegalArgumentException("one step count for each of " + settings.outerBags() + " bags");
        }
        return new EbmTrainer(settings, pool, stepsPerBag);
    }

    /** {@inheritDoc} See {@link #train} for the errors. */
    @Override
    public AdditiveModel fit(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            @Nullable Model warmStart,
            RandomStreams random,
            Progress progress,
            Deadline deadline) {
        if (warmStart != null) {
            throw CandorException.user(
                    "CND-G009",
                    "a model to continue from was given",
                    "an EBM is trained afresh",
                    "train without a warm start");
        }
        return train(inputs, target, weights, random, progress, deadline).model();
    }

    /**
     * Trains and says how it went.
     *
     * @param inputs the columns to learn from: numbers, categories, booleans
     * @param target two classes or a number
     * @param weights positive and finite, one per row; null for equal weights
     * @param deadline asked before every step; bags that it leaves without a step are left out of the average
     * @throws CandorException {@code CND-G003} text or instant input, {@code CND-G004} no rows, {@code CND-G005} one class,
     *     {@code CND-G006} infinite input, {@code CND-G007} bad weights, {@code CND-G008} three or more classes,
     *     {@code CND-G010} too many categories, {@code CND-G011} infinite target, {@code CND-G012} no inputs
     */
    public EbmFit train(
            Table inputs,
            Target target,
            double @Nullable [] weights,
            RandomStreams random,
            Progress progress,
            Deadline deadline) {
        TrainingData.check(inputs, target, weights);
        Objective objective = target.task() == Task.BINARY ? new LogLoss() : new SquaredError();
        progress.report("binning", 0, "");
        Binner binner = new Binner(settings.maxBins());
        List<Feature> features = new ArrayList<>();
        for (Column column : inputs.columns()) features.add(binner.bin(column));
        BagRun run = new BagRun(settings, objective, features, target, weights, random, deadline);
        List<BagResult> bags = boost(run, progress);
        AdditiveModel model = new Assembly(objective, features, target, weights).assemble(Assembly.speaking(bags));
        progress.report("boosting", 1, "");
        return new EbmFit(
                model,
                settings,
                random.seed(),
                bags.stream().map(BagResult::record).toList());
    }

    private List<BagResult> boost(BagRun run, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        int bags = settings.outerBags();
        List<ForkJoinTask<BagResult>> tasks = new ArrayList<>();
        for (int b = 0; b < bags; b++) {
            int bag = b;
            long stopAt = replay.isEmpty() ? -1 : replay.get(b);
            tasks.add(pool.submit(() -> {
                BagResult result = run.run(
                        bag,
                        stopAt,
                        steps -> progress.report(
                                "boosting", (double) done.get() / bags, "bag " + bag + ": " + steps + " steps"));
                progress.report("boosting", (double) done.incrementAndGet() / bags, "bag " + bag + " done");
                return result;
            }));
        }
        List<BagResult> results = new ArrayList<>();
        try {
            for (ForkJoinTask<BagResult> task : tasks) results.add(task.join());
        } finally {
            for (ForkJoinTask<BagResult> task : tasks) task.cancel(true); // nothing, unless one failed
        }
        return results;
    }
}
