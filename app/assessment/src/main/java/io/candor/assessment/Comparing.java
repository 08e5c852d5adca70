package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.DrawDecider;
import io.candor.core.model.Input;
import io.candor.core.model.Task;
import io.candor.core.model.ThresholdDecider;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.compare.Candidate;
import io.candor.fairness.compare.ComparisonPlan;
import io.candor.fairness.compare.ModelComparison;
import io.candor.results.Results;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** Several models on the same rows: what {@code candor compare} and a set of mitigations show. */
public final class Comparing {
    private Comparing() {}

    /**
     * Models and columns of predictions.
     *
     * @param plan of the figures
     * @param part the rows, with the sensitive columns
     */
    public static Evidence models(
            ComparisonPlan plan,
            DataSource.Part part,
            List<AssessedModel> models,
            long seed,
            ForkJoinPool pool,
            Progress progress) {
        List<Candidate> candidates = new ArrayList<>();
        for (AssessedModel model : models) {
            progress.report("assessing", (double) candidates.size() / models.size(), model.name());
            Predictions predictions = new Understanding(model, seed).predictions(part);
            candidates.add(Candidate.of(
                    model.name(),
                    model.subject(),
                    made(model),
                    reads(model, plan.plan()),
                    FairnessAssessment.of(plan.plan(), part.table(), predictions),
                    predictions,
                    threshold(model, part.target().task())));
        }
        progress.report("drawing rows again", Double.NaN, plan.draws() + " times");
        return ModelComparison.of(plan, part.table(), candidates, new RandomStreams(seed), pool)
                .evidence(List.of(part.subject()), seed);
    }

    /**
     * Runs, of which only the evidence is read: without differences of the same rows and without other thresholds.
     *
     * @param runs with a performance of two or more
     * @throws CandorException {@code CND-C054} if one holds no assessment of groups; else what a comparison throws
     */
    public static Evidence runs(ComparisonPlan plan, List<Results> runs, ForkJoinPool pool) {
        List<Candidate> candidates = new ArrayList<>();
        Set<Subject> data = new LinkedHashSet<>();
        for (Results run : runs) {
            Evidence assessment = run.first("fairness.assessment").orElseThrow(() -> noGroups(run));
            String name = run.run().name() + " " + run.run().id().substring(0, 8);
            Json.Builder made = Json.object().put("run", run.run().id());
            run.models().forEach(m -> made.put("algorithm", m.algorithm()));
            Subject model = assessment.subjects().get(0);
            for (Subject subject : assessment.subjects()) {
                if (subject.name().startsWith("data:")) data.add(subject);
                else model = subject;
            }
            candidates.add(Candidate.assessed(name, model, made.build(), assessment.result()));
        }
        Table none = new Table(List.of());
        return ModelComparison.of(plan.withDraws(0), none, candidates, new RandomStreams(0), pool)
                .evidence(List.copyOf(data), 0);
    }

    private static CandorException noGroups(Results run) {
        return CandorException.user(
                "CND-C054",
                "run " + run.run().id() + " holds no assessment of groups",
                "runs with sensitive columns",
                "name them in candor.yaml (fairness: sensitive) and run it again");
    }

    /** What is known of how a model came to be. */
    private static Json.Obj made(AssessedModel model) {
        Json.Builder out = Json.object();
        Json.Obj from = model.provenance();
        if (from.get("model") instanceof Json.Obj inner) from = inner; // of a pipeline
        if (from.get("mitigation") instanceof Json.Obj mitigation)
            mitigation.members().forEach(out::put);
        from.optionalText("algorithm").ifPresent(a -> out.put("algorithm", a));
        if (from.get("settings") instanceof Json.Obj settings
                && !settings.members().isEmpty()) out.put("settings", settings);
        if (!(model.source() instanceof AssessedModel.Source.Loaded loaded)) return out.build();
        boolean told = from.get("mitigation") instanceof Json.Obj m && m.get("chance") != null;
        if (!told && loaded.decider() instanceof DrawDecider) out.put("chance", "of a draw per row");
        return out.build();
    }

    private static @Nullable List<String> reads(AssessedModel model, FairnessPlan plan) {
        if (!(model.source() instanceof AssessedModel.Source.Loaded loaded)) return null;
        Set<String> sensitive = new LinkedHashSet<>();
        plan.features().forEach(sensitive::addAll);
        List<String> read = new ArrayList<>(loaded.decider().reads());
        for (Input input : loaded.model().inputs()) read.add(input.name());
        return sensitive.stream().filter(read::contains).toList();
    }

    private static @Nullable Double threshold(AssessedModel model, Task task) {
        if (task != Task.BINARY) return null;
        if (model.source() instanceof AssessedModel.Source.Columns columns)
            return columns.prediction().isEmpty() ? columns.threshold() : null;
        AssessedModel.Source.Loaded loaded = (AssessedModel.Source.Loaded) model.source();
        return loaded.decider() instanceof ThresholdDecider one ? one.threshold() : null;
    }
}
