package io.candor.glassbox.internal;

import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.BagRecord;
import io.candor.glassbox.BagRecord.Stop;
import io.candor.glassbox.EbmSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Everything that the bags of one fit share; runs one of them. Thread-safe. */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record BagRun(
        EbmSettings settings,
        Objective objective,
        List<Feature> features,
        Target target,
        double @Nullable [] weights,
        RandomStreams random,
        Deadline deadline) {
    /** Splits the rows of one bag and boosts it. {@code replay} is the step to stop at; negative for none. */
    public BagResult run(int bag, long replay, LongConsumer told) {
        int rows = target.values().length;
        OuterBag split = OuterBag.draw(
                rows,
                target.task() == Task.BINARY ? strata() : null,
                settings.validationSize(),
                random.stream("glassbox.bag", bag));
        List<Integer> learnt = learnt(rows);
        BagData data = new BagData(objective, learnt.stream().map(features::get).toList(), target, weights, split);
        boolean replays = replay >= 0;
        long maxSteps = replays ? replay : (long) rounds(data) * learnt.size();
        Booster booster = new Booster(settings, data, maxSteps, random.stream("glassbox.boost", bag));
        Stop stop = booster.run(replays ? () -> false : deadline::passed, told);
        double[][] scores = new double[features.size()][];
        for (int f = 0; f < scores.length; f++) {
            int term = learnt.indexOf(f);
            scores[f] = term >= 0
                    ? booster.scores()[term]
                    : new double[features.get(f).bins().count()];
        }
        BagRecord record = new BagRecord(
                bag,
                data.trainingRows(),
                data.validationRows(),
                booster.steps(),
                booster.bestStep(),
                booster.bestMetric(),
                replays && stop == Stop.MAX_ROUNDS ? Stop.REPLAY : stop);
        return new BagResult(record, data.intercept(), scores, data.weight());
    }

    /** Too few rows to hold any out, though asked for: nothing would stop it early, so the rounds are bounded. */
    private int rounds(BagData data) {
        boolean tooFew = settings.validationSize() > 0 && !data.validates();
        int bound = settings.smoothingRounds() + settings.earlyStoppingRounds();
        return tooFew ? Math.min(settings.maxRounds(), bound) : settings.maxRounds();
    }

    private int[] strata() {
        int[] strata = new int[target.values().length];
        for (int i = 0; i < strata.length; i++) strata[i] = (int) target.values()[i];
        return strata;
    }

    /** Features with at least two bins that hold rows. */
    private List<Integer> learnt(int rows) {
        List<Integer> learnt = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            Codes codes = features.get(f).codes();
            for (int i = 1; i < rows; i++) {
                if (codes.get(i) == codes.get(0)) continue;
                learnt.add(f);
                break;
            }
        }
        return learnt;
    }
}
