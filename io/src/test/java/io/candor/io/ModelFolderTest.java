package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import io.candor.core.model.ThresholdDecider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    @TempDir
    Path folder;

    private static final AdditiveModel MODEL = new AdditiveModel(
            Task.BINARY,
            "y",
            List.of(Input.number("a"), Input.category("b", List.of("</script>", "z"))),
            List.of("no", "yes"),
            Link.LOGIT,
            1,
            new double[] {-0.1},
            List.of(
                    new Term(
                            new int[] {0},
                            List.of(new Bins.Cuts(new double[] {1.5}, 0, 3)),
                            new double[] {0, 0.1, 1 / 3.0, 0},
                            new double[4],
                            new double[4]),
                    new Term(
                            new int[] {1},
                            List.of(new Bins.Levels(new int[] {1, 2})),
                            new double[] {0, 5e-324, -1e300, 0},
                            new double[4],
                            new double[4])));

    @Test
    void scoresTheSameBitsAfterSavingAndLoading() {
        SavedModel saved = ModelFolder.save(
                folder, MODEL, Json.object().put("algorithm", "ebm").build(), new ThresholdDecider(0.4));
        SavedModel loaded = ModelFolder.load(folder);
        Table rows = new Table(List.of(
                new NumericColumn("a", new double[] {1, 2, Double.NaN}),
                CategoricalColumn.of("b", List.of("z", "</script>", "new"))));
        assertThat(loaded.model().score(rows).values())
                .containsExactly(MODEL.score(rows).values());
        assertThat(loaded.digest()).isEqualTo(saved.digest());
        assertThat(loaded.decider()).isEqualTo(new ThresholdDecider(0.4));
        assertThat(folder.resolve("MLmodel")).exists();
    }

    @Test
    void keepsALevelThatIsAsGoodAsUnseen() {
        AdditiveModel model = new AdditiveModel(
                Task.REGRESSION,
                "y",
                List.of(Input.category("b", List.of("x", "z"))),
                List.of(),
                Link.IDENTITY,
                1,
                new double[] {0},
                List.of(new Term(
                        new int[] {0},
                        List.of(new Bins.Levels(new int[] {1, 2}, 3)),
                        new double[] {1, 2, 3},
                        new double[3],
                        new double[3])));
        ModelFolder.save(folder, model, Json.object().build(), new ThresholdDecider(0.5));
        Table rows = new Table(List.of(CategoricalColumn.of("b", List.of("z", "x", "new"))));
        assertThat(ModelFolder.load(folder).model().score(rows).values()).containsExactly(3, 2, 3);
    }

    @Test
    void refusesHostileContent() throws IOException {
        ModelFolder.save(folder, MODEL, Json.object().build(), new ThresholdDecider(0.5));
        String whole = Files.readString(folder.resolve("model.json"));
        String tight = whole.replaceAll("\\s+", "");
        for (String[] change : new String[][] {
            {"\"outputs\":1", "\"outputs\":1e9"},
            {"\"outputs\":1", "\"outputs\":-1"},
            {"[1.5]", "[1.5,1e999]"},
            {"[1.5]", "[1.5,1.5]"},
            {"\"max\":3", "\"max\":-3"},
            {"[1,2]", "[1,2000000000]"},
            {"[1,2]", "[1,0]"},
            {"[1,2]", "[1]"},
            {"\"inputs\":[0]", "\"inputs\":[7]"},
            {"\"inputs\":[0]", "\"inputs\":[0,0]"},
            {"\"name\":\"b\"", "\"name\":\"a\""},
            {"\"z\"", "\"</script>\""},
            {"\"kind\":\"number\"", "\"kind\":\"graph\""},
            {"[\"no\",\"yes\"]", "[\"yes\",\"yes\"]"},
            {"[1.5]", "[".repeat(5000)},
            {"[1.5]", "[" + "1e-9,".repeat(3) + "1]"}
        }) {
            assertThat(tight).contains(change[0]);
            Files.writeString(folder.resolve("model.json"), tight.replace(change[0], change[1]));
            assertThatThrownBy(() -> ModelFolder.load(folder)).as(change[1]).hasMessageStartingWith("CND-M012");
        }
    }

    @Test
    void refusesADamagedFolderWithACodeWhereverItIsDamaged() throws IOException {
        ModelFolder.save(folder, MODEL, Json.object().build(), new ThresholdDecider(0.5));
        String whole = Files.readString(folder.resolve("model.json"));
        for (int cut = 0; cut < whole.length() - 2; cut += 7) {
            Files.writeString(folder.resolve("model.json"), whole.substring(0, cut));
            assertThatThrownBy(() -> ModelFolder.load(folder))
                    .isInstanceOf(CandorException.class)
                    .hasMessageStartingWith("CND-M01");
        }
        for (int flip = 0; flip < whole.length(); flip += 3) {
            char[] chars = whole.toCharArray();
            chars[flip] ^= 1;
            Files.writeString(folder.resolve("model.json"), new String(chars));
            try {
                ModelFolder.load(folder);
            } catch (CandorException expected) {
                assertThat(expected.code()).startsWith("CND-M0");
            }
        }
        Files.writeString(folder.resolve("model.json"), whole.replace("\"version\": 1", "\"version\": 2"));
        assertThatThrownBy(() -> ModelFolder.load(folder)).hasMessageStartingWith("CND-M011");
        Files.delete(folder.resolve("model.json"));
        assertThatThrownBy(() -> ModelFolder.load(folder)).hasMessageStartingWith("CND-M010");
    }
}
