package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Link;
import io.candor.core.model.Model;
import io.candor.core.model.RuleList;
import io.candor.core.model.Task;
import io.candor.core.model.ThresholdDecider;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linear models, trees and rule lists keep every bit, and a file that was tampered with is refused or still a model. */
class GlassBoxFolderTest {
    @TempDir
    Path folder;

    private static final List<Input> INPUTS =
            List.of(Input.number("a"), Input.category("b", List.of("</script>", "z")));

    private static final LinearModel LINEAR = new LinearModel(
            Task.BINARY,
            "y",
            INPUTS,
            List.of("no", "yes"),
            Link.LOGIT,
            1,
            new double[] {-0.1},
            List.of(
                    new LinearModel.Slope(new double[] {1 / 3.0}, 2, 1, new double[] {5e-324}, 1),
                    new LinearModel.Levels(
                            new double[] {1, -1}, new double[] {0.25}, new double[] {0}, new double[] {3, 3}, 1)),
            7,
            Optional.of(new LinearModel.Intervals(
                    "Wald, normal",
                    new double[] {1, 1, Double.NaN, 1, 1, 1},
                    new double[] {-1, -1, Double.NaN, -1, -1, -1},
                    new double[] {1, 1, Double.NaN, 1, 1, 1})));

    /** a ≤ 1.5 → 0.1; else b in {z} (or missing) → 0.7, else 1/3. */
    private static final TreeEnsemble TREE = new TreeEnsemble(
            Task.BINARY,
            "y",
            INPUTS,
            List.of("no", "yes"),
            Link.IDENTITY,
            new double[1],
            new Trees(
                    new int[] {0},
                    new int[] {0, -1, 1, -1, -1},
                    new double[] {1.5, 0, 0, 0, 0},
                    new int[] {1, 0, 3, 0, 0},
                    new int[] {2, 0, 4, 0, 0},
                    new boolean[] {false, false, true, false, false},
                    new int[] {-1, -1, 0, -1, -1},
                    new long[] {0b10},
                    new double[] {10, 4, 6, 3, Double.NaN},
                    new double[] {0, 0.1, 0, 0.7, 1 / 3.0},
                    1,
                    new int[] {-1},
                    Trees.Comparison.LESS_OR_EQUAL,
                    Trees.Precision.DOUBLE),
            false);

    private static final RuleList RULES = new RuleList(
            Task.BINARY,
            "y",
            INPUTS,
            List.of("no", "yes"),
            List.of(
                    new RuleList.Rule(
                            List.of(
                                    new RuleList.Between(0, 1 / 3.0, Double.POSITIVE_INFINITY, false),
                                    new RuleList.Among(1, new int[] {1}, true, true)),
                            new double[] {0.75},
                            12,
                            Optional.of(new RuleList.Check("Wilson", new double[] {0.5}, new double[] {0.9}, 9))),
                    new RuleList.Rule(List.of(new RuleList.Missing(0)), new double[] {0.5}, 3, Optional.empty()),
                    new RuleList.Rule(List.of(), new double[] {0.1}, 30, Optional.empty())));

    static List<Model> models() {
        return List.of(LINEAR, TREE, RULES);
    }

    private static Table rows() {
        return new Table(List.of(
                new NumericColumn("a", new double[] {1, 2, Double.NaN, -7, 1e9}),
                CategoricalColumn.of("b", Arrays.asList("z", "</script>", "new", null, "z"))));
    }

    @Test
    void scoresTheSameBitsAfterSavingAndLoading() {
        for (Model model : models()) {
            SavedModel saved = ModelFolder.save(folder, model, Json.object().build(), new ThresholdDecider(0.4));
            SavedModel loaded = ModelFolder.load(folder);
            assertThat(loaded.model()).isInstanceOf(model.getClass());
            assertThat(loaded.model().score(rows()).values())
                    .containsExactly(model.score(rows()).values());
            assertThat(loaded.digest()).isEqualTo(saved.digest());
            Path again = folder.resolveSibling("again-" + folder.getFileName());
            assertThat(ModelFolder.save(again, loaded.model(), Json.object().build(), new ThresholdDecider(0.4))
                            .digest())
                    .isEqualTo(saved.digest());
        }
    }

    @Test
    void refusesADamagedFolderWithACodeWhereverItIsDamaged() throws IOException {
        for (Model model : models()) {
            ModelFolder.save(folder, model, Json.object().build(), new ThresholdDecider(0.5));
            String whole = Files.readString(folder.resolve("model.json"));
            for (int cut = 0; cut < whole.length() - 2; cut += 7) {
                Files.writeString(folder.resolve("model.json"), whole.substring(0, cut));
                assertThatThrownBy(() -> ModelFolder.load(folder))
                        .isInstanceOf(CandorException.class)
                        .hasMessageStartingWith("CND-M01");
            }
            for (int flip = 0; flip < whole.length(); flip++) {
                char[] chars = whole.toCharArray();
                chars[flip] ^= 1;
                refusedOrScoring(new String(chars));
            }
        }
    }

    /** Replaces every value of the content by each of some hostile ones. */
    @Test
    void hostileValuesAreRefusedOrStillGiveAModelThatEnds() throws IOException {
        List<Json> hostile = List.of(
                Json.of(-1),
                Json.of(1e18),
                Json.of(0.5),
                Json.of(1e308),
                Json.NULL,
                Json.of("x"),
                Json.array(List.of()),
                Json.numbers(1e6, -3, 2, 2, 2),
                Json.object().build());
        for (Model model : models()) {
            ModelFolder.save(folder, model, Json.object().build(), new ThresholdDecider(0.5));
            Json.Obj whole = (Json.Obj) JsonText.read(folder.resolve("model.json"));
            int places = count(whole.object("content"));
            for (int place = 0; place < places; place++) {
                for (Json value : hostile) {
                    int[] left = {place};
                    Json.Builder changed = Json.object();
                    whole.members().forEach(changed::put);
                    changed.put("content", replace(whole.object("content"), left, value));
                    refusedOrScoring(CanonicalJson.pretty(changed.build()));
                }
            }
        }
    }

    private void refusedOrScoring(String text) throws IOException {
        Files.writeString(folder.resolve("model.json"), text);
        Model model;
        try {
            model = ModelFolder.load(folder).model();
        } catch (CandorException expected) {
            assertThat(expected.code()).as(text).startsWith("CND-M0");
            return;
        }
        try {
            assertThat(model.score(rows()).rows()).isEqualTo(5);
        } catch (CandorException otherInputs) {
            assertThat(otherInputs.code()).startsWith("CND-M0");
        }
    }

    private static int count(Json json) {
        int n = 1;
        if (json instanceof Json.Obj o) for (Json v : o.members().values()) n += count(v);
        if (json instanceof Json.Arr a) for (Json v : a.items()) n += count(v);
        return n;
    }

    private static Json replace(Json json, int[] left, Json value) {
        if (left[0]-- == 0) return value;
        if (json instanceof Json.Obj o) {
            Json.Builder out = Json.object();
            for (Map.Entry<String, Json> m : o.members().entrySet())
                out.put(m.getKey(), replace(m.getValue(), left, value));
            return out.build();
        }
        if (json instanceof Json.Arr a) {
            List<Json> items = new ArrayList<>();
            for (Json v : a.items()) items.add(replace(v, left, value));
            return Json.array(items);
        }
        return json;
    }
}
