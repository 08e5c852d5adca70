package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.DrawDecider;
import io.candor.core.model.Input;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Link;
import io.candor.core.model.MixtureModel;
import io.candor.core.model.Model;
import io.candor.core.model.RowDraws;
import io.candor.core.model.RuleList;
import io.candor.core.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixtureFolderTest {
    @TempDir
    Path folder;

    private static MixtureModel mixture() {
        List<String> classes = List.of("no", "yes");
        Model slope = new LinearModel(
                Task.BINARY,
                "y",
                List.of(Input.number("a")),
                classes,
                Link.LOGIT,
                1,
                new double[] {-1},
                List.of(new LinearModel.Slope(new double[] {0.7}, 1, 1, new double[] {2}, 0)),
                10,
                Optional.empty());
        Model constant = new RuleList(
                Task.BINARY,
                "y",
                List.of(),
                classes,
                List.of(new RuleList.Rule(List.of(), new double[] {1}, 10, Optional.empty())));
        return new MixtureModel(List.of(slope, constant), new double[] {2 / 3.0, 1 / 3.0}, new double[] {0.5, 0.5});
    }

    /** A member that says the same of every row reads nothing, and is kept all the same. */
    @Test
    void scoresTheSameBitsAfterSavingAndLoading() {
        MixtureModel model = mixture();
        DrawDecider decider = new DrawDecider(new RowDraws("key", List.of("a")));
        SavedModel saved = ModelFolder.save(folder, model, Json.object().build(), decider);
        SavedModel loaded = ModelFolder.load(folder);
        Table rows = new Table(List.of(new NumericColumn("a", new double[] {-3, 2, 4, Double.NaN})));
        assertThat(loaded.model().score(rows).values())
                .containsExactly(model.score(rows).values())
                .contains(1 / 3.0);
        assertThat(loaded.decider().decide(loaded.model().score(rows), rows))
                .isEqualTo(decider.decide(model.score(rows), rows));
        assertThat(loaded.digest()).isEqualTo(saved.digest());
    }

    @Test
    void refusesADamagedMixture() throws IOException {
        ModelFolder.save(folder, mixture(), Json.object().build(), new DrawDecider(new RowDraws("key", List.of("a"))));
        String tight = Files.readString(folder.resolve("model.json")).replaceAll("\\s+", "");
        for (String[] change : new String[][] {
            {"\"weights\":[0.6666666666666666,", "\"weights\":[0.9,"},
            {"\"weights\":[0.6666666666666666,", "\"weights\":[-0.6666666666666666,"},
            {"\"weights\":[0.6666666666666666,", "\"weights\":["},
            {"\"cuts\":[0.5,", "\"cuts\":["},
            {"\"kind\":\"rules\"", "\"kind\":\"mixture\""},
            {"\"kind\":\"rules\"", "\"kind\":\"nothing\""}
        }) {
            assertThat(tight).contains(change[0]);
            Files.writeString(folder.resolve("model.json"), tight.replace(change[0], change[1]));
            assertThatThrownBy(() -> ModelFolder.load(folder)).as(change[1]).hasMessageStartingWith("CND-M012");
        }
    }
}
