package io.candor.glassbox;

import io.candor.core.CandorException;
import io.candor.core.data.Column;
import io.candor.core.data.Table;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Model;
import io.candor.core.model.Target;
import io.candor.core.model.Trainer;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.internal.BagRun;
import io.candor.glassbox.internal.Binner;
import io.candor.glassbox.internal.Feature;
import io.candor.glassbox.internal.Fit;
import io.candor.glassbox.internal.Objectives;
import io.candor.glassbox.internal.RowData;
import io.candor.glassbox.internal.rows.TrainingRows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Trains explainable boosting machines: additive models whose terms are learnt by cyclic and greedy boosting (Lou, Caruana,
 * Gehrke 2012; Lou et al. 2013; Nori et al. 2019), averaged over outer bags. First the main effects; then, with those frozen,
 * interactions: the pairs that FAST finds, or terms of any order that are named. Thread-safe; the same arguments and settings
 * give the same bytes on any number of threads.
 */
public final class EbmTrainer implements Trainer {
    private final EbmSettings settings;
    private final ForkJoinPool pool;
    private final List<BagRecord.Steps> replay;
    private final EbmObserver observer;

    /** @param pool trains the outer bags in parallel; a bag is one task */
    public EbmTrainer(EbmSettings settings, ForkJoinPool pool) {
        this(settings, pool, List.of(), (bag, stage, steps, metric) -> EbmObserver.Decision.CONTINUE);
    }

    private EbmTrainer(EbmSettings settings, ForkJoinPool pool, List<BagRecord.Steps> replay, EbmObserver observer) {
        this.settings = settings;
        this.pool = pool;
        this.replay = List.copyOf(replay);
        this.observer = observer;
    }

    /**
     * A trainer that stops each bag where an earlier training stopped it, with no look at the clock and without asking an
     * observer: it gives the bytes of a training that was cut short.
     *
     * @param stepsPerBag {@link BagRecord#steps} of each bag
     */
    public EbmTrainer replaying(List<BagRecord.Steps> stepsPerBag) {
        if (stepsPerBag.size() != settings.outerBags()) {
            throw new IllegalArgumentException("one step count for each of " + settings.outerBags() + " bags");
        }
        return new EbmTrainer(settings, pool, stepsPerBag, observer);
    }

    /** A trainer that tells of every step and asks how to go on. */
    public EbmTrainer observedBy(EbmObserver told) {
        return new EbmTrainer(settings, pool, replay, told);
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
        TrainingRows.refuse(warmStart);
        return train(inputs, target, RowRoles.NONE.withWeights(weights), random, progress, deadline)
                .model();
    }

    /**
     * Trains and says how it went.
     *
     * @param inputs the columns to learn from: numbers, categories, booleans
     * @param target classes or a number
     * @param roles weights and more, per row
     * @param deadline asked before every step; bags that it leaves without a step are left out of the average
     * @throws CandorException {@code CND-G003} text or instant input, {@code CND-G004} no rows, {@code CND-G005} one class,
     *     {@code CND-G006} infinite input, {@code CND-G007} bad weights, {@code CND-G010} too many categories,
     *     {@code CND-G011} infinite target, {@code CND-G012} no inputs, {@code CND-G013} a target that the objective can't
     *     have, {@code CND-G014} a term with too many cells, {@code CND-G015} a type that does not fit its column,
     *     {@code CND-G016} a setting that names no input, {@code CND-G017} a row without time
     */
    public EbmFit train(
            Table inputs, Target target, RowRoles roles, RandomStreams random, Progress progress, Deadline deadline) {
        TrainingRows.check(inputs, target, roles.weights());
        roles.check(inputs.rows(), settings.outerBags());
        TermNames names = new TermNames(inputs.names(), settings);
        RowData data = new RowData(
                target.values(),
                ClassWeights.of(settings.classWeight(), target, roles.weights()),
                roles.initialScores());
        progress.report("binning", 0, "");
        Binner binner = new Binner(settings);
        List<Feature> features = new ArrayList<>();
        for (Column column : inputs.columns()) if (names.isInput(column.name())) features.add(binner.bin(column));
        BagRun run = new BagRun(
                settings, Objectives.of(settings.objective(), target), target, data, roles, random, deadline, observer);
        Fit fit = new Fit(run, features, names.excluded(), names.interactions(features), pool, progress, replay);
        return new EbmFit(fit.model(), settings, random.seed(), fit.records(), fit.pairs());
    }
}
