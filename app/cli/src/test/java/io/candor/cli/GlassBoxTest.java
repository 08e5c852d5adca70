package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.io.CsvReader;
import io.candor.io.JsonText;
import io.candor.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linear models, trees and rule lists from training to the report. */
class GlassBoxTest {
    @TempDir
    Path folder;

    private Path train(String algorithm, Path data, String label, Object... more) {
        Path model = folder.resolve(algorithm + "-" + label);
        Object[] line = Stream.concat(
                        Stream.of("train", "--data", data, "--label", label, "--out", model, "--algorithm", algorithm),
                        Stream.of(more))
                .toArray();
        Candor.quiet(line).done();
        return model;
    }

    @Test
    void aLinearModelIsTrainedExplainedAndEvaluated() throws IOException {
        Path data = Data.loans(folder.resolve("d.csv"));
        Path model = train("linear", data, "approved", "--set", "alpha=1");
        String table = Candor.quiet("explain", "global", "--model", model, "--data", data, "--method", "coefficients")
                .done()
                .out();
        assertThat(table).contains("(intercept)", "amount, per unit", "sex = m", "debiased");
        Json.Obj coefficients = Candor.quiet(
                        "explain", "global", "--model", model, "--data", data, "--method", "coefficients", "--json")
                .json();
        Json.Obj slope = (Json.Obj) coefficients.at("/terms/amount/slope/yes").orElseThrow();
        assertThat(slope.number("low")).isPositive();
        Json.Obj importance = Candor.quiet("explain", "global", "--model", model, "--data", data, "--json")
                .json();
        assertThat(((Json.Obj) importance.array("features").get(0)).text("name"))
                .isEqualTo("amount");
        Json.Obj local = Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "0,7", "--json")
                .json();
        for (Json row : local.array("rows")) {
            double sum = local.number("baseValue") + ((Json.Obj) row).number("residual");
            for (Json v : ((Json.Obj) row).array("values")) sum += ((Json.Num) v).value();
            assertThat(1 / (1 + Math.exp(-sum))).isCloseTo(((Json.Obj) row).number("prediction"), within(1e-12));
        }
        Json.Obj evaluated = Candor.quiet("evaluate", "--model", model, "--data", data, "--json")
                .json();
        assertThat(((Json.Num) evaluated
                                .at("/predicate/result/metrics/auc/value")
                                .orElseThrow())
                        .value())
                .isGreaterThan(0.75);
        Candor.quiet("explain", "global", "--model", model, "--data", data, "--method", "shapes")
                .refused(2, "CND-U005", "importance, coefficients");
    }

    @Test
    void aTreeIsTrainedDrawnAndFollowed() throws IOException {
        Path data = Data.loans(folder.resolve("d.csv"));
        Path model = train("tree", data, "approved", "--set", "max_depth=3", "--set", "prune=0");
        String outline = Candor.quiet("explain", "global", "--model", model, "--data", data, "--method", "tree")
                .done()
                .out();
        assertThat(outline).contains("all rows", "amount ≤ ", "missing values go to");
        Json.Obj importance = Candor.quiet("explain", "global", "--model", model, "--data", data, "--json")
                .json();
        assertThat(((Json.Obj) importance.array("features").get(0)).text("name"))
                .isEqualTo("amount");
        Json.Obj local = Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "0,7", "--json")
                .json();
        for (Json row : local.array("rows")) {
            double sum = local.number("baseValue") + ((Json.Obj) row).number("residual");
            for (Json v : ((Json.Obj) row).array("values")) sum += ((Json.Num) v).value();
            assertThat(sum).isCloseTo(((Json.Obj) row).number("prediction"), within(1e-12));
            assertThat(((Json.Obj) row).array("path")).isNotEmpty();
        }
        assertThat(Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "0")
                        .done()
                        .out())
                .contains("amount ");
    }

    @Test
    void aRuleListIsTrainedReadAndFired() throws IOException {
        Path data = Data.loans(folder.resolve("d.csv"));
        Path model = train("rules", data, "approved", "--set", "select=min");
        assertThat(Candor.quiet("explain", "global", "--model", model, "--data", data)
                        .done()
                        .out())
                .contains("amount", "else", "held-out");
        Json.Obj local = Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "0-9", "--json")
                .json();
        for (Json row : local.array("rows")) {
            assertThat(((Json.Obj) row).array("notFired")).hasSize((int) ((Json.Obj) row).number("fired"));
        }
        assertThat(Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "0")
                        .done()
                        .out())
                .contains("fired");
        Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "0", "--method", "contributions")
                .refused(2, "CND-U005", "one of rule");
    }

    @Test
    void severalClassesAreTrainedPredictedAndExplained() throws IOException {
        Path data = Requires.sharedData("wine.csv");
        for (String algorithm : List.of("linear", "tree", "rules")) {
            Path model = train(algorithm, data, "cultivar");
            Path out = folder.resolve(algorithm + ".csv");
            Candor.quiet("predict", "--model", model, "--data", data, "--out", out)
                    .done();
            Table predicted = CsvReader.read(out);
            assertThat(predicted.names())
                    .containsExactly("prediction", "score_barbera", "score_barolo", "score_grignolino");
            Table wine = CsvReader.read(data);
            int right = 0;
            for (int i = 0; i < wine.rows(); i++) {
                String guess = predicted.column("prediction").text(i);
                if (guess != null && guess.equals(wine.column("cultivar").text(i))) right++;
                double sum = 0;
                for (String name : predicted.names().subList(1, 4))
                    sum += ((NumericColumn) predicted.column(name)).get(i);
                assertThat(sum).isCloseTo(1, within(1e-12));
            }
            assertThat(right).as(algorithm).isGreaterThan(150); // of 178
            Candor.quiet("explain", "global", "--model", model, "--data", data).done();
            Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "0,100")
                    .done();
        }
    }

    @Test
    void aRunOfEachAlgorithmHasItsSectionsInTheReport() throws IOException {
        for (String[] expected : new String[][] {
            {"linear", "Coefficients for yes"},
            {"tree", "Decision tree with", "Because: "},
            {"rules", "Rule list", "did not fire"}
        }) {
            Data.loans(folder.resolve("d.csv"));
            Path config = Files.writeString(
                    folder.resolve("candor.yaml"),
                    "data: {path: d.csv, label: approved}\nsensitive: [sex]\nmodel: {algorithm: " + expected[0]
                            + "}\n");
            Path out = folder.resolve("out-" + expected[0]);
            Candor.quiet("run", "--config", config, "--store", folder.resolve("store"), "--out", out)
                    .done();
            Path run;
            try (Stream<Path> found = Files.walk(out)) {
                run = found.filter(f -> f.endsWith("results.json")).findFirst().orElseThrow();
            }
            String page = Files.readString(run.resolveSibling("report.html"));
            for (int i = 1; i < expected.length; i++)
                assertThat(page).as(expected[0]).contains(expected[i]);
            Json results = JsonText.read(run);
            assertThat(results.at("/models/0/algorithm")).contains(Json.of(expected[0]));
        }
    }
}
