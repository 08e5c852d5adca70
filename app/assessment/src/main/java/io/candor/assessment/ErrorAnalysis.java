package io.candor.assessment;

import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.model.Input;
import io.candor.core.model.Task;
import io.candor.explain.errors.ErrorEvidence;
import io.candor.explain.errors.ErrorMap;
import io.candor.explain.errors.ErrorMeasure;
import io.candor.explain.errors.ErrorRows;
import io.candor.explain.errors.ErrorTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a model is wrong: a tree of errors, and a map over one or two columns.
 *
 * @param measure its name; the error rate, or the mean absolute error, if it is left out
 * @param features columns that may part the rows; the model's inputs, or all columns, if empty
 * @param map columns of the map; the most informative one and the one that adds most to it if empty
 */
public record ErrorAnalysis(
        Optional<String> measure,
        List<String> features,
        List<String> map,
        int bins,
        boolean equalWidth,
        ErrorTree.Settings settings) {

    public static ErrorAnalysis defaults(long seed) {
        return new ErrorAnalysis(
                Optional.empty(), List.of(), List.of(), ErrorMap.BINS, false, ErrorTree.Settings.defaults(seed));
    }

    /** The tree; then the map, unless no column was named and none says anything of the errors. */
    public List<Evidence> of(AssessedModel model, DataSource.Part part) {
        Task task = part.target().task();
        AssessedModel.Predicted predicted =
                model.predict(part.table(), task, part.target().classes());
        ErrorMeasure chosen = measure.map(m -> ErrorMeasure.of(m, task)).orElse(ErrorMeasure.of(task));
        double[] errors = chosen.errors(part.target().values(), predictions(task, predicted));
        List<String> columns = features.isEmpty() ? columns(model, part) : features;
        ErrorRows rows = new ErrorRows(chosen, part.table(), errors, columns);
        ErrorEvidence evidence = new ErrorEvidence(rows, settings, List.of(model.subject(), part.subject()));
        List<Evidence> found = new ArrayList<>(List.of(evidence.tree()));
        List<String> mapped = map.isEmpty() ? evidence.informative() : map;
        if (!mapped.isEmpty()) {
            ErrorRows.check(part.table(), mapped);
            found.add(evidence.map(new ErrorMap(mapped, bins, equalWidth, settings.minRows()), map.isEmpty()));
        }
        return found;
    }

    private static double[] predictions(Task task, AssessedModel.Predicted predicted) {
        double[] scores = predicted.scores();
        if (task == Task.REGRESSION && scores != null) return scores;
        double[] decided = new double[predicted.decisions().length];
        for (int i = 0; i < decided.length; i++) decided[i] = predicted.decisions()[i];
        return decided;
    }

    /** What the model reads; of predictions made elsewhere, all that is neither they nor the label. */
    private static List<String> columns(AssessedModel model, DataSource.Part part) {
        Table table = part.table();
        List<String> names = model.model()
                .map(m -> m.inputs().stream().map(Input::name).toList())
                .orElse(table.names());
        List<String> not = new ArrayList<>(List.of(part.target().name()));
        if (model.source() instanceof AssessedModel.Source.Columns c) {
            c.prediction().ifPresent(not::add);
            c.score().ifPresent(score -> {
                not.add(score);
                for (String name : part.target().classes()) not.add(score + "_" + name);
            });
        }
        return names.stream()
                .filter(table::has)
                .filter(n -> !not.contains(n) && ErrorRows.tells(table.column(n)))
                .toList();
    }
}
