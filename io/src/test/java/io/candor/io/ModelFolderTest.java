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
