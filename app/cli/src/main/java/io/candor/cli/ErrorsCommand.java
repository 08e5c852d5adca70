package io.candor.cli;

import io.candor.assessment.AssessedModel;
import io.candor.assessment.CohortFile;
import io.candor.assessment.DataSource;
import io.candor.assessment.ErrorAnalysis;
import io.candor.core.CandorException;
import io.candor.core.data.Cohort;
import io.candor.core.evidence.Evidence;
import io.candor.core.file.AtomicFile;
import io.candor.core.json.Json;
import io.candor.explain.errors.ErrorMap;
import io.candor.explain.errors.ErrorTree;
import io.candor.io.Models;
import io.candor.io.SavedModel;
import io.candor.report.HtmlReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor errors}. */
@Command(
        name = "errors",
        header = "Find the rows on which a model is wrong: a tree of errors and a map.",
        footer = {
            "",
            "Half of the rows choose the tree, the other half is measured. Give rows that the model has",
            "not seen. A node or a cell (2:3, of the first and the second column) can be saved as a cohort.",
            "",
            "Examples:",
            "  candor errors --model model --data test.csv --label approved",
            "  candor errors --model model --data test.csv --label approved --map age,sex",
            "  candor errors --model model --data test.csv --label approved --save-cohort worst=3"
        })
final class ErrorsCommand extends Verb {
    @Option(names = "--model", required = true, paramLabel = "MODEL", description = ModelFiles.ANY)
    Path model = Path.of("");

    @Mixin
    DataOptions data = new DataOptions();

    @Option(
            names = "--metric",
            paramLabel = "M",
            description =
                    "error_rate, false_positive_rate, false_negative_rate, precision, recall; of numbers mae, mse, "
                            + "mean_error (default: error_rate, mae).")
    @Nullable
    String metric;

    @Option(
            names = "--features",
            paramLabel = "A,B",
            description = "Columns of the tree (default: the model's inputs).")
    @Nullable
    String features;

    @Option(
            names = "--map",
            paramLabel = "A,B",
            description = "Columns of the map (default: the most informative, and what adds most).")
    @Nullable
    String map;

    @Option(names = "--bins", paramLabel = "N", description = "Bins of a column of the map (default: 8).")
    int bins = ErrorMap.BINS;

    @Option(names = "--equal-width", description = "Bins of equal width, not of equally many rows.")
    boolean equalWidth;

    @Option(names = "--max-depth", paramLabel = "N", description = "Of the tree (default: 3).")
    int maxDepth = ErrorTree.Settings.MAX_DEPTH;

    @Option(names = "--max-leaves", paramLabel = "N", description = "Of the tree (default: 31).")
    int maxLeaves = ErrorTree.Settings.MAX_LEAVES;

    @Option(names = "--min-rows", paramLabel = "N", description = "Least rows of a node or a cell (default: 20).")
    int minRows = ErrorTree.Settings.MIN_ROWS;

    @Option(names = "--all-rows", description = "Choose and measure on the same rows: looks worse than it is.")
    boolean allRows;

    @Option(
            names = "--save-cohort",
            paramLabel = "NAME=NODE",
            description = "Write a node (3) or a cell (2:3) into the configuration; repeatable.")
    Map<String, String> save = Map.of();

    @Option(names = "--config", paramLabel = "F", description = "Where cohorts are written (default: candor.yaml).")
    Path config = Path.of("candor.yaml");

    @Option(names = "--report", paramLabel = "F.html", description = "Also a page that draws tree and map.")
    @Nullable
    Path report;

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        ErrorAnalysis analysis = new ErrorAnalysis(
                Optional.ofNullable(metric),
                DataOptions.names(features),
                DataOptions.names(map),
                bins,
                equalWidth,
                new ErrorTree.Settings(maxDepth, maxLeaves, minRows, !allRows, global.seed()));
        SavedModel saved = Models.load(model);
        if (data.label == null) data.label = saved.model().target();
        if (data.task == null) data.task = saved.model().task().label();
        DataSource source = data.read(EvaluateCommand.positive(saved));
        AssessedModel assessed = AssessedModel.of(String.valueOf(model.getFileName()), saved, false);
        List<Evidence> found = analysis.of(assessed, source.whole("all"));
        Map<String, Cohort> cohorts = new LinkedHashMap<>();
        save.forEach((name, place) -> cohorts.put(name, cohort(found, name, place)));
        for (Cohort cohort : cohorts.values()) CohortFile.save(config, cohort);
        if (report != null) AtomicFile.write(report, HtmlReport.errors(assessed.name(), found));
        if (terminal.json()) {
            terminal.print(json(found));
            return 0;
        }
        source.notes().forEach(terminal::print);
        terminal.print(ErrorsText.of(found));
        cohorts.values().forEach(c -> terminal.print("cohort '" + c.name() + "' in " + config + ": " + c.text()));
        if (report != null) terminal.print("report: " + report);
        return 0;
    }

    private static Json.Obj json(List<Evidence> found) {
        Json.Builder json = Json.object().put("tree", found.get(0).result());
        if (found.size() > 1) json.put("map", found.get(1).result());
        return json.put("parameters", found.get(0).parameters()).build();
    }

    /** The rows of a node, or of a cell where there is a colon. */
    private static Cohort cohort(List<Evidence> found, String name, String place) {
        Json.Obj tree = found.get(0).result();
        String[] parts = place.strip().split(":", -1);
        List<Json> conditions = new ArrayList<>();
        boolean cell = found.size() > 1
                && parts.length == found.get(1).result().array("features").size();
        if (parts.length == 1 && number(parts[0]) < tree.array("nodes").size()) {
            conditions.addAll(((Json.Obj) tree.array("nodes").get(number(parts[0]))).array("conditions"));
        } else if (cell && parts.length == 2) {
            for (int side = 0; side < 2; side++) {
                Json.Obj column =
                        (Json.Obj) found.get(1).result().array("features").get(side);
                if (number(parts[side]) >= column.array("bins").size()) throw nowhere(place, tree);
                conditions.add(((Json.Obj) column.array("bins").get(number(parts[side]))).need("condition"));
            }
        } else throw nowhere(place, tree);
        if (name.isBlank() || conditions.isEmpty()) throw nowhere(place, tree);
        return Cohort.fromJson(name, Json.array(conditions), "--save-cohort");
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }

    private static CandorException nowhere(String place, Json.Obj tree) {
        return CandorException.user(
                "CND-U045",
                "--save-cohort names no node and no cell: '" + place + "'",
                "NAME=NODE from 1 to " + (tree.array("nodes").size() - 1) + ", or NAME=FIRST:SECOND of the map",
                "take the numbers that are printed");
    }
}
