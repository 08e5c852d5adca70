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

/** Boosted trees explained on raw inputs, from the command line. */
class TreeShapCommandTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    @BeforeEach
    void train() throws IOException {
        data = Data.loans(folder.resolve("d.csv"));
        model = folder.resolve("model");
        Candor.quiet(
                        "train",
                        "--data",
                        data,
                        "--label",
                        "approved",
                        "--algorithm",
                        "xgboost",
                        "--set",
                        "rounds=30",
                        "--out",
                        model)
                .done();
    }

    private Json.Obj explain(String kind, Object... more) {
        List<Object> line = new ArrayList<>(List.of("explain", kind, "--model", model, "--data", data, "--json"));
        line.addAll(List.of(more));
        return Candor.quiet(line.toArray()).json();
    }

    @Test
    void treesOfAFileWithoutCoversCountTheRowsOfTheData() throws IOException {
        Path fixtures = Path.of("../../io/src/test/resources/io/candor/io/onnx");
        model = fixtures.resolve("boosting.onnx");
        data = fixtures.resolve("rows.csv");
        Json.Obj found = explain("local", "--rows", "0", "--method", "tree-shap");
        assertThat(sum(found)).isNotNaN();
        assertThat(explain("local", "--rows", "0")).isEqualTo(found);
        assertThat(explain("global").array("features")).hasSize(4);
        assertThat(explain("global", "--method", "shap").array("features")).hasSize(4);
    }

    private static double number(Json json, String pointer) {
        return ((Json.Num) json.at(pointer).orElseThrow()).value();
    }

    private static double sum(Json.Obj found) {
        double sum = found.number("baseValue") + number(found, "/rows/0/residual");
        for (int j = 0; j < found.array("features").size(); j++) sum += number(found, "/rows/0/values/" + j);
        return sum;
    }

    @Test
    void shapleyValuesAddUpToTheScore() {
        Json.Obj own = explain("local", "--rows", "3");
        assertThat(own.text("method")).isEqualTo("tree-shap");
        assertThat(own.text("output")).isEqualTo("log-odds");
        double odds = Math.exp(sum(own));
        assertThat(number(own, "/rows/0/prediction")).isCloseTo(odds / (1 + odds), within(1e-12));
        assertThat(number(own, "/rows/0/residual")).isCloseTo(0, within(1e-9));
        assertThat(explain("local", "--rows", "3", "--method", "tree-shap")).isEqualTo(own);
    }

    /** The same game as any model's, whose exact values take every coalition. */
    @Test
    void againstABackgroundTheyAreThoseOfAllCoalitions() {
        Json.Obj trees = explain("local", "--rows", "3", "--method", "tree-shap", "--background", data);
        Json.Obj exact = explain("local", "--rows", "3", "--method", "exact", "--log-odds", "--background", data);
        assertThat(trees.array("features")).isEqualTo(exact.array("features"));
        assertThat(trees.number("sampleSize")).isEqualTo(exact.number("sampleSize"));
        for (int j = 0; j < trees.array("features").size(); j++) {
            assertThat(number(trees, "/rows/0/values/" + j))
                    .isCloseTo(number(exact, "/rows/0/values/" + j), within(1e-9));
        }
    }

    @Test
    void interactionsOfARowAddUpToItsValues() {
        Json.Obj found = explain("local", "--rows", "3", "--method", "tree-shap", "--interactions");
        int n = found.array("features").size();
        for (int a = 0; a < n; a++) {
            double sum = 0;
            for (int b = 0; b < n; b++) sum += number(found, "/rows/0/interactions/" + a + "/" + b);
            assertThat(sum).isCloseTo(number(found, "/rows/0/values/" + a), within(1e-9));
        }
    }

    @Test
    void importanceIsTheMeanSizeOfValues() throws IOException {
        Json.Obj found = explain("global", "--method", "shap");
        assertThat(found.text("method")).isEqualTo("mean absolute Shapley value");
        assertThat(number(found, "/features/0/low")).isLessThan(number(found, "/features/0/importance"));
        int rows = Files.readAllLines(data).size() - 1;
        Json.Obj all = explain("local", "--rows", "0-" + (rows - 1));
        String first = ((Json.Obj) found.array("features").get(0)).text("name");
        int input = all.array("features").indexOf(Json.of(first));
        double sum = 0;
        for (int i = 0; i < rows; i++) sum += Math.abs(number(all, "/rows/" + i + "/values/" + input));
        assertThat(number(found, "/features/0/importance")).isCloseTo(sum / rows, within(1e-12));
    }

    @Test
    void otherModelsHaveNoTrees() {
        Path linear = folder.resolve("linear");
        Candor.quiet("train", "--data", data, "--label", "approved", "--algorithm", "linear", "--out", linear)
                .done();
        Candor.quiet("explain", "local", "--model", linear, "--data", data, "--rows", "0", "--method", "tree-shap")
                .refused(2, "CND-U005", "tree-shap");
    }
}
