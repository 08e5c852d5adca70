package io.candor.cli;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
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
            "Columns: prediction; for two classes score = P(positive), for more score_CLASS each.",
            "",
            "Example:",
            "  candor predict --model model --data new.csv --out predictions.csv"
        })
final class PredictCommand extends Verb {
    @Option(names = "--model", required = true, paramLabel = "MODEL", description = ModelFiles.ANY)
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
        if (model.task() == Task.REGRESSION)
            return new Table(List.of(new NumericColumn("prediction", scores.values())));
        if (model.task() == Task.MULTICLASS) return likeliest(model, scores);
        Column decision = new CategoricalColumn("prediction", saved.decider().decide(scores, rows), model.classes());
        return new Table(List.of(decision, new NumericColumn("score", scores.values())));
    }

    private static Table likeliest(Model model, Scores scores) {
        int[] best = new int[scores.rows()];
        List<Column> columns = new ArrayList<>();
        for (int k = 0; k < scores.outputs(); k++) {
            double[] score = new double[scores.rows()];
            for (int i = 0; i < score.length; i++) {
                score[i] = scores.get(i, k);
                if (score[i] > scores.get(i, best[i])) best[i] = k;
            }
            columns.add(new NumericColumn("score_" + model.classes().get(k), score));
        }
        columns.add(0, new CategoricalColumn("prediction", best, model.classes()));
        return new Table(columns);
    }
}
