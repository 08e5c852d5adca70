package io.candor.cli;

import io.candor.assessment.AssessedModel;
import io.candor.assessment.Comparing;
import io.candor.assessment.DataSource;
import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.compare.ComparisonPlan;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import io.candor.report.HtmlReport;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code candor compare}. */
@Command(
        name = "compare",
        header = "Compare models on how well they do against how far apart they leave groups.",
        footer = {
            "",
            "With --data models are compared on the same rows; a folder of models stands for all in it,",
            "a run's folder for the model that it trained. Without --data runs are compared by what they left.",
            "The first is the baseline unless --baseline names another.",
            "",
            "Examples:",
            "  candor compare models --data test.csv --label hired --sensitive sex --report compare.html",
            "  candor compare candor-out/a1 candor-out/b2"
        })
final class CompareCommand extends Verb {
    private static final String RESULTS = "results.json";

    @Parameters(arity = "0..*", paramLabel = "RUN|MODEL", description = "Two or more; see below.")
    List<Path> places = List.of();

    @ArgGroup(exclusive = false)
    @Nullable
    DataOptions data;

    @Option(
            names = "--sensitive",
            paramLabel = "A,B",
            description = "Columns whose groups are compared; '+' joins them.")
    @Nullable
    String sensitive;

    @Option(
            names = "--score",
            paramLabel = "NAME=COLUMN",
            description = "Also a model of which the data has P(positive), repeatable.")
    Map<String, String> scores = new LinkedHashMap<>();

    @Option(
            names = "--prediction",
            paramLabel = "NAME=COLUMN",
            description = "Also a model of which the data has decisions or numbers, repeatable.")
    Map<String, String> predictions = new LinkedHashMap<>();

    @Option(names = "--baseline", paramLabel = "NAME", description = "The model that the others are held against.")
    @Nullable
    String baseline;

    @Mixin
    ComparisonOptions comparison = new ComparisonOptions();

    @Option(names = "--report", paramLabel = "F.html", description = "Also a page to look at, with a threshold slider.")
    @Nullable
    Path report;

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        ForkJoinPool pool = global.pool();
        Evidence evidence;
        try {
            evidence = data == null ? ofRuns(pool) : ofModels(data, terminal, pool);
        } finally {
            pool.shutdown();
        }
        if (report != null) AtomicFile.write(report, HtmlReport.comparison("comparison", evidence));
        if (terminal.json()) {
            terminal.print(evidence.toJson());
            return 0;
        }
        ComparisonText.print(terminal, evidence.result());
        if (report != null) terminal.print("report: " + report);
        return 0;
    }

    private Evidence ofRuns(ForkJoinPool pool) {
        List<Results> runs = new ArrayList<>();
        for (Path place : places) {
            Path file = Files.isDirectory(place) ? place.resolve(RESULTS) : place;
            if (!Files.isRegularFile(file) || !file.endsWith(RESULTS)) throw dataless(place);
            runs.add(ResultsFile.read(file));
        }
        if (runs.isEmpty()) throw nothing();
        Json.Obj first = runs.get(0)
                .first("fairness.assessment")
                .map(Evidence::result)
                .orElse(Json.object().build());
        Task task = first.optionalText("task")
                .map(io.candor.assessment.Config::task)
                .orElse(Task.BINARY);
        Set<String> features = new LinkedHashSet<>();
        if (first.get("features") instanceof Json.Obj named)
            features.addAll(named.members().keySet());
        FairnessPlan plan = FairnessPlan.of(features.isEmpty() ? new String[] {"-"} : features.toArray(String[]::new));
        return Comparing.runs(against(comparison.plan(plan, task)), runs, pool);
    }

    private Evidence ofModels(DataOptions with, Terminal terminal, ForkJoinPool pool) {
        if (sensitive == null) {
            throw CandorException.user(
                    "CND-U066", "--sensitive is missing", "columns whose groups are compared", "add --sensitive A,B");
        }
        Map<String, SavedModel> models = new LinkedHashMap<>();
        for (Path place : places)
            for (Path model : expanded(place)) models.put(name(model, models), Models.load(model));
        Optional<SavedModel> first = models.values().stream().findFirst();
        if (with.label == null) first.ifPresent(s -> with.label = s.model().target());
        DataSource source = with.read(first.map(EvaluateCommand::positive).orElse(null));
        List<AssessedModel> all = new ArrayList<>();
        models.forEach((name, saved) -> all.add(AssessedModel.of(name, saved, false)));
        Set<String> columns = new LinkedHashSet<>(scores.keySet());
        columns.addAll(predictions.keySet());
        for (String name : columns) all.add(column(name, source));
        if (all.isEmpty()) throw nothing();
        FairnessPlan groups = GroupsOf.plan(sensitive);
        ComparisonPlan plan = against(comparison.plan(groups, source.target().task()));
        DataSource.Part rows = source.whole("all");
        if (!terminal.json()) {
            source.notes().forEach(terminal::print);
            models.forEach((name, saved) -> trainedOn(name, saved, rows).ifPresent(terminal::print));
        }
        return Comparing.models(plan, rows, all, global.seed(), pool, terminal);
    }

    private ComparisonPlan against(ComparisonPlan plan) {
        return baseline == null ? plan : plan.against(baseline);
    }

    private AssessedModel column(String name, DataSource source) {
        return new AssessedModel(
                name,
                source.fileDigest(),
                "predictions",
                false,
                Json.object().build(),
                new AssessedModel.Source.Columns(
                        Optional.ofNullable(predictions.get(name)), Optional.ofNullable(scores.get(name)), 0.5));
    }

    /** A model, the model of a run, or the models in a folder, sorted by name with one called unmitigated first. */
    private static List<Path> expanded(Path place) {
        if (!Files.isDirectory(place) || model(place)) return List.of(place);
        if (Files.isRegularFile(place.resolve(RESULTS)) && model(place.resolve("model")))
            return List.of(place.resolve("model"));
        try (Stream<Path> inside = Files.list(place)) {
            List<Path> found = inside.filter(CompareCommand::model)
                    .sorted(java.util.Comparator.comparing((Path p) -> !p.endsWith("unmitigated"))
                            .thenComparing(p -> p))
                    .toList();
            return found.isEmpty() ? List.of(place) : found;
        } catch (IOException e) {
            throw CandorException.user(
                            "CND-D015",
                            "cannot read " + place + " (" + e.getMessage() + ")",
                            "a readable folder",
                            "check its permissions")
                    .causedBy(e);
        }
    }

    private static boolean model(Path folder) {
        return Files.isRegularFile(folder.resolve("model.json"))
                || Files.isRegularFile(folder.resolve("model.pipeline.json"));
    }

    /** The folder's or file's name, that of a run with its folder's; numbered if it is there already. */
    private static String name(Path model, Map<String, SavedModel> taken) {
        Path folder = model.toAbsolutePath().normalize();
        Path parent = folder.getParent();
        boolean ofRun = parent != null && Files.isRegularFile(parent.resolve(RESULTS));
        String name = String.valueOf((ofRun && parent != null ? parent : folder).getFileName());
        String free = name;
        for (int k = 2; taken.containsKey(free); k++) free = name + " " + k;
        return free;
    }

    private static Optional<String> trainedOn(String name, SavedModel saved, DataSource.Part rows) {
        boolean same = saved.provenance().get("data") instanceof Json.Obj data
                && (data.optionalText("tableDigest").orElse("").equals(rows.digest())
                        || data.optionalText("fileDigest")
                                .orElse("")
                                .equals(rows.source().fileDigest()));
        return same
                ? Optional.of("note: " + name + " was trained on rows of this file; figures on them flatter it")
                : Optional.empty();
    }

    private static CandorException dataless(Path place) {
        return CandorException.user(
                "CND-U067",
                place + " is no run, and without --data only runs can be compared",
                "folders that 'candor run' wrote, or models with --data, --label and --sensitive",
                "add --data F.csv, or name runs");
    }

    private static CandorException nothing() {
        return CandorException.user(
                "CND-U068", "nothing to compare", "two or more models or runs", "name them: candor compare A B");
    }
}
