package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapley values of linear models, from the command line. */
class LinearShapCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"linear-shap", "linear-shap-correlated"})
    void valuesAddUpToTheScore(String method) throws Exception {
        Path data = Data.loans(folder.resolve("d.csv"));
        Path model = folder.resolve("model");
        Candor.quiet("train", "--data", data, "--label", "approved", "--algorithm", "linear", "--out", model)
                .done();
        Json.Obj found = Candor.quiet(
                        "explain",
                        "local",
                        "--model",
                        model,
                        "--data",
                        data,
                        "--rows",
                        "3",
                        "--method",
                        method,
                        "--json")
                .json();
        assertThat(found.text("method")).isEqualTo(method);
        Json.Obj row = (Json.Obj) found.array("rows").get(0);
        double sum = found.number("baseValue") + row.number("residual");
        for (Json value : row.array("values")) sum += ((Json.Num) value).value();
        assertThat(row.number("prediction")).isCloseTo(1 / (1 + Math.exp(-sum)), within(1e-12));
        assertThat(row.number("residual")).isCloseTo(0, within(1e-9));
        Path tree = folder.resolve("tree");
        Candor.quiet("train", "--data", data, "--label", "approved", "--algorithm", "tree", "--out", tree)
                .done();
        Candor.quiet("explain", "local", "--model", tree, "--data", data, "--rows", "3", "--method", method)
                .refused(2, "CND-U005");
    }
}
