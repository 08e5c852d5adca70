package io.candor.cli;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.io.CsvReader;
import io.candor.io.CsvWriter;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code candor predict}. */
@Command(
        name = "predict",
        header = "Predict rows with a saved model; writes CSV, one row per row of the data.",
        footer = {
            "",
            "Columns: prediction; for two classes score = P(positive); for more score_<class>.",
            "",
            "Example:",
            "  candor predict --model model --data new.csv --out predictions.csv"
        })
final class PredictCommand extends Verb {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "A saved model's folder, or an EBM's JSON.")
    Path model = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "F", description = "CSV file with the model's inputs.")
    Path data = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "F.csv", description = "Where to write; .csv or .csv.gz.")
    Path out = Path.of("");

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        SavedModel saved = Models.load(model);
        Table rows = CsvReader.read(data);
        terminal.report("predicting " + rows.rows() + " rows", Double.NaN, "");
        Table predictions = predict(saved, rows);
        CsvWriter.write(out, predictions);
        if (terminal.json()) {
            terminal.print(Json.object()
                    .put("out", out.toString())
                    .put("rows", rows.rows())
                    .put("model", saved.digest())
                    .build());
        } else {
            terminal.print(rows.rows() + " predictions: " + out);
        }
        return 0;
    }

    private static Table predict(SavedModel saved, Table rows) {
        Model model = saved.model();
        Scores scores = model.score(rows);
        return switch (model.task()) {
            case REGRESSION -> new Table(List.of(new NumericColumn("prediction", scores.values())));
            case BINARY ->
                new Table(List.of(
                        new CategoricalColumn("prediction", saved.decider().decide(scores, rows), model.classes()),
                        new NumericColumn("score", scores.values())));
            case MULTICLASS -> perClass(scores, model.classes());
        };
    }

    /** The class of the highest score, the first of equals, and every score. */
    private static Table perClass(Scores scores, List<String> classes) {
        int[] predicted = new int[scores.rows()];
        double[][] columns = new double[classes.size()][scores.rows()];
        for (int i = 0; i < scores.rows(); i++) {
            for (int k = 0; k < columns.length; k++) {
                columns[k][i] = scores.get(i, k);
                if (scores.get(i, k) > scores.get(i, predicted[i])) predicted[i] = k;
            }
        }
        List<Column> all = new ArrayList<>();
        all.add(new CategoricalColumn("prediction", predicted, classes));
        for (int k = 0; k < columns.length; k++) all.add(new NumericColumn("score_" + classes.get(k), columns[k]));
        return new Table(all);
    }
}
