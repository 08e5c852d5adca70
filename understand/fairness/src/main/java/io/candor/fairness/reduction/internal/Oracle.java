package io.candor.fairness.reduction.internal;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.Model;
import io.candor.core.model.RuleList;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Trainer;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The learner as the game's oracle: the best response to multipliers is a weighted learning problem (Agarwal et al. 2018, §3.2). Rows whose weight
 * vanishes are left out of it. Every call draws from the same streams, so what one gives does not depend on which came before. Thread-safe.
 */
final class Oracle {
    /** Trainers refuse weights that are less than this share of the mean. */
    private static final double LEAST = 1e-30;

    private final Trainer trainer;
    private final Moment fitted;
    private final Moment measured;
    private final RandomStreams random;
    private final boolean normalised;
    private final boolean withObjective;

    /**
     * @param fitted over the rows to learn from
     * @param measured over the rows that error and γ are of
     * @param normalised whether weights get a mean of 1
     * @param withObjective whether the objective adds to what multipliers weigh
     */
    Oracle(
            Trainer trainer,
            Moment fitted,
            Moment measured,
            RandomStreams random,
            boolean normalised,
            boolean withObjective) {
        this.trainer = trainer;
        this.fitted = fitted;
        this.measured = measured;
        this.random = random;
        this.normalised = normalised;
        this.withObjective = withObjective;
    }

    /**
     * The answer to λ.
     *
     * @param warm an earlier answer to start from, if the trainer takes it; null for none
     * @param deadline passes when nobody waits for the answer any more
     */
    Hypothesis answer(double[] lambda, @Nullable Model warm, Deadline deadline) {
        double[] weights = fitted.signedWeights(lambda, withObjective);
        Target given = fitted.rows().target();
        double[] labels = given.values();
        if (given.task() == Task.BINARY) {
            labels = new double[weights.length];
            for (int i = 0; i < labels.length; i++) labels[i] = weights[i] > 0 ? 1 : 0;
        }
        for (int i = 0; i < weights.length; i++) weights[i] = Math.abs(weights[i]);
        double mean = Arrays.stream(weights).sum() / weights.length;
        if (normalised && mean > 0) for (int i = 0; i < weights.length; i++) weights[i] /= mean;
        Target target = new Target(given.name(), given.task(), labels, given.classes());
        double least = LEAST * (normalised ? 1 : mean);
        int[] kept = IntStream.range(0, weights.length)
                .filter(i -> weights[i] > least)
                .toArray();
        Table inputs = fitted.rows().inputs();
        double[] used = weights;
        if (kept.length < weights.length) {
            used = IntStream.of(kept).mapToDouble(i -> weights[i]).toArray();
            target = target.select(kept);
            inputs = inputs.select(kept);
        }
        if (given.task() == Task.BINARY && same(target.values())) {
            return measure(constant(given, target.values().length > 0 ? target.values()[0] : 0), lambda, true);
        }
        return measure(fit(inputs, target, used, warm, deadline), lambda, false);
    }

    /** A trainer may decline what it is offered to start from; whether it does is asked anew each time, so that no call depends on another. */
    private Model fit(Table inputs, Target target, double[] weights, @Nullable Model warm, Deadline deadline) {
        if (warm != null) {
            try {
                return trainer.fit(inputs, target, weights, warm, random, Progress.NONE, deadline);
            } catch (CandorException declined) {
                // without it, then, which says what else is wrong if anything is
            }
        }
        return trainer.fit(inputs, target, weights, null, random, Progress.NONE, deadline);
    }

    private Hypothesis measure(Model model, double[] lambda, boolean constant) {
        double[] said = Decisions.of(model, measured.rows().table());
        return new Hypothesis(
                model, lambda, measured.error(said), measured.gamma(said), measured.spread(said), constant);
    }

    private static boolean same(double[] labels) {
        for (double label : labels) if (label != labels[0]) return false;
        return true;
    }

    /** A model that says one class whatever the row. */
    private static Model constant(Target target, double label) {
        return new RuleList(
                target.task(),
                target.name(),
                List.of(),
                target.classes(),
                List.of(new RuleList.Rule(List.of(), new double[] {label}, target.values().length, Optional.empty())));
    }
}
