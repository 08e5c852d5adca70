package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a model is wrong, and explanations of groups of rows, from the command line. */
class ErrorsCommandTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    @SuppressWarnings("NullAway.Init")
    private Path config;

    /** A model of all rows, which is wrong for those of city 3: there labels are turned round. */
    @BeforeEach
    void train() throws IOException {
        Path learnt = Data.loans(folder.resolve("d.csv"));
        model = folder.resolve("model");
        Candor.quiet("train", "--data", learnt, "--label", "approved", "--algorithm", "linear", "--out", model)
                .done();
        data = Data.loans(folder.resolve("e.csv"), text -> {
            StringBuilder turned = new StringBuilder();
            for (String line : text.split("\n")) {
                if (!line.contains("city3,")) turned.append(line);
                else turned.append(line.endsWith("yes") ? line.replace("yes", "no") : line.replace(",no", ",yes"));
                turned.append('\n');
            }
            return turned.toString();
        });
        config = Files.writeString(
                folder.resolve("candor.yaml"),
                "data: {path: e.csv, label: approved} # ours\ncohorts:\n  older: age >= 40\n  nobody: [\"age > 200\"]\n");
    }

    private Candor.Outcome run(String verb, Object... more) {
        List<Object> line = new ArrayList<>(List.of(verb.split(" ")));
        line.addAll(List.of("--model", model, "--data", data));
        line.addAll(List.of(more));
        return Candor.quiet(line.toArray());
    }

    private static double number(Json json, String pointer) {
        return ((Json.Num) json.at(pointer).orElseThrow()).value();
    }

    @Test
    void findsTheRowsThatAreWrong() {
        Json.Obj found = run("errors", "--label", "approved", "--json").json();
        assertThat(found.at("/tree/nodes/1/text")).contains(Json.of("city is city3"));
        assertThat(number(found, "/tree/nodes/1/value/low")).isGreaterThan(number(found, "/tree/value/high"));
        assertThat(found.at("/tree/features/0/name")).contains(Json.of("city"));
        assertThat(found.at("/map/features/0/name")).contains(Json.of("city"));
        double coverage = 0;
        for (Json cell : found.object("map").array("cells")) coverage += ((Json.Obj) cell).number("coverage");
        assertThat(coverage).isCloseTo(1, within(1e-9));
        String text =
                run("errors", "--label", "approved", "--map", "city,sex").done().out();
        assertThat(text)
                .contains(
                        "error rate 0.",
                        "  city is city3",
                        "worse than all rows beyond the interval:",
                        "by city and sex")
                .doesNotContain("null");
    }

    @Test
    void aNodeAndACellAreSavedAndExplained() throws IOException {
        Path page = folder.resolve("errors.html");
        run(
                        "errors",
                        "--label",
                        "approved",
                        "--map",
                        "city,sex",
                        "--save-cohort",
                        "worst=1",
                        "--save-cohort",
                        "a cell=0:1",
                        "--config",
                        config,
                        "--report",
                        page)
                .done();
        assertThat(Files.readString(page))
                .contains("fig-error-tree", "fig-error-map")
                .doesNotContain("http:");
        assertThat(Files.readString(config))
                .contains(
                        "# ours", "  older: age >= 40\n", "  \"worst\":\n    - \"city is city3\"\n", "  \"a cell\":\n");
        Json.Obj found = run("explain global", "--cohort", "worst", "--config", config, "--json")
                .json();
        assertThat(found.at("/cohorts/0/name")).contains(Json.of("all rows"));
        assertThat(found.at("/cohorts/1/name")).contains(Json.of("worst"));
        assertThat(found.at("/cohorts/1/conditions/0/in/0")).contains(Json.of("city3"));
        assertThat(number(found, "/cohorts/1/result/features/0/low"))
                .isLessThan(number(found, "/cohorts/1/result/features/0/importance"));
    }

    @Test
    void everyMethodIsToldForCohortsBesideAllRows() {
        for (String method : List.of("importance", "pdp", "ice", "ale", "permutation", "morris", "surrogate")) {
            Object[] line = {
                "--method",
                method,
                "--label",
                "approved",
                "--by",
                "sex",
                "--where",
                "age > 75",
                "--cohort",
                "nobody",
                "--config",
                config
            };
            List<Object> json = new ArrayList<>(List.of(line));
            json.add("--json");
            Json.Obj found = run("explain global", json.toArray()).json();
            assertThat(found.array("cohorts")).as(method).hasSize(5);
            assertThat(found.at("/cohorts/1/name")).contains(Json.of("nobody"));
            assertThat(found.at("/cohorts/1/undefined")).contains(Json.of("not enough data"));
            assertThat(found.at("/cohorts/2/name")).contains(Json.of("age > 75"));
            assertThat(found.at("/cohorts/2/undefined")).isPresent();
            for (int c : new int[] {0, 3, 4})
                assertThat(found.at("/cohorts/" + c + "/result")).as(method).isPresent();
            assertThat(found.at("/cohorts/3/result")).isNotEqualTo(found.at("/cohorts/0/result"));
            assertThat(run("explain global", line).done().out())
                    .contains("all rows, 300 rows", "C: sex is ", "A: nobody (age > 200), 0 rows: not enough data")
                    .doesNotContain("null");
        }
        assertThat(run("explain global", "--method", "coefficients", "--by", "sex")
                        .done()
                        .out())
                .contains("the same for every cohort");
    }

    @Test
    void theSameRowsGiveTheSameAsAllRows() {
        Json.Obj found = run("explain global", "--method", "morris", "--where", "age > 0", "--json")
                .json();
        assertThat(found.at("/cohorts/1/result")).isEqualTo(found.at("/cohorts/0/result"));
        assertThat(run("explain global", "--method", "morris", "--json").json())
                .isEqualTo(found.at("/cohorts/0/result").orElseThrow());
    }

    @Test
    void treesAreToldByShapleyValuesWhereRowsMatter() {
        Path trees = folder.resolve("tree");
        Candor.quiet("train", "--data", data, "--label", "approved", "--algorithm", "tree", "--out", trees)
                .done();
        model = trees;
        assertThat(run("explain global", "--by", "sex").done().out())
                .contains("mean absolute Shapley value", "A: sex is ");
        assertThat(run("explain global", "--by", "sex", "--method", "tree")
                        .done()
                        .out())
                .contains("the same for every cohort");
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingIsWritten() throws IOException {
        String before = Files.readString(config);
        run("errors", "--label", "approved", "--save-cohort", "worst=99", "--config", config)
                .refused(2, "CND-U045");
        run("errors", "--label", "approved", "--save-cohort", "all=0", "--config", config)
                .refused(2, "CND-U045");
        run("errors", "--label", "approved", "--metric", "mae").refused(2, "CND-E040");
        run("errors", "--label", "approved", "--max-depth", "99").refused(2, "CND-E045");
        run("errors", "--label", "approved", "--map", "age,sex,city").refused(2, "CND-E044");
        run("errors", "--label", "approved", "--features", "agee").refused(2, "CND-D003", "did you mean 'age'?");
        run("explain global", "--cohort", "oldest", "--config", config).refused(2, "CND-C034", "older");
        run("explain global", "--where", "age >>= 3").refused(2, "CND-C032");
        run("explain global", "--where", "city > 3").refused(2, "CND-C031");
        run("explain global", "--by", "sexx").refused(2, "CND-D003", "did you mean 'sex'?");
        assertThat(Files.readString(config)).isEqualTo(before);
    }

    @Test
    void numbersAreToldByTheirAbsoluteError() {
        Path numbers = folder.resolve("amount");
        Candor.quiet("train", "--data", data, "--label", "amount", "--algorithm", "linear", "--out", numbers)
                .done();
        model = numbers;
        Json.Obj found = run("errors", "--json", "--min-rows", "10").json();
        assertThat(found.at("/tree/measure")).contains(Json.of("mae"));
        assertThat(found.at("/tree/value/interval")).contains(Json.of("t"));
        assertThat(run("errors", "--metric", "mean_error").done().out()).contains("mean signed error");
    }
}
