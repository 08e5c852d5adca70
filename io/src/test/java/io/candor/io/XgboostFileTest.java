package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;
import io.candor.core.model.ThresholdDecider;
import io.candor.core.model.TreeEnsemble;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
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

class XgboostFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two",
                "raw",
                "three",
                "vectors",
                "value",
                "poisson",
                "gamma",
                "tweedie",
                "huber",
                "quantile",
                "dart",
                "forest",
                "pruned",
                "unnamed",
                "categories",
                "sets",
                "old-1-7-6-two",
                "old-1-7-6-dart",
                "old-2-1-4-two",
                "old-2-1-4-vectors",
                "old-2-1-4-codes",
                "old-3-0-4-two",
                "old-3-0-4-vectors",
                "old-3-0-4-codes",
            })
    void leavesAddUpToThePeersMarginBitByBit(String name) {
        XgboostFixture fixture = XgboostFixture.of(name);
        TreeEnsemble model = fixture.model();
        double[][] expected = fixture.scores();
        float[][] margins = XgboostFixture.margins(model, fixture.rows());
        assertThat(margins.length).isEqualTo(expected.length);
        for (int i = 0; i < margins.length; i++) {
            for (int k = 0; k < margins[i].length; k++) {
                assertThat((double) margins[i][k]).as("%s, row %d", name, i).isEqualTo(expected[i][k]);
            }
        }
        predictsAsThePeer(model, fixture.rows(), expected, name);
    }

    private static void predictsAsThePeer(TreeEnsemble model, Table rows, double[][] expected, String name) {
        if (name.equals("raw")) return; // there the peer's prediction is the margin
        Scores scores = model.score(rows);
        for (int i = 0; i < expected.length; i++) {
            for (int k = 0; k < scores.outputs(); k++) {
                double value = expected[i][expected[i].length - scores.outputs() + k];
                assertThat(scores.get(i, k))
                        .as("%s, row %d", name, i)
                        .isCloseTo(value, within(3e-6 * Math.max(1, Math.abs(value))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"old-2-1-4-dart", "old-3-0-4-dart"})
    void olderDroppedTreesAgreeToAFloatsRounding(String name) {
        XgboostFixture fixture = XgboostFixture.of(name);
        predictsAsThePeer(fixture.model(), fixture.rows(), fixture.scores(), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"softmax-two", "vectors-two"})
    void softmaxOfTwoClassesIsOneLogOdds(String name) {
        XgboostFixture fixture = XgboostFixture.of(name);
        TreeEnsemble model = fixture.model();
        assertThat(model.task()).isEqualTo(Task.BINARY);
        assertThat(model.link()).isEqualTo(Link.LOGIT);
        predictsAsThePeer(model, fixture.rows(), fixture.scores(), name);
    }

    @Test
    void textAndBinaryHoldTheSameModel() throws IOException {
        for (String name : List.of("two", "three", "categories")) {
            XgboostFixture fixture = XgboostFixture.of(name);
            assertThat(new XgboostFile().accepts(fixture.file(".ubj"))).isTrue();
            TreeEnsemble binary = new XgboostFile().read(fixture.file(".ubj"));
            assertThat(saved(binary, name + "-binary")).isEqualTo(saved(fixture.model(), name + "-text"));
        }
    }

    private byte[] saved(TreeEnsemble model, String name) throws IOException {
        Path saved = folder.resolve(name);
        ModelFolder.save(saved, model, Json.object().build(), new ThresholdDecider(0.5));
        Model again = ModelFolder.load(saved).model();
        assertThat(((TreeEnsemble) again).trees().cover())
                .containsExactly(model.trees().cover());
        return Files.readAllBytes(saved.resolve("model.json"));
    }

    @Test
    void readsTasksLinksAndClasses() {
        TreeEnsemble two = XgboostFixture.of("two").model();
        assertThat(two.task()).isEqualTo(Task.BINARY);
        assertThat(two.classes()).containsExactly("0", "1");
        assertThat(two.inputs()).containsExactly(Input.number("a"), Input.number("b"), Input.number("c"));
        assertThat(two.target()).isEqualTo("target");
        assertThat(XgboostFixture.of("raw").model().scale()).isEqualTo(Scores.Scale.PROBABILITY);
        assertThat(XgboostFixture.of("three").model().link()).isEqualTo(Link.SOFTMAX);
        assertThat(XgboostFixture.of("three").model().classes()).hasSize(3);
        assertThat(XgboostFixture.of("vectors").model().trees().width()).isEqualTo(3);
        assertThat(XgboostFixture.of("poisson").model().link()).isEqualTo(Link.LOG);
        assertThat(XgboostFixture.of("value").model().link()).isEqualTo(Link.IDENTITY);
        TreeEnsemble value = XgboostFixture.of("value").model();
        assertThat(value.trees().cover()[0]).as("all weight reaches the root").isGreaterThan(400);
    }

    @Test
    void categoriesAreTheFilesOwnOrTheCodesThatSplitsName() throws IOException {
        List<Input> inputs = XgboostFixture.of("categories").model().inputs();
        assertThat(inputs.get(0)).isEqualTo(Input.number("x"));
        assertThat(inputs.get(1).levels()).containsExactlyInAnyOrder("rouge", "grün", "blau", "weiß");
        assertThat(inputs.get(2).levels()).containsExactly("3", "5", "11");
        assertThat(inputs.get(3).levels()).hasSizeGreaterThan(64);
        Input codes = XgboostFixture.of("old-2-1-4-codes").model().inputs().get(1);
        assertThat(codes.kind()).isEqualTo(Input.Kind.CATEGORY);
        assertThat(List.of("0", "1", "2", "3")).containsAll(codes.levels());
    }

    @Test
    void aTrainersNamesStandForFeaturesAndClasses() throws IOException {
        byte[] model = Files.readAllBytes(XgboostFixture.of("two").file(".ubj"));
        List<Input> inputs = List.of(Input.number("x"), Input.number("y"), Input.number("z"));
        TreeEnsemble read = XgboostFile.read(model, "risk", List.of("low", "high"), inputs);
        assertThat(read.inputs()).isEqualTo(inputs);
        assertThat(read.classes()).containsExactly("low", "high");
        assertThat(read.target()).isEqualTo("risk");
        assertThatThrownBy(() -> XgboostFile.read(model, "risk", List.of("low", "high"), inputs.subList(0, 2)))
                .hasMessageStartingWith("CND-M024");
    }

    @Test
    void isFoundByItsContentWhateverItsName() throws IOException {
        Path named = Files.copy(XgboostFixture.of("two").file(".ubj"), folder.resolve("model.bin"));
        SavedModel loaded = Models.load(named);
        assertThat(loaded.model()).isInstanceOf(TreeEnsemble.class);
        assertThat(loaded.provenance().text("format")).isEqualTo("XGBoost");
        for (String other : List.of("", "{", "[]", "{}", "{\"version\":[3,0,0]}", "{\"version\":\"1.0\",\"ebm\":{}}")) {
            assertThat(new XgboostFile().accepts(Files.writeString(folder.resolve("other"), other)))
                    .as(other)
                    .isFalse();
        }
        String turned = SMALL.replace("{\"learner\"", "{\"version\":[1,0,0],\"learner\"");
        assertThat(new XgboostFile().accepts(Files.writeString(folder.resolve("turned"), turned)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused-linear", "refused-rank", "refused-hinge", "refused-quantiles", "refused-targets"})
    void modelsOfOtherKindsAreRefused(String name) {
        assertThatThrownBy(() -> XgboostFixture.of(name).model())
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith("CND-M025");
    }

    private static final String SMALL =
            "{\"learner\":{\"feature_names\":[\"a\",\"b\"],\"feature_types\":[\"float\",\"c\"],"
                    + "\"gradient_booster\":{\"model\":{\"trees\":[{\"left_children\":[1,-1,3,-1,-1],"
                    + "\"right_children\":[2,-1,4,-1,-1],\"split_indices\":[0,0,1,0,0],\"default_left\":[true,false,false,0,0],"
                    + "\"split_conditions\":[0.5,-1,NaN,2,3.5],\"split_type\":[0,0,1,0,0],\"sum_hessian\":[5,2,3,1,2],"
                    + "\"categories\":[0,70],\"categories_nodes\":[2],\"categories_segments\":[0],\"categories_sizes\":[2]}],"
                    + "\"tree_info\":[0]},\"name\":\"gbtree\"},"
                    + "\"learner_model_param\":{\"base_score\":\"1E0\",\"num_class\":\"0\",\"num_feature\":\"2\"},"
                    + "\"objective\":{\"name\":\"reg:squarederror\"}},\"version\":[1,6,0]}";

    private TreeEnsemble parse(String json) throws IOException {
        return new XgboostFile().read(Files.writeString(folder.resolve("m.json"), json));
    }

    @Test
    void listedCategoriesGoRightMissingByTheDefaultAndUnseenLeft() throws IOException {
        Files.writeString(folder.resolve("rows.csv"), "a,b\n0.4,0\n0.5,0\n,0\n1,70\n1,1\n1,\n1,x\n");
        assertThat(parse(SMALL)
                        .score(CsvReader.read(folder.resolve("rows.csv")))
                        .values())
                .containsExactly(0, 4.5, 0, 4.5, 3, 4.5, 3);
    }

    @Test
    void anInfiniteThresholdSplitsOffTheMissing() throws IOException {
        Files.writeString(folder.resolve("rows.csv"), "a,b\n-1e30,1\n,1\n1e30,1\n");
        Table rows = CsvReader.read(folder.resolve("rows.csv"));
        assertThat(parse(SMALL.replace("[0.5,", "[-Infinity,")).score(rows).values())
                .containsExactly(3, 0, 3);
        assertThat(parse(SMALL.replace("[0.5,", "[Infinity,")).score(rows).values())
                .containsExactly(0, 0, 0);
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
        String damaged = "CND-M024";
        refused(damaged, "[1,-1,3,-1,-1]", "[1,-1,0,-1,-1]");
        refused(damaged, "[1,-1,3,-1,-1]", "[1,-1,2,-1,-1]");
        refused(damaged, "[1,-1,3,-1,-1]", "[1,-1,4,-1,-1]");
        refused(damaged, "[1,-1,3,-1,-1]", "[1,-1,5,-1,-1]");
        refused(damaged, "[1,-1,3,-1,-1]", "[1,-1,3,-1]");
        refused(damaged, "[1,-1,3,-1,-1]", "[]");
        refused(damaged, "[1,-1,3,-1,-1]", "[1,-1,2.5,-1,-1]");
        refused(damaged, "[1,-1,3,-1,-1]", "[1,-1,3e9,-1,-1]");
        refused(damaged, "[1,-1,3,-1,-1]", "[1,-1,[3],-1,-1]");
        refused(damaged, "[1,-1,3,-1,-1]", "7");
        refused(damaged, "[1,-1,3,-1,-1]", "[".repeat(100_000));
        refused(damaged, "[2,-1,4,-1,-1]", "[2,-1,-1,-1,-1]");
        refused(damaged, "\"split_indices\":[0,", "\"split_indices\":[2,");
        refused(damaged, "\"split_indices\":[0,", "\"split_indices\":[-1,");
        refused(damaged, "\"split_indices\":[0,", "\"split_indices\":[1,");
        refused(damaged, "[0.5,", "[NaN,");
        refused(damaged, ",2,3.5]", ",2,NaN]");
        refused(damaged, ",2,3.5]", ",2,Infinity]");
        refused(damaged, ",2,3.5]", ",2,1e99]");
        refused(damaged, ",2,3.5]", ",2,\"x\"]");
        refused(damaged, "\"sum_hessian\":[5,", "\"sum_hessian\":[-5,");
        refused(damaged, "\"sum_hessian\":[5,", "\"sum_hessian\":[Infinity,");
        refused(damaged, "[0,70]", "[0,-70]");
        refused(damaged, "[0,70]", "[0]");
        refused(damaged, "\"categories_nodes\":[2]", "\"categories_nodes\":[9]");
        refused(damaged, "\"categories_nodes\":[2]", "\"categories_nodes\":[1]");
        refused(damaged, "\"categories_sizes\":[2]", "\"categories_sizes\":[2147483647]");
        refused(damaged, "\"categories_segments\":[0]", "\"categories_segments\":[-1]");
        refused(damaged, "\"categories_segments\":[0]", "\"categories_segments\":[2147483647]");
        refused(damaged, "\"split_type\":[0,0,1,", "\"split_type\":[0,0,0,");
        refused(damaged, "[\"float\",\"c\"]", "[\"float\",\"float\"]");
        refused(damaged, "[\"float\",\"c\"]", "[\"c\",\"c\"]");
        refused(damaged, "[\"float\",\"c\"]", "[\"float\"]");
        refused(damaged, "[\"a\",\"b\"]", "[\"a\",\"a\"]");
        refused(damaged, "[\"a\",\"b\"]", "[\"a\"]");
        refused(damaged, "\"num_feature\":\"2\"", "\"num_feature\":\"2000000000\"");
        refused(damaged, "\"num_feature\":\"2\"", "\"num_feature\":\"-2\"");
        refused(damaged, "\"num_feature\":\"2\"", "\"num_feature\":\"two\"");
        refused(damaged, "\"tree_info\":[0]", "\"tree_info\":[]");
        refused(damaged, "\"1E0\"", "\"nan\"");
        refused(damaged, "\"1E0\"", "\"\"");
        refused(damaged, "\"1E0\"", "1");
        refused(damaged, "reg:squarederror", "count:poisson\"},\"attributes\":{\"x\":\"y\"},\"attributes\":{\"x\":\"y");
        refused(damaged, "reg:squarederror", "multi:softprob");
        refused(damaged, "\"version\":[1,6,0]}", "\"version\":[1,6,0]} {}");
        refused(damaged, "\"version\":[1,6,0]}", "\"version\":[1,6,0]");
        String other = "CND-M025";
        refused(other, "\"tree_info\":[0]", "\"tree_info\":[1]");
        refused(other, "\"1E0\"", "\"[1,2]\"");
        refused(other, "reg:squarederror", "survival:cox");
        refused(other, "\"name\":\"gbtree\"", "\"name\":\"gblinear\"");
    }

    @Test
    void aBaseScoreThatIsNoProbabilityIsRefused() throws IOException {
        String binary = SMALL.replace("reg:squarederror", "binary:logistic");
        assertThatThrownBy(() -> parse(binary)).hasMessageStartingWith("CND-M024");
        assertThat(parse(binary.replace("1E0", "[2.5E-1]")).base()[0]).isCloseTo(-Math.log(3), within(1e-7));
    }

    @Test
    void aDeepTreeIsReadWithoutRecursion() throws IOException {
        int depth = 200_000;
        StringBuilder left = new StringBuilder("1");
        StringBuilder right = new StringBuilder("2");
        for (int i = 1; i <= 2 * depth; i++) {
            boolean inner = i % 2 == 0 && i < 2 * depth;
            left.append(',').append(inner ? i + 1 : -1);
            right.append(',').append(inner ? i + 2 : -1);
        }
        String zeros = "0,".repeat(2 * depth) + "0";
        String deep = SMALL.replace("[1,-1,3,-1,-1]", "[" + left + "]")
                .replace("[2,-1,4,-1,-1]", "[" + right + "]")
                .replace("[0,0,1,0,0],\"default", "[" + zeros + "],\"default")
                .replace("[true,false,false,0,0]", "[" + zeros + "]")
                .replace("[0.5,-1,NaN,2,3.5]", "[" + zeros + "]")
                .replace("[0,0,1,0,0]", "[]")
                .replace("[5,2,3,1,2]", "[]")
                .replace("\"categories_nodes\":[2],\"categories_segments\":[0],\"categories_sizes\":[2]", "\"x\":0");
        TreeEnsemble model = parse(deep);
        assertThat(model.trees().feature()).hasSize(2 * depth + 1);
        assertThat(model.trees().leaf(0, new double[] {1, 0})).isEqualTo(2 * depth);
    }

    @Test
    void aLengthThatIsClaimedCostsNothing() throws IOException {
        for (String types : List.of("$l#", "$d#", "#", "$Z#", "$C#", "$[#")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            name(open(out), "learner");
            out.writeBytes("{");
            name(out, "gradient_booster");
            out.writeBytes("{");
            name(out, "weight_drop");
            out.writeBytes("[" + types + "L");
            out.writeLong(1L << 60);
            out.writeBytes("d12341234");
            Path file = Files.write(folder.resolve("claim.ubj"), bytes.toByteArray());
            assertThatThrownBy(() -> new XgboostFile().read(file)).as(types).hasMessageStartingWith("CND-M024");
        }
    }

    private static DataOutputStream open(DataOutputStream out) throws IOException {
        out.writeBytes("{");
        return out;
    }

    private static void name(DataOutputStream out, String name) throws IOException {
        out.writeBytes("L");
        out.writeLong(name.length());
        out.writeBytes(name);
    }

    @Test
    void anyDamageIsReadOrRefusedButNeverAStackTrace() throws IOException {
        for (String whole : List.of("categories.ubj", "vectors.json", "sets.json", "three.ubj")) {
            byte[] bytes = Files.readAllBytes(XgboostFixture.FOLDER.resolve(whole));
            byte[] marks = "[]{},:\"0e-$#LlUdSTZ".getBytes(StandardCharsets.US_ASCII);
            Random random = new Random(4);
            for (int i = 0; i < 1500; i++) {
                byte[] damaged = bytes.clone();
                for (int flips = 0; flips <= i % 3; flips++) {
                    int at = random.nextInt(damaged.length);
                    damaged[at] = i % 2 == 0
                            ? (byte) (damaged[at] ^ 1 << random.nextInt(8))
                            : marks[random.nextInt(marks.length)];
                }
                if (i % 5 == 0) damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
                try {
                    new XgboostFile().read(Files.write(folder.resolve("damaged"), damaged));
                } catch (CandorException expected) {
                    assertThat(expected.code()).isIn("CND-M024", "CND-M025");
                }
            }
        }
    }
}
