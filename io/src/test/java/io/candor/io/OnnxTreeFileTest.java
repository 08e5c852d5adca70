package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxTreeFileTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/candor/io/onnx");

    @TempDir
    Path folder;

    private static Path file(String name) {
        return FOLDER.resolve(name + ".onnx");
    }

    private static TreeEnsemble model(String name) {
        return new OnnxTreeFile().read(file(name));
    }

    private static Table rows() {
        return CsvReader.read(FOLDER.resolve("rows.csv"));
    }

    private static double[][] scores(String name) {
        return EbmFixture.scores(FOLDER.resolve(name + "-scores.csv"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forest",
                "forest-three",
                "forest-value",
                "tree-value",
                "lightgbm-value",
                "xgboost-value",
                "own-leq-0",
                "own-leq-1",
                "own-lt-0",
                "own-lt-1",
                "own-gt-0",
                "own-gt-1",
                "own-gte-0",
                "own-gte-1",
                "own-mixed-0",
                "own-mixed-1",
                "own-average",
                "own-hits",
                "own-double",
                "own-columns",
                "own-cast",
                "own-positive"
            })
    void leavesAddUpInFloatsToTheRuntimesScoreBitByBit(String name) {
        TreeEnsemble model = model(name);
        assertThat(model.link()).isEqualTo(Link.IDENTITY);
        Trees trees = model.trees();
        double[][] expected = scores(name);
        RowEncoder encoder = new RowEncoder(model.inputs(), rows());
        double[] row = new double[model.inputs().size()];
        boolean real = trees.precision() == Trees.Precision.DOUBLE;
        for (int i = 0; i < expected.length; i++) {
            encoder.encode(i, row);
            for (int k = 0; k < model.outputs(); k++) {
                float sum = 0;
                for (int t = 0; t < trees.count(); t++) sum += (float) trees.value(t, trees.leaf(t, row), k);
                if (model.averaged()) sum /= trees.count();
                sum += (float) model.base()[k];
                double found = real ? (float) model.additiveScore(row, k) : sum;
                double peer = expected[i][expected[i].length - model.outputs() + k];
                assertThat(found).as("%s, row %d", name, i).isEqualTo(peer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boosting",
                "boosting-three",
                "forest",
                "forest-three",
                "forest-value",
                "tree-value",
                "lightgbm",
                "lightgbm-plain",
                "lightgbm-three",
                "lightgbm-value",
                "xgboost",
                "xgboost-three",
                "xgboost-value",
                "own-average",
                "own-both-softmax",
                "own-both-logistic",
                "own-second",
                "own-base",
                "own-positive",
                "own-three-logistic",
                "own-double"
            })
    void predictsAsTheRuntime(String name) {
        TreeEnsemble model = model(name);
        double[][] expected = scores(name);
        Scores scores = model.score(rows());
        for (int i = 0; i < expected.length; i++) {
            for (int k = 0; k < scores.outputs(); k++) {
                double value = expected[i][expected[i].length - scores.outputs() + k];
                assertThat(scores.get(i, k))
                        .as("%s, row %d", name, i)
                        .isCloseTo(value, within(1e-6 * Math.max(1, Math.abs(value))));
            }
        }
    }

    @Test
    void readsTasksClassesInputsAndCovers() {
        TreeEnsemble boosting = model("boosting");
        assertThat(boosting.task()).isEqualTo(Task.BINARY);
        assertThat(boosting.classes()).containsExactly("0", "1");
        assertThat(boosting.inputs().stream().map(Input::name)).containsExactly("f0", "f1", "f2", "f3");
        assertThat(boosting.scale()).isEqualTo(Scores.Scale.PROBABILITY);
        assertThat(boosting.trees().cover()[0]).as("all hit rates are 1 there").isNaN();
        assertThat(model("boosting-three").classes()).containsExactly("high", "low", "middle");
        assertThat(model("forest-three").trees().width()).isEqualTo(3);
        assertThat(model("xgboost").trees().comparison()).isEqualTo(Trees.Comparison.LESS);
        assertThat(model("own-hits").trees().cover()).startsWith(10, 4, 6, 5, 1);
        assertThat(model("own-columns").inputs()).hasSize(4);
        assertThat(model("own-three-logistic").link()).isEqualTo(Link.LOGIT);
    }

    @Test
    void isTakenBeforeAnyRuntime() {
        SavedModel loaded = Models.load(file("boosting"));
        assertThat(loaded.model()).isInstanceOf(TreeEnsemble.class);
        assertThat(loaded.provenance().text("format")).isEqualTo("ONNX trees");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other-eq",
                "other-margin",
                "other-positive-logistic",
                "other-min",
                "other-probit",
                "other-scaled"
            })
    void otherGraphsAreLeftToTheRuntime(String name) {
        assertThat(new OnnxTreeFile().accepts(file(name))).isFalse();
        assertThatThrownBy(() -> model(name)).hasMessageStartingWith("CND-M043");
        if (name.equals("other-eq")) assertThatThrownBy(() -> model(name)).hasMessageContaining("BRANCH_EQ");
    }

    @Test
    void anyDamageIsReadOrRefusedButNeverAStackTrace() throws IOException {
        for (String whole : List.of("own-mixed-0", "own-columns", "own-double", "forest-three", "lightgbm-plain")) {
            byte[] bytes = Files.readAllBytes(file(whole));
            Random random = new Random(4);
            for (int i = 0; i < 400; i++) {
                byte[] damaged = bytes.clone();
                for (int flips = 0; flips <= i % 3; flips++) {
                    int at = random.nextInt(damaged.length);
                    damaged[at] = (byte) (i % 2 == 0 ? damaged[at] ^ 1 << random.nextInt(8) : random.nextInt(256));
                }
                if (i % 5 == 0) damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
                Path file = Files.write(folder.resolve("damaged"), damaged);
                boolean accepted = new OnnxTreeFile().accepts(file);
                try {
                    new OnnxTreeFile().read(file);
                } catch (CandorException expected) {
                    assertThat(expected.code()).isIn("CND-M042", "CND-M043");
                    if (accepted) assertThat(expected.code()).isEqualTo("CND-M042");
                }
            }
        }
        for (byte[] other : new byte[][] {{}, {8}, {8, 8}, {8, 8, 58, (byte) 0xff, (byte) 0xff, (byte) 0xff, 127}}) {
            assertThat(new OnnxTreeFile().accepts(Files.write(folder.resolve("other"), other)))
                    .isFalse();
        }
    }
}
