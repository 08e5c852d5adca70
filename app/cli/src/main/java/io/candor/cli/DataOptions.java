package io.candor.cli;

import io.candor.assessment.Config;
import io.candor.assessment.DataSource;
import io.candor.core.data.ColumnType;
import io.candor.core.model.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data, and which of its columns is what. */
final class DataOptions {
    @Option(names = "--data", required = true, paramLabel = "F", description = "CSV file (.csv or .csv.gz).")
    Path data = Path.of("");

    @Option(names = "--label", paramLabel = "NAME", description = "The column to predict.")
    @Nullable
    String label;

    @Option(
            names = "--positive",
            paramLabel = "VALUE",
            description = "The positive class (default: 1, true or yes, else the rarer).")
    @Nullable
    String positive;

    @Option(names = "--task", paramLabel = "T", description = "binary or regression (default: from the label).")
    @Nullable
    String task;

    @Option(
            names = "--type",
            paramLabel = "COLUMN=TYPE",
            description = "Set a column's type: number, category, boolean, text, instant.")
    Map<String, ColumnType> types = Map.of();

    Optional<Task> task() {
        return Optional.ofNullable(task).map(Config::task);
    }

    String label() {
        if (label == null) {
            throw io.candor.core.CandorException.user(
                    "CND-U003", "--label is missing", "the name of the column to predict", "add --label NAME");
        }
        return label;
    }

    /** Reads the data with its label. */
    DataSource read(@Nullable String positiveOfModel) {
        return DataSource.read(
                data,
                Config.stem(data),
                types,
                label(),
                Optional.ofNullable(positive != null ? positive : positiveOfModel),
                task());
    }

    static List<String> names(@Nullable String list) {
        if (list == null || list.isBlank()) return List.of();
        return java.util.Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
