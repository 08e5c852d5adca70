package io.candor.assessment;

import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.model.Model;
import io.candor.core.model.Target;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Split;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.training.TrainingTrace;
import io.candor.glassbox.BagRecord;
import io.candor.glassbox.EbmFit;
import io.candor.glassbox.EbmSettings;
import io.candor.glassbox.EbmTrainer;
import io.candor.glassbox.RowRoles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;

/**
 * How gaps come about while a model learns. Each fold's rows are predicted by a model of the other rows: an EBM after 1, 2, 4, … steps of each bag, by trainings cut short there, which
 * together take about as long again as the whole one; any other algorithm at its end.
 *
 * @param settings changes to the algorithm's defaults
 * @param groups whose gaps
 * @param folds 2 or more
 * @param threshold from which two classes are decided
 */
public record TrainingSteps(
        Algorithm algorithm,
        Map<String, String> settings,
        FairnessPlan groups,
        int folds,
        double threshold,
        long seed) {
    private static final int MOST_POINTS = 12;

    public TrainingSteps {
        settings = Map.copyOf(settings);
    }

    /** A fold's rows, how long its model learnt, and how it predicts after fewer steps. */
    private record Learnt(Split split, long steps, At at) {}

    private interface At {
        Model after(long steps);
    }

    /** Evidence {@code fairness.training}. */
    public Evidence run(DataSource.Part part, List<String> inputs, ForkJoinPool pool, Progress progress) {
        Target target = part.target();
        List<Learnt> learnt = new ArrayList<>();
        int[] order = new int[part.table().rows()];
        int filled = 0;
        for (Split split : Split.folds(target, folds, new RandomStreams(seed))) {
            String fold = "fold " + (learnt.size() + 1) + " of " + folds;
            double done = (double) learnt.size() / folds / 2;
            learnt.add(learn(
                    part,
                    inputs,
                    split,
                    pool,
                    (stage, share, detail) -> progress.report(fold + ", " + stage, done, "")));
            System.arraycopy(split.test(), 0, order, filled, split.test().length);
            filled += split.test().length;
        }
        List<Long> steps = steps(learnt);
        List<TrainingTrace.Fold> traced = new ArrayList<>();
        for (Learnt one : learnt) {
            progress.report(
                    "fold " + (traced.size() + 1) + " of " + folds + " step by step",
                    0.5 + (double) traced.size() / folds / 2,
                    "");
            traced.add(traced(part, one, steps));
        }
        return TrainingTrace.of(groups, part.table().select(order), steps, traced)
                .evidence(
                        List.of(part.subject()),
                        Json.object()
                                .put("algorithm", algorithm.label())
                                .put("settings", texts())
                                .put("folds", folds)
                                .put("threshold", threshold)
                                .put("seed", Long.toString(seed))
                                .build());
    }

    private TrainingTrace.Fold traced(DataSource.Part part, Learnt learnt, List<Long> steps) {
        Table rows = part.table().select(learnt.split().test());
        Target labels = part.target().select(learnt.split().test());
        List<Predictions> seen = new ArrayList<>();
        for (long step : steps) {
            boolean ended = !seen.isEmpty() && step > learnt.steps() && steps.get(seen.size() - 1) >= learnt.steps();
            seen.add(
                    ended
                            ? seen.get(seen.size() - 1)
                            : Disparities.predictions(
                                    labels,
                                    learnt.at()
                                            .after(Math.min(step, learnt.steps()))
                                            .score(rows),
                                    threshold));
        }
        return new TrainingTrace.Fold(rows, seen);
    }

    /** From the most that a fold made down by halves. */
    private static List<Long> steps(List<Learnt> learnt) {
        long most = learnt.stream().mapToLong(Learnt::steps).max().orElse(1);
        TreeSet<Long> steps = new TreeSet<>();
        for (long s = most; s >= 1 && steps.size() < MOST_POINTS; s /= 2) steps.add(s);
        return List.copyOf(steps);
    }

    private Learnt learn(DataSource.Part part, List<String> inputs, Split split, ForkJoinPool pool, Progress progress) {
        Table table = part.table().only(inputs).select(split.train());
        Target target = part.target().select(split.train());
        RandomStreams random = new RandomStreams(seed);
        if (!algorithm.equals(Algorithm.EBM)) {
            Model model = algorithm
                    .learner(target.task(), settings, pool)
                    .learn(table, target, RowRoles.NONE, random, progress, Deadline.NEVER)
                    .model();
            return new Learnt(split, 1, steps -> model);
        }
        EbmSettings chosen = EbmSettings.of(target.task(), table.rows(), settings);
        EbmTrainer trainer = new EbmTrainer(chosen, pool);
        EbmFit whole = trainer.train(table, target, RowRoles.NONE, random, progress, Deadline.NEVER);
        long most = whole.bags().stream()
                .mapToLong(b -> b.steps().mains() + b.steps().interactions())
                .max()
                .orElse(1);
        return new Learnt(
                split,
                Math.max(1, most),
                steps -> steps >= most
                        ? whole.model()
                        : trainer.replaying(whole.bags().stream()
                                        .map(b -> cut(b.steps(), steps))
                                        .toList())
                                .train(table, target, RowRoles.NONE, random, Progress.NONE, Deadline.NEVER)
                                .model());
    }

    /** Main effects come first. */
    private static BagRecord.Steps cut(BagRecord.Steps own, long steps) {
        long mains = Math.min(own.mains(), steps);
        return new BagRecord.Steps(mains, Math.min(own.interactions(), steps - mains));
    }

    private Json.Obj texts() {
        Json.Builder out = Json.object();
        new TreeMap<>(settings).forEach(out::put);
        return out.build();
    }
}
