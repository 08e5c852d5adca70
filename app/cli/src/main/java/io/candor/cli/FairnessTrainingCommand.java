package io.candor.cli;

import io.candor.assessment.Algorithm;
import io.candor.assessment.Config;
import io.candor.assessment.DataSource;
import io.candor.assessment.InputSelection;
import io.candor.assessment.TrainingSteps;
import io.candor.core.CandorException;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candor fairness training}. */
@Command(
        name = "training",
        header = "See how gaps come about while a model learns, step by step and in each fold.",
        footer = {
            "",
            "Every row is predicted by a model that did not learn from it. An EBM is looked at after",
            "1, 2, 4, ... of its steps, any other algorithm at its end.",
            "",
            "Example:",
            "  candor fairness training --data F.csv --label hired --sensitive sex --folds 5"
        })
final class FairnessTrainingCommand extends Verb {
    @Mixin
    DataOptions data = new DataOptions();

    @Option(
            names = "--sensitive",
            required = true,
            paramLabel = "A,B",
            description = "Columns whose groups are compared; '+' joins them.")
    String sensitive = "";

    @Option(
            names = "--algorithm",
            paramLabel = "A",
            defaultValue = "ebm",
            description = "What is trained, as for train (default: ebm).")
    String algorithm = "ebm";

    @Option(names = "--set", paramLabel = "K=V", description = "A setting of the algorithm, repeatable.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    InputOptions inputs = new InputOptions();

    @Option(names = "--folds", paramLabel = "N", defaultValue = "5", description = "Folds (default: 5).")
    int folds = 5;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            defaultValue = "0.5",
            description = "Decide positive from this score (default: 0.5).")
    double threshold = 0.5;

    @Mixin
    PageOption page = new PageOption();

    @Override
    public Integer call() {
        Terminal terminal = global.terminal();
        Algorithm chosen = Algorithm.of(algorithm);
        if (chosen.equals(Algorithm.AUTO)) {
            throw CandorException.user(
                    "CND-U070",
                    "a search is no single training",
                    "one algorithm",
                    "use 'candor train --algorithm auto --sensitive A', which compares its trials");
        }
        DataSource source = data.read(null);
        chosen.check(source.target().task(), settings);
        InputSelection selection = inputs.of(source, List.of());
        TrainingSteps steps =
                new TrainingSteps(chosen, settings, GroupsOf.plan(sensitive), folds, threshold, global.seed());
        ForkJoinPool pool = global.pool();
        Evidence evidence;
        try {
            evidence = steps.run(source.whole("all"), selection.inputs(), pool, terminal);
        } finally {
            pool.shutdown();
        }
        page.fairness(terminal, Config.stem(data.data), List.of(evidence));
        if (terminal.json()) {
            terminal.print(evidence.toJson());
            return 0;
        }
        source.notes().forEach(terminal::print);
        terminal.print("inputs: " + String.join(", ", selection.inputs()));
        selection.leftOut().forEach(terminal::print);
        List<Json> points = evidence.result().array("points");
        Json.Obj last = (Json.Obj) points.get(points.size() - 1);
        for (String feature : last.object("disparities").members().keySet()) {
            terminal.print("");
            terminal.print(
                    "by " + TextTable.printable(feature) + ", all rows, each by a model that did not learn from it");
            terminal.print(alongSteps(points, feature));
            terminal.print("");
            terminal.print("by " + TextTable.printable(feature) + ", each fold at the end");
            terminal.print(atTheEnd(last, feature));
        }
        terminal.print("");
        terminal.print("95 % intervals; steps: the most that a bag had made; --json has every figure of every fold");
        return 0;
    }

    private static String alongSteps(List<Json> points, String feature) {
        Json.Obj first = (Json.Obj) points.get(0);
        List<String> performance = performance(first);
        List<String> gaps = gaps(first, feature);
        List<String> headers = new ArrayList<>(List.of("steps"));
        headers.addAll(performance);
        headers.addAll(gaps);
        TextTable table = new TextTable(headers.toArray(String[]::new));
        for (Json item : points) {
            Json.Obj point = (Json.Obj) item;
            List<String> row = new ArrayList<>(List.of(Figures.of(point.number("steps"))));
            row.addAll(cells(point, feature, performance, gaps));
            table.row(row.toArray(String[]::new));
        }
        return table.toString();
    }

    private static String atTheEnd(Json.Obj last, String feature) {
        List<String> performance = performance(last);
        List<String> gaps = gaps(last, feature);
        List<String> headers = new ArrayList<>(List.of("fold", "n"));
        headers.addAll(performance);
        headers.addAll(gaps);
        TextTable table = new TextTable(headers.toArray(String[]::new));
        List<Json> folds = last.array("folds");
        for (int f = 0; f < folds.size(); f++) {
            Json.Obj fold = (Json.Obj) folds.get(f);
            List<String> row = new ArrayList<>(List.of(Integer.toString(f + 1), Figures.of(fold.number("n"))));
            row.addAll(cells(fold, feature, performance, gaps));
            table.row(row.toArray(String[]::new));
        }
        return table.toString();
    }

    private static List<String> cells(Json.Obj measured, String feature, List<String> performance, List<String> gaps) {
        List<String> cells = new ArrayList<>();
        for (String metric : performance)
            cells.add(
                    Figures.of(Estimate.fromJson(measured.object("performance").object(metric))));
        for (String gap : gaps)
            cells.add(Figures.of(Estimate.fromJson(
                    measured.object("disparities").object(feature).object(gap))));
        return cells;
    }

    /** Two of each fit a line. */
    private static List<String> performance(Json.Obj point) {
        return List.of("log_loss", "accuracy", "rmse").stream()
                .filter(m -> point.object("performance").get(m) != null)
                .limit(2)
                .toList();
    }

    private static List<String> gaps(Json.Obj point, String feature) {
        Json.Obj all = point.object("disparities").object(feature);
        List<String> first = List.of(
                "demographic_parity_difference",
                "equalized_odds_difference",
                "mean_error.difference",
                "rmse.difference",
                "accuracy.difference");
        return first.stream().filter(g -> all.get(g) != null).limit(2).toList();
    }
}
