package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.data.Column;
import io.candor.core.data.ColumnType;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.io.CsvOptions;
import io.candor.io.CsvReader;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns of a file of decisions hold the decisions, the scores and the labels. */
final class DecisionColumns {
    @Option(names = "--data", required = true, paramLabel = "F", description = "CSV file (.csv or .csv.gz).")
    Path data = Path.of("");

    @Option(names = "--model", paramLabel = "MODEL", description = ModelFiles.ANY)
    @Nullable
    Path model;

    @Option(names = "--prediction", paramLabel = "P", description = "Column of decisions.")
    @Nullable
    String prediction;

    @Option(names = "--score", paramLabel = "S", description = "Column of P(positive).")
    @Nullable
    String score;

    @Option(
            names = "--threshold",
            paramLabel = "T",
            defaultValue = "0.5",
            description = "Decide positive from this score when only scores are given (default: 0.5).")
    double threshold = 0.5;

    @Option(names = "--label", paramLabel = "NAME", description = "Column of labels, empty where none came yet.")
    @Nullable
    String label;

    @Option(
            names = "--positive",
            paramLabel = "VALUE",
            description = "The positive class of decisions and labels (default: 1, true or yes).")
    @Nullable
    String positive;

    @Option(
            names = "--type",
            paramLabel = "COLUMN=TYPE",
            description = "Set a column's type: number, category, boolean, text, instant.")
    Map<String, ColumnType> types = Map.of();

    /** Reads the file; nothing is decided yet. */
    Table table() {
        return CsvReader.read(data, CsvOptions.DEFAULT.withTypes(types));
    }

    /** Whether rows have scores. */
    boolean scored() {
        return score != null || model != null;
    }

    /**
     * Decisions, 0 or 1, of a model or a column.
     *
     * @param scores filled with P(positive) where there are scores
     */
    int[] decisions(Table table, double[] scores) {
        if (model != null) {
            SavedModel saved = Models.load(model);
            if (saved.model().task() != Task.BINARY) {
                throw CandorException.user(
                        "CND-U052",
                        "the model does not decide between two classes",
                        "two classes",
                        "watch another model");
            }
            if (positive == null) positive = saved.model().classes().get(1);
            if (label == null && table.has(saved.model().target()))
                label = saved.model().target();
            Scores made = saved.model().score(table);
            System.arraycopy(made.values(), 0, scores, 0, scores.length);
            return saved.decider().decide(made, table);
        }
        if (score != null) scores(table, scores);
        if (prediction != null) return classes(table.column(prediction), false);
        if (score == null) throw missing("--prediction", "--model, --prediction or --score");
        int[] decisions = new int[scores.length];
        for (int i = 0; i < decisions.length; i++) {
            if (Double.isNaN(scores[i])) throw unusable(score, "a score in every row where there are no decisions");
            decisions[i] = scores[i] >= threshold ? 1 : 0;
        }
        return decisions;
    }

    /** Fills in P(positive), or whatever the column of scores holds. */
    void scores(Table table, double[] scores) {
        if (score == null && model != null) {
            decisions(table, scores);
            return;
        }
        if (score == null) throw missing("--score", "the column of scores");
        if (!(table.column(score) instanceof NumericColumn numbers)) throw unusable(score, "a number in every row");
        System.arraycopy(numbers.values(), 0, scores, 0, scores.length);
    }

    /** 1 for the positive class, 0 for the other, −1 for missing where that is allowed. */
    int[] classes(Column column, boolean missing) {
        TreeSet<String> values = new TreeSet<>();
        for (int i = 0; i < column.size() && values.size() < 4; i++) {
            String text = column.text(i);
            if (text != null) values.add(text);
        }
        String chosen = positive;
        if (chosen == null) {
            chosen = values.stream()
                    .filter(v -> List.of("1", "true", "yes").contains(v.toLowerCase(java.util.Locale.ROOT)))
                    .findFirst()
                    .orElse(values.stream().allMatch("0"::equals) ? "1" : "");
        }
        boolean two = values.size() <= 2 && (values.size() < 2 || values.contains(chosen));
        if (chosen.isEmpty() || !two) {
            throw CandorException.user(
                    "CND-U053",
                    "column '" + column.name() + "' has not two classes of which the positive one is known",
                    "two values, one of them 1, true, yes or --positive",
                    "add --positive VALUE, or name another column");
        }
        int[] codes = new int[column.size()];
        for (int i = 0; i < codes.length; i++) {
            String text = column.text(i);
            codes[i] = text == null ? -1 : text.equals(chosen) ? 1 : 0;
            if (codes[i] < 0 && !missing) throw unusable(column.name(), "a decision in every row");
        }
        return codes;
    }

    static CandorException missing(String option, String expected) {
        return CandorException.user("CND-U054", option + " is missing", expected, "add it");
    }

    static CandorException unusable(@Nullable String column, String expected) {
        return CandorException.user(
                "CND-U055",
                "column '" + column + "' can't be used",
                expected,
                "mend the rows, set its type with --type, or name another column");
    }
}
