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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatboostFileTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/candor/io/catboost");

    @TempDir
    Path folder;

    private static Path file(String name) {
        return FOLDER.resolve(name + ".json");
    }

    private static TreeEnsemble model(String name) {
        return new CatboostFile().read(file(name));
    }

    private static Table rows(String name) {
        boolean categories = name.startsWith("statistic") || name.equals("one-hot");
        return CsvReader.read(FOLDER.resolve(categories ? "categories.csv" : "rows.csv"));
    }

    private static double[][] scores(String name) {
        return EbmFixture.scores(FOLDER.resolve(name + "-scores.csv"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two",
                "entropy",
                "three",
                "ova",
                "softmax-two",
                "value",
                "mae",
                "quantile",
                "huber",
                "poisson",
                "tweedie",
                "large",
                "depthwise",
                "lossguide-three",
                "one-hot",
                "statistic",
                "statistic-Borders",
                "statistic-Buckets",
                "statistic-BinarizedTargetMeanValue",
                "statistic-Counter",
                "statistic-borders",
                "statistic-three",
                "statistic-depthwise"
            })
    void scoresAndPredictsAsThePeer(String name) {
        TreeEnsemble model = model(name);
        double[][] expected = scores(name);
        Table rows = rows(name);
        RowEncoder encoder = new RowEncoder(model.inputs(), rows);
        double[] row = new double[model.inputs().size()];
        boolean shared = model.link() == Link.SOFTMAX || name.equals("softmax-two"); // margins up to a shift
        for (int i = 0; i < expected.length && !shared; i++) {
            encoder.encode(i, row);
            for (int k = 0; k < model.outputs(); k++) {
                double peer = expected[i][k];
                assertThat(model.additiveScore(row, k))
                        .as("%s, row %d", name, i)
                        .isCloseTo(peer, within(1e-9 * Math.max(1, Math.abs(peer))));
            }
        }
        Scores scores = model.score(rows);
        for (int i = 0; i < expected.length; i++) {
            for (int k = 0; k < scores.outputs(); k++) {
                double peer = expected[i][expected[i].length - scores.outputs() + k];
                assertThat(scores.get(i, k))
                        .as("%s, row %d", name, i)
                        .isCloseTo(peer, within(1e-9 * Math.max(1, Math.abs(peer))));
            }
        }
    }

    @Test
    void readsTasksClassesInputsLevelsAndCovers() {
        TreeEnsemble two = model("two");
        assertThat(two.task()).isEqualTo(Task.BINARY);
        assertThat(two.classes()).containsExactly("0", "1");
        assertThat(two.inputs()).containsExactly(Input.number("a"), Input.number("b"), Input.number("c"));
        assertThat(two.trees().cover()[0]).isEqualTo(500);
        assertThat(model("three").classes()).containsExactly("high", "low", "middle");
        assertThat(model("ova").link()).isEqualTo(Link.LOGIT);
        assertThat(model("softmax-two").link()).isEqualTo(Link.LOGIT);
        assertThat(model("poisson").link()).isEqualTo(Link.LOG);
        List<Input> inputs = model("statistic").inputs();
        assertThat(inputs.stream().map(Input::name)).containsExactly("x", "colour", "yes", "many");
        assertThat(inputs.get(1).levels()).containsExactly("blau", "grün", "nan", "rouge", "weiß");
    }

    @Test
    void isFoundByItsContentWhateverItsName() throws IOException {
        SavedModel loaded = Models.load(Files.copy(file("statistic"), folder.resolve("model.bin")));
        assertThat(loaded.provenance().text("format")).isEqualTo("CatBoost");
        for (String other : List.of("", "{", "{}", "[]", "{\"learner\":{}}", "\"ctr_data\":{}")) {
            assertThat(new CatboostFile().accepts(Files.writeString(folder.resolve("other"), other)))
                    .as(other)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused-combination", "refused-uncertain", "refused-targets"})
    void modelsOfOtherKindsAreRefused(String name) {
        assertThatThrownBy(() -> model(name)).hasMessageStartingWith("CND-M045");
        if (name.equals("refused-combination")) {
            assertThatThrownBy(() -> model(name)).hasMessageContaining("max_ctr_complexity=1");
        }
    }

    private void refused(String code, String name, String from, String to) throws IOException {
        String whole = Files.readString(file(name));
        String other = whole.replaceFirst(from, to);
        assertThat(other).as(from).isNotEqualTo(whole);
        Path file = Files.writeString(folder.resolve("m.json"), other);
        assertThatThrownBy(() -> new CatboostFile().read(file)).as(from).hasMessageStartingWith(code);
    }

    @Test
    void refusesHostileFilesWithACode() throws IOException {
        String damaged = "CND-M044";
        refused(damaged, "two", "\"float_feature_index\":\\s*[0-9]+", "\"float_feature_index\":7");
        refused(damaged, "two", "\"float_feature_index\":\\s*[0-9]+", "\"float_feature_index\":-1");
        refused(damaged, "two", "\"leaf_values\":\\s*\\[", "\"leaf_values\":[1,");
        refused(damaged, "two", "\"leaf_weights\":\\s*\\[", "\"leaf_weights\":[1,");
        refused(damaged, "two", "\"leaf_weights\":\\s*\\[\\s*[0-9.]+", "\"leaf_weights\":[-1");
        refused(damaged, "two", "\"scale_and_bias\":\\s*\\[", "\"scale_and_bias\":[[");
        refused(damaged, "two", "\"border\":\\s*[-0-9.e]+", "\"border\":\"x\"");
        refused(damaged, "two", "\"flat_feature_index\":\\s*1", "\"flat_feature_index\":0");
        refused(damaged, "two", "\"flat_feature_index\":\\s*1", "\"flat_feature_index\":1e9");
        refused(damaged, "two", "\"split_type\"", "\"split_types\"");
        refused(damaged, "statistic", "\"hash_stride\":\\s*[0-9]+", "\"hash_stride\":0");
        refused(damaged, "statistic", "\"hash_stride\":\\s*[0-9]+", "\"hash_stride\":7");
        refused(damaged, "statistic", "\"hash\":\\s*[0-9]+", "\"hash\":1e300");
        refused(damaged, "statistic", "\"target_border_idx\":\\s*[0-9]+", "\"target_border_idx\":99");
        String other = "CND-M045";
        refused(other, "two", "\"split_type\":\\s*\"FloatFeature\"", "\"split_type\":\"Other\"");
        refused(other, "statistic", "\"ctr_type\":\\s*\"[A-Za-z]+\"", "\"ctr_type\":\"Other\"");
        refused(other, "statistic", "\"cat_features_hash\"", "\"no_texts\"");
    }

    @Test
    void anyDamageIsReadOrRefusedButNeverAStackTrace() throws IOException {
        for (String whole : List.of("statistic", "lossguide-three", "one-hot")) {
            byte[] bytes = Files.readAllBytes(file(whole));
            byte[] marks = "[]{},:\"0e-".getBytes(StandardCharsets.US_ASCII);
            Random random = new Random(4);
            for (int i = 0; i < 200; i++) {
                byte[] damaged = bytes.clone();
                for (int flips = 0; flips <= i % 3; flips++) {
                    int at = random.nextInt(damaged.length);
                    damaged[at] = i % 2 == 0
                            ? (byte) (damaged[at] ^ 1 << random.nextInt(8))
                            : marks[random.nextInt(marks.length)];
                }
                if (i % 5 == 0) damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
                try {
                    new CatboostFile().read(Files.write(folder.resolve("damaged"), damaged));
                } catch (CandorException expected) {
                    assertThat(expected.code()).isIn("CND-M044", "CND-M045");
                }
            }
        }
    }
}
