package io.candor.cli;

import io.candor.assessment.Algorithm;
import io.candor.assessment.DataSource;
import io.candor.assessment.FreshFolder;
import io.candor.assessment.InputSelection;
import io.candor.assessment.RowColumns;
import io.candor.assessment.Training;
import io.candor.core.json.Json;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
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
                    "ebm: explainable boosting machine; linear: linear or logistic, elastic net; tree: decision tree; rules: rule list; xgboost: boosted trees. Default: ebm.")
    String algorithm = "ebm";

    @Option(names = "--set", paramLabel = "K=V", description = "A setting of the algorithm, repeatable.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--inputs", paramLabel = "A,B", description = "Exactly these inputs (default: one rule, printed).")
    @Nullable
    String inputs;

    @Option(names = "--drop", paramLabel = "A,B", description = "Columns that are never inputs.")
    @Nullable
    String drop;

    @Option(names = "--weight", paramLabel = "W", description = "Column of row weights; never an input.")
    @Nullable
    String weight;

    @Option(
            names = "--group",
            paramLabel = "G",
            description = "EBM: rows of one group never stand on both sides of training and validation.")
    @Nullable
    String group;

    @Option(names = "--time", paramLabel = "T", description = "EBM: validate on the latest rows by this column.")
    @Nullable
    String time;

    @Option(
            names = "--time-limit",
            paramLabel = "D",
            description = "Stop learning after so long, as in 90s, 10m or 2h; where it stopped is in the provenance.")
    @Nullable
    String timeLimit;

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
        chosen.check(source.target().task(), settings);
        RowColumns columns =
                new RowColumns(Optional.ofNullable(weight), Optional.ofNullable(group), Optional.ofNullable(time));
        List<String> dropped = new ArrayList<>(DataOptions.names(drop));
        dropped.addAll(columns.names());
        InputSelection selection = inputs != null
                ? InputSelection.exactly(source.table(), source.target().name(), DataOptions.names(inputs))
                : InputSelection.byRule(source.table(), source.target(), dropped);
        ForkJoinPool pool = global.pool();
        SavedModel saved;
        try {
            saved = FreshFolder.fill(
                    out,
                    "model.json",
                    () -> new Training(chosen, settings, threshold, global.seed(), columns, TimeLimit.of(timeLimit))
                            .run(source.whole("train"), selection.inputs(), pool, terminal, out));
        } finally {
            pool.shutdown();
        }
        if (terminal.json()) {
            terminal.print(Json.object()
                    .put("model", out.toString())
                    .put("digest", saved.digest())
                    .put("rows", source.table().rows())
                    .put("inputs", Json.texts(selection.inputs()))
                    .put("left_out", Json.texts(selection.leftOut()))
                    .put("notes", Json.texts(source.notes()))
                    .put("seed", Long.toString(global.seed()))
                    .build());
            return 0;
        }
        source.notes().forEach(terminal::print);
        terminal.print("inputs: " + String.join(", ", selection.inputs()));
        selection.leftOut().forEach(terminal::print);
        terminal.print("trained on " + source.table().rows() + " rows with seed " + global.seed());
        terminal.print("model: " + out + "  (sha256 " + saved.digest() + ")");
        terminal.print("next: candor evaluate --model " + out + " --data F --label "
                + source.target().name());
        return 0;
    }
}
