package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Decider;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.io.SavedModel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is assessed: a model, or columns of predictions made elsewhere (which can't answer what a model can).
 *
 * @param name for people and subjects
 * @param digest of the model's folder, or of the file that holds the predictions
 * @param algorithm for example {@code ebm}; {@code predictions}
 * @param provenance settings and seed, as far as known
 */
public record AssessedModel(
        String name, String digest, String algorithm, boolean trained, Json.Obj provenance, Source source) {

    /** Where predictions come from. */
    public sealed interface Source {
        /** A model with its decider. */
        record Loaded(Model model, Decider decider) implements Source {}

        /** Columns of the data; at least one is there. Of several classes, {@code score} begins the name: {@code score_<class>}. */
        record Columns(Optional<String> prediction, Optional<String> score, double threshold) implements Source {}
    }

    /**
     * Predictions of some rows.
     *
     * @param scores probabilities (of several classes row-major, one each) or values; null if there are decisions only
     * @param decisions 0 or 1, or the index of the class; empty for regression
     */
    public record Predicted(double @Nullable [] scores, int[] decisions) {}

    public static AssessedModel of(String name, SavedModel saved, boolean trained) {
        String algorithm = saved.provenance().optionalText("algorithm").orElse("additive model");
        return new AssessedModel(
                name,
                saved.digest(),
                algorithm,
                trained,
                saved.provenance(),
                new Source.Loaded(saved.model(), saved.decider()));
    }

    public Subject subject() {
        return new Subject("model:" + name, digest);
    }

    /** The model itself; empty for predictions made elsewhere. */
    public Optional<Model> model() {
        return source instanceof Source.Loaded loaded ? Optional.of(loaded.model()) : Optional.empty();
    }

    /** Predicts rows whose label is {@code target}'s. */
    public Predicted predict(Table rows, Task task, List<String> classes) {
        if (source instanceof Source.Loaded loaded) {
            Model model = loaded.model();
            if (model.task() != task || !model.classes().equals(classes)) throw otherLabel(model, task, classes);
            Scores scores = loaded.model().score(rows);
            int[] decisions = switch (task) {
                case BINARY -> loaded.decider().decide(scores, rows);
                case MULTICLASS -> scores.mostProbable();
                case REGRESSION -> new int[0];
            };
            return new Predicted(scores.values(), decisions);
        }
        Source.Columns columns = (Source.Columns) source;
        if (task == Task.MULTICLASS) return several(columns, rows, classes);
        double[] scores = columns.score().map(c -> numbers(rows.column(c))).orElse(null);
        if (task == Task.REGRESSION) {
            double[] values =
                    columns.prediction().map(c -> numbers(rows.column(c))).orElse(scores);
            if (values == null) throw new IllegalStateException("no predictions");
            return new Predicted(values, new int[0]);
        }
        int[] decisions = new int[rows.rows()];
        if (columns.prediction().isPresent()) {
            Column column = rows.column(columns.prediction().get());
            for (int i = 0; i < decisions.length; i++) decisions[i] = decision(column, i, classes);
        } else if (scores != null) {
            for (int i = 0; i < decisions.length; i++) decisions[i] = scores[i] >= columns.threshold() ? 1 : 0;
        }
        return new Predicted(scores, decisions);
    }

    private static Predicted several(Source.Columns columns, Table rows, List<String> classes) {
        int n = rows.rows();
        int k = classes.size();
        double[] scores = null;
        if (columns.score().isPresent()) {
            scores = new double[n * k];
            for (int c = 0; c < k; c++) {
                double[] own = numbers(rows.column(columns.score().get() + "_" + classes.get(c)));
                for (int i = 0; i < n; i++) scores[i * k + c] = own[i];
            }
        }
        if (columns.prediction().isEmpty() && scores != null) {
            return new Predicted(scores, new Scores(scores, n, k, Scores.Scale.PROBABILITY).mostProbable());
        }
        int[] decisions = new int[n];
        Column column = rows.column(columns.prediction().orElseThrow());
        for (int i = 0; i < n; i++) decisions[i] = decision(column, i, classes);
        return new Predicted(scores, decisions);
    }

    static CandorException otherLabel(Model model, Task task, List<String> classes) {
        return CandorException.user(
                "CND-C011",
                "the model predicts '" + model.target() + "' (" + model.task().label() + " " + model.classes()
                        + "), the data's label is " + task.label() + " " + classes,
                "a label with the same task and classes, negative before positive",
                "name the model's label, and its positive class with --positive or data.positive");
    }

    private static int decision(Column column, int row, List<String> classes) {
        String text = column.text(row);
        if (text != null && classes.contains(text)) return classes.indexOf(text);
        throw CandorException.user(
                "CND-C008",
                "column '" + column.name() + "' has a prediction that is "
                        + (text == null ? "missing" : "no class of the label"),
                "one of the label's classes in every row: " + String.join(", ", classes),
                "name a column of predicted classes, or a score with a threshold");
    }

    private static double[] numbers(Column column) {
        if (column instanceof NumericColumn numeric && numeric.missingCount() == 0) return numeric.values();
        throw CandorException.user(
                "CND-C009",
                "column '" + column.name() + "' does not hold a number in every row",
                "scores or predicted numbers, none missing",
                "name another column");
    }
}
