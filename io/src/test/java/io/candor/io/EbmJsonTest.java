package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bag;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import io.candor.core.model.ThresholdDecider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EbmJsonTest {
    @TempDir
    Path folder;

    @Test
    void scoresThePeersModelsAsThePeerDoes() throws IOException {
        for (String name : EbmFixture.NAMES) {
            EbmFixture fixture = new EbmFixture(name);
            AdditiveModel model = new EbmJson().read(fixture.file(folder));
            double[][] expected = EbmFixture.scores(EbmFixture.FOLDER.resolve(name + "-scores.csv.gz"));
            close(EbmFixture.scores(model, fixture.rows()), expected, name);
        }
    }

    static void close(double[][] ours, double[][] expected, String what) {
        assertThat(ours.length).isEqualTo(expected.length);
        for (int i = 0; i < ours.length; i++) {
            for (int k = 0; k < ours[i].length; k++) {
                double most = 1e-9 * Math.max(1, Math.abs(expected[i][k]));
                assertThat(ours[i][k]).as("%s, row %d, %d", what, i, k).isCloseTo(expected[i][k], within(most));
            }
        }
    }

    @Test
    void readsTasksLinksAndClasses() throws IOException {
        AdditiveModel german = read("german-all");
        assertThat(german.task()).isEqualTo(Task.BINARY);
        assertThat(german.classes()).containsExactly("0", "1");
        assertThat(german.link()).isEqualTo(Link.LOGIT);
        assertThat(read("german-minimal").classes()).containsExactly("false", "true");
        AdditiveModel wine = read("wine-all");
        assertThat(wine.task()).isEqualTo(Task.MULTICLASS);
        assertThat(wine.outputs()).isEqualTo(3);
        AdditiveModel log = read("diabetes-log");
        assertThat(log.task()).isEqualTo(Task.REGRESSION);
        assertThat(log.link()).isEqualTo(Link.LOG);
        assertThat(read("diabetes-mergeable").link()).isEqualTo(Link.IDENTITY);
    }

    @Test
    void keepsAsMuchAsTheDetailHas() throws IOException {
        AdditiveModel all = read("german-all");
        assertThat(all.bags()).hasSize(2);
        assertThat(all.bags().get(0).weight()).isEqualTo(680);
        Term first = all.terms().get(0);
        assertThat(java.util.Arrays.stream(first.weights()).sum()).isEqualTo(800);
        for (int t = 0; t < all.termCount(); t++) {
            for (int c = 0; c < all.terms().get(t).scores().length; c++) {
                double mean = 0;
                for (Bag bag : all.bags()) mean += bag.scores().get(t)[c] / 2;
                assertThat(mean).isCloseTo(all.terms().get(t).scores()[c], within(1e-12));
            }
        }
        assertThat(read("diabetes-log").bags()).isEmpty();
        assertThat(java.util.Arrays.stream(read("diabetes-log").terms().get(0).deviations())
                        .sum())
                .isPositive();
        assertThat(read("german-minimal").terms().get(0).weights()).containsOnly(0);
    }

    @Test
    void leavesOutAFeatureThatNoTermReadsAndTurnsATermThatIsOutOfOrder() throws IOException {
        assertThat(read("german-minimal").inputs())
                .extracting(Input::name)
                .containsExactly("amount", "rate", "phone", "job");
        String turned = new EbmFixture("diabetes-log").json();
        assertThat(turned).contains("[\"s5\", \"bmi\"]");
        AdditiveModel model = read("diabetes-log");
        Term pair = model.terms().get(model.termCount() - 1);
        assertThat(pair.inputs()).containsExactly(2, 4);
    }

    private AdditiveModel read(String name) throws IOException {
        return new EbmJson().read(new EbmFixture(name).file(folder));
    }

    @Test
    void isLoadedLikeASavedModel() throws IOException {
        Path file = new EbmFixture("german-all").file(folder);
        SavedModel saved = Models.load(file);
        assertThat(saved.model()).isInstanceOf(AdditiveModel.class);
        assertThat(saved.decider()).isEqualTo(new ThresholdDecider(0.5));
        assertThat(saved.digest()).hasSize(64).isEqualTo(Models.digest(file));
        assertThat(saved.provenance().text("format")).isEqualTo("InterpretML EBM JSON");
        Files.writeString(folder.resolve("other.json"), "{\"forest\": {}}");
        assertThatThrownBy(() -> Models.load(folder.resolve("other.json"))).hasMessageStartingWith("CND-M010");
        assertThatThrownBy(() -> Models.load(folder.resolve("absent"))).hasMessageStartingWith("CND-D011");
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        for (String name : EbmFixture.NAMES) {
            EbmFixture fixture = new EbmFixture(name);
            AdditiveModel model = new EbmJson().read(fixture.file(folder));
            EbmJson.write(model, folder.resolve("again.json"));
            AdditiveModel again = new EbmJson().read(folder.resolve("again.json"));
            Table rows = fixture.rows();
            assertThat(again.score(rows).values())
                    .containsExactly(model.score(rows).values());
            assertThat(again.classes()).isEqualTo(model.classes());
            assertThat(again.inputs()).isEqualTo(model.inputs());
            assertThat(again.bags()).hasSize(Math.max(1, model.bags().size()));
            for (int t = 0; t < model.termCount(); t++) {
                assertThat(again.terms().get(t).deviations())
                        .containsExactly(model.terms().get(t).deviations());
                assertThat(again.terms().get(t).weights())
                        .containsExactly(model.terms().get(t).weights());
            }
            EbmJson.write(again, folder.resolve("twice.json"));
            if (!model.bags().isEmpty()) {
                assertThat(folder.resolve("twice.json")).hasSameTextualContentAs(folder.resolve("again.json"));
            }
        }
    }

    private static final String SMALL =
            "{\"version\":\"1.0\",\"ebm\":{\"outputs\":[{\"link\":\"identity\"}],\"intercept\":[1],"
                    + "\"features\":[{\"name\":\"a\",\"type\":\"continuous\",\"cuts\":[[1,2]],\"min\":0,\"max\":\"+inf\"},"
                    + "{\"name\":\"b\",\"type\":\"nominal\",\"categories\":[[\"x\",[\"y\",\"z\"],[]]]}],"
                    + "\"terms\":[{\"term_features\":[\"a\"],\"scores\":[0,1,2,3,0]},"
                    + "{\"term_features\":[\"b\"],\"scores\":[0,1,2,9,-1]}]}}";

    @Test
    void readsTheSmallestFile() throws IOException {
        AdditiveModel model = parse(SMALL);
        Files.writeString(folder.resolve("rows.csv"), "a,b\n0,x\n2,z\n,\n9,new\n");
        assertThat(model.score(CsvReader.read(folder.resolve("rows.csv"))).values())
                .containsExactly(1 + 1 + 1, 1 + 3 + 2, 1, 1 + 3 - 1);
    }

    private AdditiveModel parse(String json) throws IOException {
        return new EbmJson().read(Files.writeString(folder.resolve("m.json"), json));
    }

    private void refused(String code, String from, String to) {
        assertThat(SMALL).contains(from);
        assertThatThrownBy(() -> parse(SMALL.replace(from, to)))
                .as("%s -> %s", from, to)
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith(code);
    }

    @Test
    void refusesHostileFilesWithACode() {
        String damaged = "CND-M021";
        refused(damaged, "\"scores\":[0,1,2,3,0]", "\"scores\":[0,1,2,3]");
        refused(damaged, "\"scores\":[0,1,2,3,0]", "\"scores\":[0,1,2,\"nan\",0]");
        refused(damaged, "\"scores\":[0,1,2,3,0]", "\"scores\":[0,1,2,1e999,0]");
        refused(damaged, "\"scores\":[0,1,2,3,0]", "\"scores\":[0,1,2,NaN,0]");
        refused(damaged, "\"scores\":[0,1,2,3,0]", "\"scores\":[0,1,2,[3],0]");
        refused(damaged, "\"scores\":[0,1,2,3,0]", "\"scores\":[[0],[1,2],[3],[0],[0]]");
        refused(damaged, "\"scores\":[0,1,2,3,0]", "\"scores\":[[],[],[],[],[]]");
        refused(damaged, "\"scores\":[0,1,2,3,0]", "\"scores\":7");
        refused(damaged, "\"scores\":[0,1,2,3,0]", "\"scores\":" + "[".repeat(30) + "]".repeat(30));
        refused(damaged, "\"scores\":[0,1,2,3,0]", "\"scores\":" + "[".repeat(100_000));
        refused(damaged, "\"scores\":[0,1,2,3,0]", "\"scores\":[0,1,2,3,0],\"bin_weights\":[1]");
        refused(damaged, "\"intercept\":[1]", "\"intercept\":[1,2]");
        refused(damaged, "\"intercept\":[1]", "\"intercept\":[\"-inf\"]");
        refused(damaged, "\"intercept\":[1]", "\"intercept\":[1],\"intercept\":[1]");
        refused(damaged, "[[1,2]]", "[[2,1]]");
        refused(damaged, "[[1,2]]", "[[1,1]]");
        refused(damaged, "[[1,2]]", "[[1,\"nan\"]]");
        refused(damaged, "[[1,2]]", "[]");
        refused(damaged, "\"name\":\"b\"", "\"name\":\"a\"");
        refused(damaged, "[\"y\",\"z\"]", "[\"y\",\"x\"]");
        refused(damaged, "[\"y\",\"z\"]", "[\"y\",3]");
        refused(damaged, "\"nominal\"", "\"graph\"");
        refused(damaged, "\"term_features\":[\"b\"]", "\"term_features\":[\"c\"]");
        refused(damaged, "\"term_features\":[\"b\"]", "\"term_features\":[]");
        refused(damaged, "\"term_features\":[\"b\"]", "\"term_features\":[\"b\",\"b\"]");
        refused(damaged, "\"link\":\"identity\"", "\"link\":\"logit\"");
        refused(damaged, "\"link\":\"identity\"", "\"link\":\"logit\",\"classes\":[1,1]");
        refused(damaged, "\"link\":\"identity\"", "\"link\":\"mlogit\",\"classes\":[1,2]");
        refused(damaged, "\"version\":\"1.0\",", "");
        refused(damaged, "}]}}", "}]}} {}");
        String other = "CND-M022";
        refused(other, "\"version\":\"1.0\"", "\"version\":\"2.0\"");
        refused(other, "\"link\":\"identity\"", "\"link\":\"vlogit\",\"classes\":[1,2,3]");
        refused(other, "[{\"link\":\"identity\"}]", "[{\"link\":\"identity\"},{\"link\":\"identity\"}]");
    }

    @Test
    void readsAPairWhoseCellsWouldBeBillionsOnlyAsFarAsTheyAreThere() {
        String cuts = java.util.stream.IntStream.range(0, 60_000)
                .mapToObj(Integer::toString)
                .collect(java.util.stream.Collectors.joining(","));
        String huge = SMALL.replace("[[1,2]]", "[[1,2],[" + cuts + "]]")
                .replace(
                        "{\"name\":\"b\",\"type\":\"nominal\",\"categories\":[[\"x\",[\"y\",\"z\"],[]]]}",
                        "{\"name\":\"b\",\"type\":\"continuous\",\"cuts\":[[1],[" + cuts + "]]}")
                .replace("[\"b\"],\"scores\":[0,1,2,9,-1]", "[\"a\",\"b\"],\"scores\":[[0]]");
        assertThatThrownBy(() -> parse(huge)).hasMessageStartingWith("CND-M021");
    }

    @Test
    void anyDamageIsReadOrRefusedButNeverAStackTrace() throws IOException {
        String whole = new EbmFixture("german-minimal").json();
        Random random = new Random(4);
        for (int i = 0; i < 3000; i++) {
            char[] chars = whole.toCharArray();
            for (int flips = 0; flips <= i % 3; flips++) {
                int at = random.nextInt(chars.length);
                chars[at] = i % 2 == 0 ? (char) (chars[at] ^ (1 << random.nextInt(6))) : "[]{},:\"0e-".charAt(i % 10);
            }
            String text = new String(chars);
            String cut = i % 5 == 0 ? text.substring(0, random.nextInt(text.length())) : text;
            try {
                parse(cut);
            } catch (CandorException expected) {
                assertThat(expected.code()).isIn("CND-M021", "CND-M022");
            }
        }
    }
}
