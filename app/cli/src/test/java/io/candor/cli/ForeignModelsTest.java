package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of other programs, from the command line. */
class ForeignModelsTest {
    private static final Path FIXTURES = Path.of("../../io/src/test/resources/io/candor/io");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "lightgbm/adult.txt,lightgbm/adult.csv",
        "lightgbm/codes.txt,lightgbm/codes.csv",
        "catboost/statistic.json,catboost/categories.csv",
        "catboost/three.json,catboost/rows.csv",
        "onnx/forest-three.onnx,onnx/rows.csv"
    })
    void treesOfOtherProgramsExplainThemselves(String model, String rows) {
        Json.Obj found = Candor.quiet(
                        "explain",
                        "local",
                        "--model",
                        FIXTURES.resolve(model),
                        "--data",
                        FIXTURES.resolve(rows),
                        "--rows",
                        "0-3",
                        "--method",
                        "tree-shap",
                        "--json")
                .json();
        assertThat(found.array("rows")).hasSize(4);
        Candor.quiet("model", "info", "--model", FIXTURES.resolve(model)).done();
        Candor.quiet("explain", "global", "--model", FIXTURES.resolve(model), "--data", FIXTURES.resolve(rows))
                .done();
    }

    @Test
    void predictionsAreEvaluatedAndNotAskedAboutOtherRows() throws IOException {
        Path data = Files.writeString(
                folder.resolve("d.csv"), "id,age,approved\n1,20,no\n2,30,yes\n3,40,yes\n4,25,no\n5,50,yes\n6,22,no\n");
        Path scores = Files.writeString(
                folder.resolve("s.csv"),
                "id,prediction,score\n6,no,.1\n5,yes,.9\n4,no,.2\n3,yes,.8\n2,no,.4\n1,no,.3\n");
        Json.Obj found = Candor.quiet(
                        "evaluate",
                        "--model",
                        scores,
                        "--data",
                        data,
                        "--label",
                        "approved",
                        "--positive",
                        "yes",
                        "--json")
                .json();
        Json auc = found.at("/predicate/result/metrics/auc/value").orElseThrow();
        assertThat(((Json.Num) auc).value()).isEqualTo(1);
        assertThat(Candor.quiet(
                                "explain",
                                "local",
                                "--model",
                                scores,
                                "--data",
                                data,
                                "--rows",
                                "0",
                                "--method",
                                "auto")
                        .err())
                .contains("CND-M047");
    }
}
