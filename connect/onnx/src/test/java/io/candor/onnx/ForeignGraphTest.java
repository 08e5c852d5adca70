package io.candor.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.io.CsvReader;
import io.candor.io.Models;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphs that scikit-learn's models become score as scikit-learn does; see the fixtures' README. */
class ForeignGraphTest {
    private static final Path KEPT = Path.of("src/test/resources/io/candor/onnx");
    private static final double TOLERANCE = 1e-6;

    @Test
    void aPipelineTakesTextsAndNumbersInColumnsOfTheirOwn() throws Exception {
        for (String name : List.of("pipeline", "pipeline-zipmap")) {
            try (OnnxModel model = open(name)) {
                assertThat(model.task()).isEqualTo(Task.BINARY);
                assertThat(model.inputs())
                        .containsExactly(
                                Input.number("age"), Input.number("income"), Input.category("purpose", List.of()));
                assertThat(model.classes()).containsExactly("0", "1");
                same(model.score(rows()), "pipeline", 1);
            }
        }
    }

    @Test
    void classesThatHaveNamesKeepThem() throws Exception {
        for (String name : List.of("three", "three-zipmap")) {
            try (OnnxModel model = open(name)) {
                assertThat(model.task()).isEqualTo(Task.MULTICLASS);
                assertThat(model.classes()).containsExactly("fair", "good", "poor");
                same(model.score(rows()), "three", 0);
            }
        }
    }

    @Test
    void boostedTreesTakeAMatrix() throws Exception {
        for (String name : List.of("boosting", "boosting-zipmap")) {
            try (OnnxModel model = open(name)) {
                assertThat(model.inputs()).containsExactly(Input.number("f0"), Input.number("f1"));
                same(model.score(matrix()), "boosting", 1);
            }
        }
        try (OnnxModel model = open("regressor")) {
            assertThat(model.task()).isEqualTo(Task.REGRESSION);
            same(model.score(matrix()), "regressor", 0);
        }
    }

    @Test
    void doublesStayDoubles() throws Exception {
        try (OnnxModel model = open("double")) {
            assertThat(model.classes()).containsExactly("fair", "good", "poor");
            same(model.score(matrix()), "double", 0);
        }
    }

    /** Trees are read without the runtime, which is then their oracle. */
    @Test
    void treesThatAreReadScoreAsTheRuntimeDoes() throws Exception {
        for (String name : List.of("boosting", "boosting-zipmap")) {
            Model trees = Models.load(KEPT.resolve(name + ".onnx")).model();
            assertThat(trees).isInstanceOf(TreeEnsemble.class);
            try (OnnxModel model = open(name)) {
                assertThat(trees.inputs()).isEqualTo(model.inputs());
                assertThat(trees.classes()).isEqualTo(model.classes());
                assertThat(trees.task()).isEqualTo(model.task());
                assertThat(trees.score(matrix()).values())
                        .containsExactly(model.score(matrix()).values(), within(1e-6));
            }
        }
    }

    /** One of several outputs would be as good as another, and a number taken for the score would be wrong. */
    @Test
    void severalOutputsOfWhichNoneIsTheScoreAreRefused() {
        assertThatThrownBy(() -> open("boosting-columns"))
                .hasMessageStartingWith("CND-M023")
                .hasMessageContaining("several outputs")
                .hasMessageContaining("zipmap");
    }

    @Test
    void aFileThatWasCutAnywhereIsRefused(@TempDir Path folder) throws Exception {
        byte[] whole = Files.readAllBytes(KEPT.resolve("three-zipmap.onnx"));
        for (int length : new int[] {0, 1, 100, 700, whole.length - 1}) {
            Path cut = Files.write(folder.resolve(length + ".onnx"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Models.load(cut)).as("%d bytes", length).hasMessageStartingWith("CND-M023");
        }
    }

    private static OnnxModel open(String name) {
        return OnnxModel.open(KEPT.resolve(name + ".onnx"));
    }

    private static Table rows() {
        return CsvReader.read(KEPT.resolve("rows.csv"));
    }

    /** The numbers, called as a matrix's columns are. */
    private static Table matrix() {
        List<Column> columns = new ArrayList<>();
        for (String name : List.of("age", "income"))
            columns.add(new NumericColumn("f" + columns.size(), ((NumericColumn) rows().column(name)).values()));
        return new Table(columns);
    }

    /** @param first column of the predictions that is a score */
    private static void same(Scores scores, String name, int first) throws Exception {
        List<String> lines = Files.readAllLines(KEPT.resolve(name + ".csv"));
        assertThat(scores.rows()).isEqualTo(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String[] expected = lines.get(i).split(",");
            assertThat(scores.outputs()).isEqualTo(expected.length - first);
            for (int k = 0; k < scores.outputs(); k++)
                assertThat(scores.get(i, k)).isCloseTo(Double.parseDouble(expected[first + k]), within(TOLERANCE));
        }
    }
}
