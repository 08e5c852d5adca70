package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.core.model.ThresholdDecider;
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

class LightgbmFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two",
                "sigmoid",
                "entropy",
                "three",
                "ova",
                "forest",
                "forest-three",
                "regression",
                "regression_l1",
                "huber",
                "fair",
                "quantile",
                "mape",
                "poisson",
                "gamma",
                "tweedie",
                "dart",
                "no-missing",
                "zeros",
                "constant",
                "categories",
                "codes",
                "adult",
                "old-2-1-2-two",
                "old-2-1-2-three",
                "old-2-1-2-categories",
                "old-2-3-1-two",
                "old-2-3-1-three",
                "old-2-3-1-categories",
                "old-3-3-5-two",
                "old-3-3-5-three",
                "old-3-3-5-categories"
            })
    void leavesAddUpToThePeersRawScore(String name) {
        LightgbmFixture fixture = LightgbmFixture.of(name);
        TreeEnsemble model = fixture.model();
        double[][] expected = fixture.scores();
        double factor = name.equals("sigmoid") ? 1.7 : name.equals("ova") ? 1.3 : 1;
        if (name.startsWith("forest"))
            factor = model.outputs() / (double) model.trees().count();
        RowEncoder encoder = new RowEncoder(model.inputs(), fixture.rows());
        double[] row = new double[model.inputs().size()];
        for (int i = 0; i < expected.length; i++) {
            encoder.encode(i, row);
            for (int k = 0; k < model.outputs(); k++) {
                assertThat(model.additiveScore(row, k))
                        .as("%s, row %d", name, i)
                        .isCloseTo(expected[i][k] * factor, within(1e-12));
            }
        }
        predictsAsThePeer(model, fixture.rows(), expected, name);
    }

    private static void predictsAsThePeer(TreeEnsemble model, Table rows, double[][] expected, String name) {
        Scores scores = model.score(rows);
        for (int i = 0; i < expected.length; i++) {
            for (int k = 0; k < scores.outputs(); k++) {
                double value = expected[i][expected[i].length - scores.outputs() + k];
                assertThat(scores.get(i, k))
                        .as("%s, row %d", name, i)
                        .isCloseTo(value, within(1e-12 * Math.max(1, Math.abs(value))));
            }
        }
    }

    @Test
    void softmaxOfTwoClassesIsOneLogOdds() {
        LightgbmFixture fixture = LightgbmFixture.of("softmax-two");
        TreeEnsemble model = fixture.model();
        assertThat(model.task()).isEqualTo(Task.BINARY);
        assertThat(model.link()).isEqualTo(Link.LOGIT);
        predictsAsThePeer(model, fixture.rows(), fixture.scores(), "softmax-two");
    }

    @Test
    void readsTasksLinksClassesAndCovers() {
        TreeEnsemble two = LightgbmFixture.of("two").model();
        assertThat(two.task()).isEqualTo(Task.BINARY);
        assertThat(two.classes()).containsExactly("0", "1");
        assertThat(two.inputs()).containsExactly(Input.number("a"), Input.number("b"), Input.number("c"));
        assertThat(two.target()).isEqualTo("target");
        assertThat(two.trees().cover()[0]).isEqualTo(500);
        assertThat(two.trees().zeroMissing()).isEmpty();
        assertThat(LightgbmFixture.of("zeros").model().trees().zeroMissing()).contains(true);
        TreeEnsemble three = LightgbmFixture.of("three").model();
        assertThat(three.link()).isEqualTo(Link.SOFTMAX);
        assertThat(three.classes()).hasSize(3);
        TreeEnsemble ova = LightgbmFixture.of("ova").model();
        assertThat(ova.link()).isEqualTo(Link.LOGIT);
        assertThat(ova.task()).isEqualTo(Task.MULTICLASS);
        assertThat(LightgbmFixture.of("poisson").model().link()).isEqualTo(Link.LOG);
        assertThat(LightgbmFixture.of("huber").model().task()).isEqualTo(Task.REGRESSION);
    }

    @Test
    void categoriesAreCalledAsPandasCalledThemOrByTheirCodes() {
        List<Input> named = LightgbmFixture.of("categories").model().inputs();
        assertThat(named.get(0)).isEqualTo(Input.number("x"));
        assertThat(named.get(1).levels()).containsExactly("blau", "grün", "rouge", "weiß");
        assertThat(named.get(2).levels()).hasSize(90).startsWith("0", "2");
        List<Input> coded = LightgbmFixture.of("codes").model().inputs();
        assertThat(coded.get(1).levels()).containsExactly("0", "1", "2", "3");
        assertThat(coded.get(2).levels()).containsExactly("3", "5", "11", "200");
    }

    @Test
    void whatIsReadIsSavedAndLoadedAsItWas() throws IOException {
        for (String name : List.of("zeros", "categories")) {
            LightgbmFixture fixture = LightgbmFixture.of(name);
            Path saved = folder.resolve(name);
            ModelFolder.save(saved, fixture.model(), Json.object().build(), new ThresholdDecider(0.5));
            TreeEnsemble again = (TreeEnsemble) ModelFolder.load(saved).model();
            assertThat(again.trees().zeroMissing())
                    .isEqualTo(fixture.model().trees().zeroMissing());
            assertThat(again.score(fixture.rows()).values())
                    .isEqualTo(fixture.model().score(fixture.rows()).values());
        }
    }

    @Test
    void isFoundByItsContentWhateverItsName() throws IOException {
        Path named = Files.copy(LightgbmFixture.of("two").file(".txt"), folder.resolve("model.bin"));
        SavedModel loaded = Models.load(named);
        assertThat(loaded.model()).isInstanceOf(TreeEnsemble.class);
        assertThat(loaded.provenance().text("format")).isEqualTo("LightGBM");
        for (String other : List.of("", "tree", "tree\n", "trees\nversion=v4", "{}", "a,b\n1,2\n")) {
            assertThat(new LightgbmFile().accepts(Files.writeString(folder.resolve("other"), other)))
                    .as(other)
                    .isFalse();
        }
        String windows = SMALL.replace("\n", "\r\n");
        assertThat(Models.load(Files.writeString(folder.resolve("windows"), windows))
                        .model())
                .isInstanceOf(TreeEnsemble.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused-linear", "refused-rank", "refused-sqrt", "refused-lambda", "refused-names"})
    void modelsOfOtherKindsAreRefused(String name) {
        assertThatThrownBy(() -> LightgbmFixture.of(name).model())
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith("CND-M041");
    }

    private static final String SMALL = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=1
            objective=regression
            feature_names=a b
            feature_infos=[-1:3] 2:0:70
            tree_sizes=400

            Tree=0
            num_leaves=3
            num_cat=1
            split_feature=0 1
            split_gain=1 1
            threshold=0.5 0
            decision_type=8 1
            left_child=-1 -2
            right_child=1 -3
            leaf_value=-1 2 3.5
            leaf_count=2 1 2
            internal_value=0 0
            internal_count=5 3
            cat_boundaries=0 3
            cat_threshold=1 0 64
            is_linear=0
            shrinkage=1


            end of trees

            parameters:
            [boosting: gbdt]
            end of parameters

            pandas_categorical:null
            """;

    private TreeEnsemble parse(String text) throws IOException {
        return new LightgbmFile().read(Files.writeString(folder.resolve("m.txt"), text));
    }

    private double[] scores(String text, String rows) throws IOException {
        return parse(text)
                .score(CsvReader.read(Files.writeString(folder.resolve("rows.csv"), rows)))
                .values();
    }

    @Test
    void categoriesOfTheSetGoLeftMissingAndUnseenRight() throws IOException {
        assertThat(parse(SMALL).inputs().get(1).levels()).containsExactly("0", "2", "70");
        assertThat(scores(SMALL, "a,b\n0.5,0\n0.6,0\n0.6,70\n0.6,2\n0.6,\n0.6,99\n,0\n"))
                .containsExactly(-1, 2, 2, 3.5, 3.5, 3.5, 2);
    }

    @Test
    void whatIsMissingAndWhereItGoesIsANodesOwn() throws IOException {
        String rows = "a,b\n-1,2\n0,2\n,2\n1e-36,2\n1,2\n";
        String negative = SMALL.replace("threshold=0.5", "threshold=-0.5");
        assertThat(scores(negative.replace("=8 1", "=0 1"), rows)).containsExactly(-1, 3.5, 3.5, 3.5, 3.5);
        assertThat(scores(negative.replace("=8 1", "=2 1"), rows)).containsExactly(-1, 3.5, 3.5, 3.5, 3.5);
        assertThat(scores(negative.replace("=8 1", "=4 1"), rows)).containsExactly(-1, 3.5, 3.5, 3.5, 3.5);
        assertThat(scores(negative.replace("=8 1", "=6 1"), rows)).containsExactly(-1, -1, -1, -1, 3.5);
        assertThat(scores(negative.replace("=8 1", "=10 1"), rows)).containsExactly(-1, 3.5, -1, 3.5, 3.5);
        assertThat(scores(SMALL.replace("=8 1", "=0 1"), rows)).containsExactly(-1, -1, -1, -1, 3.5);
        assertThat(scores(SMALL.replace("=8 1", "=4 1"), rows)).containsExactly(-1, 3.5, 3.5, 3.5, 3.5);
        assertThat(scores(SMALL, rows)).containsExactly(-1, -1, 3.5, -1, 3.5);
    }

    private void refused(String code, String from, String to) {
        assertThat(SMALL).contains(from);
        assertThatThrownBy(() -> parse(SMALL.replace(from, to)))
                .as("%s -> %s", from, to.length() > 100 ? to.substring(0, 100) : to)
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith(code);
    }

    @Test
    void refusesHostileFilesWithACode() {
        String damaged = "CND-M040";
        refused(damaged, "left_child=-1 -2", "left_child=0 -2");
        refused(damaged, "left_child=-1 -2", "left_child=-4 -2");
        refused(damaged, "left_child=-1 -2", "left_child=-2 -2");
        refused(damaged, "left_child=-1 -2", "left_child=7 -2");
        refused(damaged, "left_child=-1 -2", "left_child=-1");
        refused(damaged, "left_child=-1 -2", "left_child=-1 -2 -3");
        refused(damaged, "left_child=-1 -2", "left_child=-1 x");
        refused(damaged, "left_child=-1 -2", "left_child=-1 99999999999");
        refused(damaged, "left_child=-1 -2\n", "");
        refused(damaged, "num_leaves=3", "num_leaves=2000000000");
        refused(damaged, "num_leaves=3", "num_leaves=0");
        refused(damaged, "num_leaves=3", "num_leaves=-5");
        refused(damaged, "num_leaves=3", "num_leaves=3\nnum_leaves=3");
        refused(damaged, "split_feature=0 1", "split_feature=0 2");
        refused(damaged, "split_feature=0 1", "split_feature=-1 1");
        refused(damaged, "split_feature=0 1", "split_feature=1 1");
        refused(damaged, "threshold=0.5 0", "threshold=nan 0");
        refused(damaged, "threshold=0.5 0", "threshold=0.5 1");
        refused(damaged, "threshold=0.5 0", "threshold=0.5 -1");
        refused(damaged, "threshold=0.5 0", "threshold=0.5 0.5");
        refused(damaged, "decision_type=8 1", "decision_type=12 1");
        refused(damaged, "leaf_value=-1 2 3.5", "leaf_value=-1 2 NaN");
        refused(damaged, "leaf_value=-1 2 3.5", "leaf_value=-1 2 1e999");
        refused(damaged, "leaf_count=2 1 2", "leaf_count=2 -1 2");
        refused(damaged, "num_cat=1", "num_cat=-1");
        refused(damaged, "num_cat=1", "num_cat=2147483647");
        refused(damaged, "num_cat=1", "num_cat=0");
        refused(damaged, "cat_boundaries=0 3", "cat_boundaries=0 2000000000");
        refused(damaged, "cat_boundaries=0 3", "cat_boundaries=-1 3");
        refused(damaged, "cat_boundaries=0 3", "cat_boundaries=4 3");
        refused(damaged, "cat_threshold=1 0 64", "cat_threshold=1 0");
        refused(damaged, "feature_names=a b", "feature_names=a a");
        refused(damaged, "feature_names=a b", "feature_names=a");
        refused(damaged, "feature_infos=[-1:3] 2:0:70", "feature_infos=[-1:3] 2:x:70");
        refused(damaged, "max_feature_idx=1", "max_feature_idx=2000000000");
        refused(damaged, "max_feature_idx=1", "max_feature_idx=-2");
        refused(damaged, "num_tree_per_iteration=1", "num_tree_per_iteration=0");
        refused(damaged, "Tree=0", "Tree=1");
        refused(damaged, "end of trees", "end");
        refused(damaged, "pandas_categorical:null", "pandas_categorical:[[");
        refused(damaged, "pandas_categorical:null", "pandas_categorical:7");
        refused(damaged, "pandas_categorical:null", "pandas_categorical:[" + "[".repeat(1000));
        refused(damaged, "pandas_categorical:null", "pandas_categorical:[[" + "\"x\",".repeat(71) + "\"x\"]]");
        refused(damaged, "objective=regression", "objective=binary sigmoid:0");
        refused(damaged, "objective=regression", "objective=multiclass num_class:1");
        String other = "CND-M041";
        refused(other, "version=v4", "version=v9");
        refused(other, "objective=regression", "objective=lambdarank");
        refused(other, "is_linear=0", "is_linear=1");
        refused(other, "pandas_categorical:null", "pandas_categorical:[[1,2],[3,4]]");
        refused(other, "pandas_categorical:null", "pandas_categorical:[[1,2]]");
    }

    @Test
    void aDeepTreeIsReadWithoutRecursion() throws IOException {
        int inner = 100_000;
        StringBuilder left = new StringBuilder();
        StringBuilder right = new StringBuilder();
        for (int i = 0; i < inner; i++) {
            left.append(i == 0 ? "" : " ").append(~i);
            right.append(i == 0 ? "" : " ").append(i + 1 < inner ? i + 1 : ~inner);
        }
        String zeros = "0 ".repeat(inner);
        String deep = SMALL.replace("num_leaves=3", "num_leaves=" + (inner + 1))
                .replace("split_feature=0 1", "split_feature=" + zeros)
                .replace("threshold=0.5 0\n", "threshold=" + zeros + "\n")
                .replace("decision_type=8 1", "decision_type=" + zeros)
                .replace("left_child=-1 -2", "left_child=" + left)
                .replace("right_child=1 -3", "right_child=" + right)
                .replace("leaf_value=-1 2 3.5", "leaf_value=" + zeros + "1")
                .replace("leaf_count=2 1 2\n", "")
                .replace("internal_count=5 3\n", "");
        TreeEnsemble model = parse(deep);
        assertThat(model.trees().feature()).hasSize(2 * inner + 1);
        assertThat(model.additiveScore(new double[] {1, 0}, 0)).isEqualTo(1);
        assertThat(model.trees().cover()[0]).isNaN();
    }

    @Test
    void anyDamageIsReadOrRefusedButNeverAStackTrace() throws IOException {
        for (String whole : List.of("categories.txt", "three.txt", "zeros.txt", "old-2-1-2-two.txt")) {
            byte[] bytes = Files.readAllBytes(LightgbmFixture.FOLDER.resolve(whole));
            byte[] marks = "= \n-0e[]:Tv".getBytes(StandardCharsets.US_ASCII);
            Random random = new Random(4);
            for (int i = 0; i < 600; i++) {
                byte[] damaged = bytes.clone();
                for (int flips = 0; flips <= i % 3; flips++) {
                    int at = random.nextInt(damaged.length);
                    damaged[at] = i % 2 == 0
                            ? (byte) (damaged[at] ^ 1 << random.nextInt(8))
                            : marks[random.nextInt(marks.length)];
                }
                if (i % 5 == 0) damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
                try {
                    new LightgbmFile().read(Files.write(folder.resolve("damaged"), damaged));
                } catch (CandorException expected) {
                    assertThat(expected.code()).isIn("CND-M040", "CND-M041");
                }
            }
        }
    }
}
