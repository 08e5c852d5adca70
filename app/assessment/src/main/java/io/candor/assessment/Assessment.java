package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Task;
import io.candor.core.port.Progress;
import io.candor.datasheet.ModelDatasheet;
import io.candor.datasheet.RunFacts;
import io.candor.evaluation.DataProfile;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.compare.ComparisonPlan;
import io.candor.fairness.data.DataPlan;
import io.candor.policy.GateDecision;
import io.candor.policy.Gates;
import io.candor.policy.Policy;
import io.candor.registry.Environment;
import io.candor.results.Results;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

/**
 * One run: data, model, evidence, gates. It computes nothing itself; it calls the rooms in order and collects what they say.
 * {@link RunFiles} then logs and writes it.
 */
public final class Assessment {
    /** Which pillars to run. */
    public record Scope(boolean understand, boolean protect, boolean exact) {
        /** Everything. */
        public static final Scope ALL = new Scope(true, true, true);
    }

    private static final int PERMUTATIONS = 999;

    private final Plan plan;
    private final Config config;
    private final Optional<Policy> policy;
    private final Scope scope;
    private final Workspace workspace;
    private final ForkJoinPool pool;
    private final Progress progress;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** @param workspace where budgets are kept */
    public Assessment(
            Plan plan,
            Optional<Policy> policy,
            Scope scope,
            Workspace workspace,
            ForkJoinPool pool,
            Progress progress) {
        this.plan = plan;
        this.config = plan.config();
        this.policy = policy;
        this.scope = scope;
        this.workspace = workspace;
        this.pool = pool;
        this.progress = progress;
    }

    private static String version() {
        String version = Assessment.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * Runs. A trained model is saved below {@code folder}.
     *
     * @return results without the trail, which does not know of them yet
     */
    public Results run(String runId, Path folder) {
        Instant started = workspace.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        notes.addAll(plan.notes());
        AssessedModel model = model(folder.resolve("model"));
        if (scope.understand() && scope.exact()) understand(model, folder);
        if (scope.protect()) protect();
        Subject subject = model.subject();
        if (scope.exact()) {
            progress.report("filling the datasheet", Double.NaN, "");
            evidence.add(ModelDatasheet.build(config.datasheet(), facts(model), evidence)
                    .evidence(List.of(subject)));
        }
        List<Json.Obj> gates = policy.map(p -> Gates.decide(p, evidence).stream()
                        .map(GateDecision::toJson)
                        .toList())
                .orElse(List.of());
        Instant finished = workspace.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return new Results(
                new Results.Run(
                        runId, config.name(), config.seed(), started.toString(), finished.toString(), version(), notes),
                List.of(new Results.ModelEntry(model.name(), model.digest(), model.algorithm(), model.trained())),
                entries(),
                evidence,
                gates,
                policy.map(Policy::id),
                PrivateRelease.budget(workspace, config.data().name()),
                Environment.capture(Path.of("").toAbsolutePath()),
                Optional.empty());
    }

    private List<Results.DatasetEntry> entries() {
        List<Results.DatasetEntry> entries = new ArrayList<>();
        plan.train().ifPresent(t -> entries.add(entry(t)));
        entries.add(entry(plan.test()));
        boolean split = !plan.test().role().equals("all") && plan.test().source() == plan.source();
        if (split) entries.add(entry(plan.source().whole("all")));
        return entries;
    }

    private static Results.DatasetEntry entry(DataSource.Part part) {
        return new Results.DatasetEntry(
                part.source().name(),
                part.role(),
                part.source().fileDigest(),
                part.digest(),
                part.table().rows(),
                part.table().names().size());
    }

    private AssessedModel model(Path folder) {
        Config.ModelSource wanted = config.model();
        if (plan.saved().isPresent())
            return AssessedModel.of(wanted.name(), plan.saved().get(), false);
        if (plan.train().isEmpty() || plan.selection().isEmpty()) {
            return new AssessedModel(
                    wanted.name(),
                    plan.test().source().fileDigest(),
                    "predictions",
                    false,
                    Json.object().build(),
                    new AssessedModel.Source.Columns(wanted.prediction(), wanted.score(), config.threshold()));
        }
        DataSource.Part train = plan.train().get();
        Training.Done done = new Training(wanted.algorithm(), wanted.settings(), config.threshold(), config.seed())
                .run(train, plan.selection().get().inputs(), plan.groups(), pool, progress, folder);
        done.search().ifPresent(found -> {
            if (scope.exact()) evidence.add(found.evidence());
            notes.addAll(found.leftOut());
            notes.add(found.words());
            TrialRuns.log(
                    workspace, train, found.leaderboard(), found.evidence(), config.seed(), wanted.name(), folder);
        });
        return AssessedModel.of(wanted.name(), done.saved(), true);
    }

    private void understand(AssessedModel model, Path folder) {
        Understanding understanding = new Understanding(model, config.seed());
        progress.report("measuring performance", Double.NaN, "");
        evidence.add(understanding.performance(plan.test()));
        plan.train().ifPresent(train -> evidence.add(understanding.performance(train)));
        progress.report("looking for errors", Double.NaN, "");
        evidence.addAll(understanding.errors(plan.test()));
        progress.report("explaining", Double.NaN, "");
        evidence.addAll(understanding.explanations(plan.test()));
        understanding
                .contributions(plan.test(), understanding.spread(plan.test(), config.localRows()))
                .ifPresent(evidence::add);
        many(understanding);
        if (plan.groups().isPresent()) {
            progress.report("comparing groups", Double.NaN, "");
            groups(understanding, plan.groups().get());
            config.groups()
                    .analyses()
                    .compare()
                    .ifPresent(c -> compare(model, plan.groups().get(), c, folder));
        }
        boolean split = plan.test().source() == plan.source();
        DataSource.Part rows = split ? plan.source().whole("all") : plan.train().orElse(plan.test());
        evidence.add(DataProfile.of(List.of(rows.subject()), rows.table()));
    }

    private void groups(Understanding understanding, FairnessPlan groups) {
        Config.Analyses wanted = config.groups().analyses();
        if (wanted.data() && plan.train().isPresent()) {
            List<String> inputs = plan.selection().map(InputSelection::inputs).orElse(List.of());
            evidence.add(new DataAnalysis(new DataPlan(groups, inputs, Map.of()), Optional.empty(), config.seed())
                    .of(plan.train().get(), pool));
        }
        evidence.add(understanding.fairness(plan.test(), groups));
        boolean classes = plan.test().target().task() != Task.REGRESSION;
        if (wanted.curves() && classes && understanding.scored(plan.test()))
            evidence.addAll(understanding.groupCurves(plan.test(), groups, pool));
        if (!groups.controls().isEmpty()) evidence.add(understanding.conditionalGaps(plan.test(), groups));
        if (wanted.tests()) evidence.add(understanding.groupTests(plan.test(), groups, PERMUTATIONS, pool));
        if (wanted.bootstrap() > 0)
            evidence.add(understanding.groupBootstrap(plan.test(), groups, wanted.bootstrap(), pool));
    }

    /** The model and mitigations by every method, which are saved below the run's folder. */
    private void compare(AssessedModel model, FairnessPlan groups, Config.Candidates wanted, Path folder) {
        if (plan.test().target().task() != Task.BINARY
                || plan.train().isEmpty()
                || plan.selection().isEmpty()) {
            notes.add("mitigations are compared only where the run trains a model of two classes");
            return;
        }
        List<String> by = wanted.by().isEmpty() ? groups.features().get(0) : wanted.by();
        Mitigation asked = new Mitigation(
                Mitigation.Method.EXPONENTIATED_GRADIENT,
                wanted.criterion(),
                wanted.bounds().get(0),
                new FairnessPlan(by, List.of(), List.of(), groups.cuts(), groups.minGroup()),
                wanted.algorithm(),
                wanted.settings(),
                0, // the run has split already
                "overall",
                true,
                Optional.empty(),
                Optional.empty(),
                config.seed());
        ComparisonPlan compared = ComparisonPlan.of(groups, "accuracy", "equalized_odds_difference");
        MitigationSet.Done done = new MitigationSet(
                        asked,
                        wanted.bounds(),
                        policy.map(p -> compared.withLimits(PolicyLimits.of(p, compared.performance())))
                                .orElse(compared))
                .among(
                        plan.train().get(),
                        plan.test(),
                        plan.selection().get().inputs(),
                        List.of(model),
                        pool,
                        progress,
                        folder.resolve("candidates"));
        evidence.add(done.comparison());
        notes.addAll(done.notes());
        notes.add("mitigations are saved below candidates, each a model of its own");
    }

    /** What is said of many predictions at once, and of effects of the features that matter most. */
    private void many(Understanding understanding) {
        List<Evidence> found = understanding.attributions(plan.test(), config.sampledRows(), pool);
        evidence.addAll(found);
        List<String> features = new ArrayList<>();
        Stream.concat(found.stream(), evidence.stream().filter(e -> e.kind().equals("explain.importance")))
                .findFirst()
                .ifPresent(e -> e.result().array("features").forEach(f -> features.add(((Json.Obj) f).text("name"))));
        features.retainAll(understanding.inputs());
        if (features.isEmpty()) features.addAll(understanding.inputs());
        List<String> first = features.subList(0, Math.min(config.effects(), features.size()));
        try {
            evidence.addAll(understanding.effects(plan.test(), first, config.sampledRows() > 0, pool));
        } catch (CandorException e) { // it answers for the data's rows, and these are made up
            notes.add("no effects of single features: " + e.getMessage());
        }
    }

    private void protect() {
        if (config.release().isEmpty()) return;
        String dataset = config.data().name();
        if (PrivateRelease.budget(workspace, dataset).isEmpty()) {
            notes.add("no private count: data set '" + dataset
                    + "' has no budget; set one with 'candor privacy budget set --dataset " + dataset
                    + " --data FILE --epsilon E'");
            return;
        }
        progress.report("releasing a private count", Double.NaN, "");
        evidence.add(PrivateRelease.count(
                workspace, dataset, config.data().path(), config.release().get()));
    }

    /** Where the model of a run is; empty if only its predictions are known. */
    public Optional<Path> modelFolder(Path folder) {
        if (config.model().path().isPresent()) return config.model().path();
        return config.model().trains() ? Optional.of(folder.resolve("model")) : Optional.empty();
    }

    private RunFacts facts(AssessedModel model) {
        List<RunFacts.Dataset> datasets = new ArrayList<>();
        plan.train().ifPresent(t -> datasets.add(fact(t, "train")));
        datasets.add(fact(plan.test(), "test"));
        Json.Obj settings = model.provenance().get("settings") instanceof Json.Obj s
                ? s
                : Json.object().build();
        String algorithm = Algorithm.labels().contains(model.algorithm())
                ? Algorithm.of(model.algorithm()).words()
                : model.algorithm();
        return new RunFacts(
                model.name(),
                algorithm,
                plan.test().target().task().label(),
                plan.test().target().name(),
                settings,
                model.trained() ? config.seed() : null,
                model.model()
                        .map(m -> m.inputs().stream().map(Input::name).toList())
                        .orElse(List.of()),
                datasets);
    }

    private static RunFacts.Dataset fact(DataSource.Part part, String role) {
        return new RunFacts.Dataset(
                role, part.source().name(), part.digest(), part.table().rows());
    }
}
