package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.report.HtmlReport;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import io.candor.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on the data sets of the field: init, run, report. */
class RealDataTest {
    @TempDir
    Path folder;

    @Test
    void germanCreditFromInitToReport() throws IOException {
        Results results = assess(Requires.sharedData("german-credit.csv"), "default", "sex,age");
        assertThat(results.run().notes())
                .anyMatch(n -> n.startsWith("inputs: account_check_status, duration_in_month"));
        assertThat(results.gates()).hasSize(6);
        assertThat(value(results, "/predicate/result/metrics/auc/value")).isBetween(0.70, 0.90);
    }

    @Test
    void compasLeavesOutWhatTheOutcomeWrote() throws IOException {
        Path data = Requires.sharedData("compas-two-years.csv");
        Json.Obj init = Candor.quiet(
                        "init",
                        "--data",
                        data,
                        "--label",
                        "two_year_recid",
                        "--sensitive",
                        "race,sex",
                        "--out",
                        folder,
                        "--json")
                .json();
        List<String> inputs = texts(init, "inputs");
        assertThat(inputs)
                .contains("age", "priors_count", "c_charge_degree", "race", "sex")
                .noneMatch(i -> i.startsWith("r_") || i.startsWith("vr_") || i.endsWith("_date"))
                .doesNotContain(
                        "id",
                        "is_recid",
                        "is_violent_recid",
                        "event",
                        "end",
                        "violent_recid",
                        "type_of_assessment",
                        "c_jail_in",
                        "in_custody",
                        "two_year_recid");
        assertThat(texts(init, "left_out")).allMatch(l -> l.matches("left out [a-z_]+: .+"));
        assertThat(inputs.size() + texts(init, "left_out").size()).isEqualTo(43);
    }

    @Test
    void diabetesIsRegression() throws IOException {
        Path data = Requires.shippedData("diabetes/diabetes.csv");
        String label = Files.readAllLines(data).get(0).replaceAll(".*,", "").replace("\"", "");
        Results results = assess(data, label, "sex");
        assertThat(results.evidence().get(0).result().text("task")).isEqualTo("regression");
        assertThat(value(results, "/predicate/result/metrics/r2/value")).isBetween(0.2, 0.7);
    }

    /** Three classes, from the table to groups; predictions that were written give the same as the model that wrote them. */
    @Test
    void wineHasSeveralClassesAllTheWay() throws IOException {
        Path data = Requires.sharedData("wine.csv");
        Results results = assess(data, "cultivar", "ash");
        assertThat(results.evidence().get(0).result().text("task")).isEqualTo("multiclass");
        assertThat(value(results, "/predicate/result/metrics/auc/value")).isBetween(0.93, 1.0);
        assertThat(value(results, "/predicate/result/metrics/accuracy/value")).isBetween(0.75, 1.0);
        assertThat(results.gates()).hasSize(3);
        Json.Obj fairness = results.first("fairness.assessment").orElseThrow().result();
        assertThat(fairness.text("task")).isEqualTo("multiclass");
        assertThat(fairness.object("overall").members()).containsKey("selection_rate (barolo)");

        Path model = folder.resolve("model");
        Path predictions = folder.resolve("predictions.csv");
        Candor.quiet(
                        "train",
                        "--data",
                        data,
                        "--label",
                        "cultivar",
                        "--out",
                        model,
                        "--set",
                        "outer_bags=2",
                        "--set",
                        "max_rounds=40")
                .done();
        Candor.quiet("predict", "--model", model, "--data", data, "--out", predictions)
                .done();
        List<String> left = Files.readAllLines(data);
        List<String> right = Files.readAllLines(predictions);
        assertThat(right.get(0)).isEqualTo("prediction,score_barbera,score_barolo,score_grignolino");
        Path both = folder.resolve("both.csv");
        Files.write(
                both,
                IntStream.range(0, left.size())
                        .mapToObj(i -> left.get(i) + "," + right.get(i))
                        .toList());
        List<String> common = List.of(
                "fairness", "assess", "--data", both.toString(), "--label", "cultivar", "--sensitive", "ash", "--json");
        assertThat(groups(common, "--prediction", "prediction", "--score", "score"))
                .isEqualTo(groups(common, "--model", model.toString()))
                .isEqualTo(groups(common, "--score", "score"));
        assertThat(Candor.quiet("evaluate", "--model", model, "--data", data)
                        .done()
                        .out())
                .contains("class barolo", "is, decided", "log_loss");
    }

    private static Json groups(List<String> common, String... more) {
        List<Object> line = new ArrayList<>(common);
        line.addAll(List.of(more));
        return Candor.quiet(line.toArray()).json().object("predicate").need("result");
    }

    @Test
    void theDemoDoesTheWholeJobInAFolderOfItsOwn() throws Exception {
        Path demo = Files.createDirectories(folder.resolve("candor-demo"));
        Files.writeString(demo.resolve("mine.txt"), "keep");
        Candor.process(folder, List.of(), "demo", "-q").refused(2, "CND-U013");
        assertThat(demo.resolve("mine.txt")).hasContent("keep");
        Files.delete(demo.resolve("mine.txt"));
        Files.delete(demo);

        Candor.Outcome outcome =
                Candor.process(folder, List.of("-Xmx1g"), "demo").done();
        assertThat(outcome.out()).contains("not met", "candor-demo/report.html", "candor explain local");
        assertThat(outcome.err()).contains("boosting").doesNotContain("WARN", "Exception");
        assertThat(Candor.below(folder)).allMatch(f -> f.startsWith("candor-demo"));
        Results results = ResultsFile.read(demo.resolve("results.json"));
        assertThat(value(results, "/predicate/result/metrics/auc/value")).isBetween(0.91, 0.94);
        assertThat(results.all("privacy.release")).hasSize(1);
        assertThat(results.ledger().orElseThrow().text("spent")).isEqualTo("0.1");
        assertThat(results.gates().stream().filter(g -> g.text("state").equals("not_met")))
                .hasSize(2);
        String report = Files.readString(demo.resolve("report.html"));
        assertThat(report).isEqualTo(HtmlReport.render(results));
        assertThat(report.length()).isLessThan(HtmlReport.SOFT_LIMIT);

        Path store = demo.resolve("store");
        assertThat(Candor.quiet("trail", "verify", "--store", store, demo.resolve("results.json"))
                        .done()
                        .out())
                .contains("everything that was written verifies");
        Candor.quiet(
                        "explain",
                        "local",
                        "--model",
                        demo.resolve("model"),
                        "--data",
                        demo.resolve("adult-complete.csv.gz"),
                        "--rows",
                        "0-2")
                .done();
    }

    private Results assess(Path data, String label, String sensitive) throws IOException {
        Candor.quiet("init", "--data", data, "--label", label, "--sensitive", sensitive, "--out", folder)
                .done();
        Path config = folder.resolve("candor.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("settings: {}", "settings: {outer_bags: 3, max_rounds: 40, learning_rate: 0.2}"));
        Candor.Outcome run = Candor.quiet(
                "run", "--config", config, "--store", folder.resolve("store"), "--out", folder.resolve("out"));
        assertThat(run.code()).as(run.err()).isLessThan(2);
        try (Stream<Path> runs = Files.list(folder.resolve("out"))) {
            Path results = runs.findFirst().orElseThrow().resolve("results.json");
            assertThat(results.resolveSibling("report.html")).isNotEmptyFile();
            return ResultsFile.read(results);
        }
    }

    private static double value(Results results, String pointer) {
        Json found = results.evidence().get(0).toJson().at(pointer).orElseThrow();
        return ((Json.Num) found).value();
    }

    private static List<String> texts(Json.Obj json, String member) {
        return json.array(member).stream().map(j -> ((Json.Str) j).value()).toList();
    }
}
