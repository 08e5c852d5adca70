package io.candor.assessment;

import io.candor.core.data.TableDigest;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.Task;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.datasheet.ModelDatasheet;
import io.candor.datasheet.RunFacts;
import io.candor.evaluation.DataProfile;
import io.candor.evaluation.Split;
import io.candor.fairness.FairnessPlan;
import io.candor.io.ModelFolder;
import io.candor.io.SavedModel;
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
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

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
            Config config,
            Optional<Policy> policy,
            Scope scope,
            Workspace workspace,
            ForkJoinPool pool,
            Progress progress) {
        this.config = config;
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
        progress.report("reading " + config.data().path().getFileName(), Double.NaN, "");
        DataSource source = read(config.data().path());
        notes.addAll(source.notes());
        Parts parts = parts(source);
        AssessedModel model = model(parts, folder.resolve("model"));
        if (scope.understand() && scope.exact()) understand(parts, model);
        if (scope.protect()) protect();
        Subject subject = model.subject();
        if (scope.exact()) {
            progress.report("filling the datasheet", Double.NaN, "");
            evidence.add(ModelDatasheet.build(config.datasheet(), facts(parts, model), evidence)
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
                parts.entries(source),
                evidence,
                gates,
                policy.map(Policy::id),
                PrivateRelease.budget(workspace, config.data().name()),
                Environment.capture(Path.of("").toAbsolutePath()),
                Optional.empty());
    }

    /** Rows by role; {@code train} is empty when nothing is trained. */
    private record Parts(Optional<DataSource.Part> train, DataSource.Part test) {
        List<Results.DatasetEntry> entries(DataSource source) {
            List<Results.DatasetEntry> entries = new ArrayList<>();
            train.ifPresent(t -> entries.add(entry(t)));
            entries.add(entry(test));
            if (!test.role().equals("all") && test.source() == source) {
                entries.add(new Results.DatasetEntry(
                        source.name(),
                        "all",
                        source.fileDigest(),
                        TableDigest.of(source.table()),
                        source.table().rows(),
                        source.table().names().size()));
            }
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
    }

    private DataSource read(Path file) {
        Config.Data data = config.data();
        Optional<Model> saved =
                config.model().path().map(path -> ModelFolder.load(path).model());
        Optional<Task> task = data.task().or(() -> saved.map(Model::task));
        Optional<String> positive = data.positive()
                .or(() -> saved.filter(m -> m.task() == Task.BINARY)
                        .map(m -> m.classes().get(1)));
        return DataSource.read(file, data.name(), data.types(), data.label(), positive, task);
    }

    private Parts parts(DataSource source) {
        if (!config.model().trains()) return new Parts(Optional.empty(), source.whole("all"));
        if (config.data().test().isPresent()) {
            DataSource test = read(config.data().test().get());
            return new Parts(Optional.of(source.whole("train")), test.whole("test"));
        }
        Split split = Split.random(source.target(), config.data().testShare(), new RandomStreams(config.seed()));
        notes.add("split by class and seed " + config.seed() + ": " + split.train().length + " rows to train, "
                + split.test().length + " to test");
        return new Parts(Optional.of(source.part("train", split.train())), source.part("test", split.test()));
    }

    private AssessedModel model(Parts parts, Path folder) {
        Config.ModelSource wanted = config.model();
        if (wanted.path().isPresent()) {
            return AssessedModel.of(
                    wanted.name(), ModelFolder.load(wanted.path().get()), false);
        }
        if (parts.train().isEmpty()) {
            return new AssessedModel(
                    wanted.name(),
                    parts.test().source().fileDigest(),
                    "predictions",
                    false,
                    Json.object().build(),
                    new AssessedModel.Source.Columns(wanted.prediction(), wanted.score(), config.threshold()));
        }
        DataSource.Part train = parts.train().get();
        InputSelection selection = config.inputs().isEmpty()
                ? InputSelection.byRule(train.source().table(), train.source().target(), config.drop())
                : InputSelection.exactly(train.table(), train.target().name(), config.inputs());
        notes.add("inputs: " + String.join(", ", selection.inputs()));
        if (config.inputs().isEmpty()) notes.addAll(selection.leftOut());
        List<String> measured = config.groups().sensitive().stream()
                .filter(selection.inputs()::contains)
                .toList();
        if (!measured.isEmpty()) notes.add("sensitive columns that are also inputs: " + String.join(", ", measured));
        SavedModel saved = Training.ebm(
                train,
                selection.inputs(),
                wanted.settings(),
                config.threshold(),
                config.seed(),
                pool,
                progress,
                folder);
        return AssessedModel.of(wanted.name(), saved, true);
    }

    private void understand(Parts parts, AssessedModel model) {
        Understanding understanding = new Understanding(model, config.seed());
        progress.report("measuring performance", Double.NaN, "");
        evidence.add(understanding.performance(parts.test()));
        parts.train().ifPresent(train -> evidence.add(understanding.performance(train)));
        progress.report("explaining", Double.NaN, "");
        evidence.addAll(understanding.explanations(parts.test()));
        understanding
                .contributions(parts.test(), understanding.spread(parts.test(), config.localRows()))
                .ifPresent(evidence::add);
        Config.Groups groups = config.groups();
        if (!groups.sensitive().isEmpty() || !groups.intersections().isEmpty()) {
            progress.report("comparing groups", Double.NaN, "");
            evidence.add(understanding.fairness(
                    parts.test(),
                    new FairnessPlan(
                            groups.sensitive(),
                            groups.intersections(),
                            groups.controls(),
                            groups.cuts(),
                            groups.minGroup())));
        }
        DataSource.Part rows = parts.test().role().equals("all")
                ? parts.test()
                : parts.test().source().whole("all");
        evidence.add(DataProfile.of(List.of(rows.subject()), rows.table()));
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

    private RunFacts facts(Parts parts, AssessedModel model) {
        List<RunFacts.Dataset> datasets = new ArrayList<>();
        parts.train().ifPresent(t -> datasets.add(fact(t, "train")));
        datasets.add(fact(parts.test(), "test"));
        Json.Obj settings = model.provenance().get("settings") instanceof Json.Obj s
                ? s
                : Json.object().build();
        String algorithm =
                model.algorithm().equals("ebm") ? "explainable boosting machine, main effects" : model.algorithm();
        return new RunFacts(
                model.name(),
                algorithm,
                parts.test().target().task().label(),
                parts.test().target().name(),
                settings,
                model.trained() ? config.seed() : null,
                model.additive()
                        .map(m -> m.inputs().stream().map(Input::name).toList())
                        .orElse(List.of()),
                datasets);
    }

    private static RunFacts.Dataset fact(DataSource.Part part, String role) {
        return new RunFacts.Dataset(
                role, part.source().name(), part.digest(), part.table().rows());
    }

    /** Whether a piece of evidence may stay when only private numbers are to be disclosed. */
    public static boolean isPrivate(Evidence evidence) {
        return evidence.disclosure().level() == Disclosure.Level.PRIVATE;
    }
}
