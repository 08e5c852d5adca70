package io.candor.cli;

import io.candor.assessment.Algorithm;
import io.candor.assessment.AutoSearch;
import io.candor.assessment.DataSource;
import io.candor.assessment.FreshFolder;
import io.candor.assessment.InputSelection;
import io.candor.assessment.RowColumns;
import io.candor.assessment.Training;
import io.candor.assessment.TrialRuns;
import io.candor.assessment.Workspace;
import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.fairness.FairnessPlan;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor train}. */
@Command(
        name = "train",
        header = "Train a model.",
        footer = {
            "",
            "Examples:",
            "  candor train --data loans.csv --label approved --out model --set learning_rate=0.02",
            "  candor train --data loans.csv --label approved --out model --algorithm linear --set alpha=1",
            "  candor train --data loans.csv --label approved --out model --algorithm auto --trials 20",
            "",
            "Settings of each algorithm: docs/reference/models.md."
        })
final class TrainCommand extends Verb {
    @Mixin
    DataOptions data = new DataOptions();

    @Option(
            names = "--algorithm",
            paramLabel = "A",
            defaultValue = "ebm",
            description =
                    "ebm: explainable boosting machine; linear: linear or logistic, elastic net; tree: decision tree; rules: rule list; xgboost: boosted trees; auto: a search over all of them. Default: ebm.")
    String algorithm = "ebm";

    @Option(names = "--set", paramLabel = "K=V", description = "A setting of the algorithm, repeatable.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    InputOptions inputs = new InputOptions();

    @Option(names = "--weight", paramLabel = "W", description = "Column of row weights; never an input.")
    @Nullable
    String weight;

    @Option(
            names = "--group",
            paramLabel = "G",
            description = "EBM, auto: rows of one group never stand on both sides of training and validation.")
    @Nullable
    String group;

    @Option(names = "--time", paramLabel = "T", description = "EBM, auto: validate on the latest rows by this column.")
    @Nullable
    String time;

    @Option(
            names = "--time-limit",
            paramLabel = "D",
            description =
                    "Stop learning (auto: searching) after so long, as in 90s, 10m or 2h; where it stopped is in the provenance.")
    @Nullable
    String timeLimit;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "auto: candidates to try; the defaults of each algorithm, then variations (default: 10).")
    @Nullable
    String trials;

    @Option(
            names = "--choose",
            paramLabel = "RULE",
            description =
                    "auto: glassbox (default: a glass box if it is as good as the best), best, or simplest of the good ones.")
    @Nullable
    String choose;

    @Option(
            names = "--sensitive",
            paramLabel = "A,B",
            description = "auto: columns whose groups are compared in each trial's predictions.")
    @Nullable
    String sensitive;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            defaultValue = "0.5",
            description = "Decide positive from this score (default: 0.5).")
    double threshold = 0.5;

    @Option(names = "--out", required = true, paramLabel = "MODEL", description = "Folder for the model.")
    Path out = Path.of("");

    @Override
    public Integer call() {
        Algorithm chosen = Algorithm.of(algorithm);
        Terminal terminal = global.terminal();
        terminal.report("reading " + data.data, Double.NaN, "");
        DataSource source = data.read(null);
        Map<String, String> wanted = new LinkedHashMap<>(settings);
        if (trials != null) wanted.put("trials", trials);
        if (choose != null) wanted.put("choose", choose);
        boolean searches = chosen.equals(Algorithm.AUTO);
        if (!searches && (trials != null || choose != null || sensitive != null)) {
            throw CandorException.user(
                    "CND-U024",
                    "--trials, --choose or --sensitive is given with --algorithm " + algorithm,
                    "only a search has trials",
                    "leave it out, or use --algorithm auto");
        }
        chosen.check(source.target().task(), wanted);
        Optional<FairnessPlan> groups = groups(source);
        RowColumns columns =
                new RowColumns(Optional.ofNullable(weight), Optional.ofNullable(group), Optional.ofNullable(time));
        InputSelection selection = inputs.of(source, columns.names());
        Training training = new Training(chosen, wanted, threshold, global.seed(), columns, TimeLimit.of(timeLimit));
        DataSource.Part part = source.whole("train");
        Training.Done done;
        String run = "";
        ForkJoinPool pool = global.pool();
        try (Workspace workspace = searches ? open() : null) {
            done = FreshFolder.fill(
                    out, "model.json", () -> training.run(part, selection.inputs(), groups, pool, terminal, out));
            if (workspace != null) {
                AutoSearch.Found found = done.search().orElseThrow();
                run = TrialRuns.log(workspace, part, found.leaderboard(), found.evidence(), global.seed(), name(), out);
            }
        } finally {
            pool.shutdown();
        }
        print(terminal, source, selection, done, run);
        return 0;
    }

    private Workspace open() {
        return Workspace.open(global.storeFolder(), InstantSource.system(), RunCommand.caller());
    }

    private String name() {
        return String.valueOf(out.toAbsolutePath().normalize().getFileName());
    }

    private Optional<FairnessPlan> groups(DataSource source) {
        List<String> columns = DataOptions.names(sensitive);
        for (String column : columns) source.table().column(column);
        return columns.isEmpty() ? Optional.empty() : Optional.of(FairnessPlan.of(columns.toArray(String[]::new)));
    }

    private void print(Terminal terminal, DataSource source, InputSelection selection, Training.Done done, String run) {
        SavedModel saved = done.saved();
        if (terminal.json()) {
            Json.Builder json = Json.object()
                    .put("model", out.toString())
                    .put("digest", saved.digest())
                    .put("rows", source.table().rows())
                    .put("inputs", Json.texts(selection.inputs()))
                    .put("left_out", Json.texts(selection.leftOut()))
                    .put("notes", Json.texts(source.notes()))
                    .put("seed", Long.toString(global.seed()));
            done.search()
                    .ifPresent(found -> json.put("search", found.evidence().result())
                            .put("algorithms_left_out", Json.texts(found.leftOut()))
                            .put("run", run));
            terminal.print(json.build());
            return;
        }
        source.notes().forEach(terminal::print);
        terminal.print("inputs: " + String.join(", ", selection.inputs()));
        selection.leftOut().forEach(terminal::print);
        List<String> measured = DataOptions.names(sensitive).stream()
                .filter(selection.inputs()::contains)
                .toList();
        if (!measured.isEmpty()) {
            terminal.print("sensitive columns that are also inputs: " + String.join(", ", measured));
        }
        done.search().ifPresent(found -> print(terminal, found));
        terminal.print("trained on " + source.table().rows() + " rows with seed " + global.seed());
        terminal.print("model: " + out + "  (sha256 " + saved.digest() + ")");
        if (!run.isEmpty()) terminal.print("run: " + run + " in " + global.storeFolder());
        terminal.print("next: candor evaluate --model " + out + " --data F --label "
                + source.target().name());
    }

    private void print(Terminal terminal, AutoSearch.Found found) {
        Json.Obj parameters = found.evidence().parameters();
        found.leftOut().forEach(terminal::print);
        terminal.print("searched: " + found.leaderboard().trials().size() + " of "
                + found.leaderboard().wanted() + " trials on " + (int) parameters.number("folds") + " folds, "
                + (timeLimit == null ? "no time limit" : "time limit " + timeLimit)
                + (found.leaderboard().stopped() ? ", which cut it short" : ""));
        terminal.print("");
        terminal.print(LeaderboardText.of(found.leaderboard()));
        String disparities = LeaderboardText.disparities(found.leaderboard());
        if (!disparities.isEmpty()) terminal.print(disparities);
        terminal.print("");
        terminal.print("* " + found.words());
    }
}
