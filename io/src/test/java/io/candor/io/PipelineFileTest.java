package io.candor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.core.model.Additive;
import io.candor.core.model.Input;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Link;
import io.candor.core.model.RowEncoder;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.prepare.PreparedModel;
import io.candor.io.internal.PipelineJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineFileTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/candor/io/pipeline");
    private static final Path PIPELINE = FOLDER.resolve("boosted.pipeline.json");

    private static double[] peer(String column) {
        return ((NumericColumn) CsvReader.read(FOLDER.resolve("scores.csv")).column(column)).values();
    }

    @Test
    void treesBehindAPipelineAskRawFeaturesAndScoreAsThePeers() {
        SavedModel saved = Models.load(PIPELINE);
        TreeEnsemble model = (TreeEnsemble) saved.model();
        assertThat(model.inputs().stream().map(Input::name))
                .containsExactly(
                        "age",
                        "capital_gain",
                        "hours_per_week",
                        "education_num",
                        "workclass",
                        "occupation",
                        "relationship");
        float[][] margins = XgboostFixture.margins(model, CsvReader.read(FOLDER.resolve("rows.csv")));
        double[] expected = peer("margin");
        for (int i = 0; i < expected.length; i++) assertThat(margins[i][0]).isEqualTo((float) expected[i]);
        assertThat(saved.digest())
                .isEqualTo(Models.digest(PIPELINE))
                .isNotEqualTo(Models.digest(FOLDER.resolve("boosted.json")));
    }

    /** A question that always has one answer is kept, too: its threshold lies beyond all numbers. */
    @Test
    void treesOnRawFeaturesAreSavedAndLoaded(@TempDir Path folder) throws IOException {
        Files.copy(FOLDER.resolve("boosted.json"), folder.resolve("boosted.json"));
        Path file = folder.resolve("boosted.pipeline.json");
        String constant = Files.readString(PIPELINE)
                .replaceFirst(
                        "\"of\": \"age\",\\s*\"steps\": \\[", "\"of\": \"age\", \"steps\": [{\"missing\": true}, ");
        Files.writeString(file, constant);
        SavedModel saved = Models.load(file);
        SavedModel kept = ModelFolder.save(folder.resolve("kept"), saved.model(), saved.provenance(), saved.decider());
        Table rows = CsvReader.read(FOLDER.resolve("rows.csv"));
        assertThat(ModelFolder.load(folder.resolve("kept")).digest()).isEqualTo(kept.digest());
        assertThat(ModelFolder.load(folder.resolve("kept")).model().score(rows).values())
                .containsExactly(saved.model().score(rows).values());
        assertThat(saved.model().score(rows).values())
                .isNotEqualTo(Models.load(PIPELINE).model().score(rows).values());
    }

    @Test
    void aLinearModelBehindAPipelineIsAdditiveInRawFeatures() {
        Json.Obj json = (Json.Obj) JsonText.read(FOLDER.resolve("linear.json"));
        List<Json> slopes = json.array("slopes");
        List<LinearModel.Effect> effects = slopes.stream()
                .map(s -> (LinearModel.Effect) new LinearModel.Slope(
                        new double[] {((Json.Num) s).value()}, 0, 1, new double[] {Double.NaN}, 0))
                .toList();
        List<Input> inputs = IntStream.range(0, slopes.size())
                .mapToObj(c -> Input.number("x" + c))
                .toList();
        LinearModel linear = new LinearModel(
                Task.BINARY,
                "income",
                inputs,
                List.of("no", "yes"),
                Link.LOGIT,
                1,
                new double[] {json.number("intercept")},
                effects,
                1,
                Optional.empty());
        Json.Obj pipeline = (Json.Obj) JsonText.read(PIPELINE);
        Additive raw = (Additive) PreparedModel.of(PipelineJson.read(pipeline, List.of()), linear);
        assertThat(raw.termCount()).isEqualTo(7);
        Table rows = CsvReader.read(FOLDER.resolve("rows.csv"));
        RowEncoder encoder = new RowEncoder(raw.inputs(), rows);
        double[] row = new double[7];
        double[] expected = peer("linear");
        for (int i = 0; i < expected.length; i++) {
            encoder.encode(i, row);
            assertThat(raw.additiveScore(row, 0)).isCloseTo(expected[i], within(1e-9));
        }
    }

    static Stream<String[]> mistakes() {
        return Stream.of(
                new String[] {"\"version\": 1", "\"version\": 2", "version 1"},
                new String[] {"\"boosted.json\"", "\"../boosted.json\"", "not beside"},
                new String[] {"\"boosted.json\"", "\"boosted.pipeline.json\"", "a pipeline of a pipeline"},
                new String[] {"\"name\": \"age\"", "\"name\": \"hours_per_week\"", "two inputs have one name"},
                new String[] {"\"of\": \"age\"", "\"of\": \"years\"", "no input 'years'"},
                new String[] {"\"impute\"", "\"fill\"", "no step 'fill'"},
                new String[] {"\"Husband\": 0", "\"Spouse\": 0", "no level 'Spouse'"},
                new String[] {"\"columns\": [", "\"columns\": [{\"of\": \"age\"},", "30 columns"},
                new String[] {
                    "\"columns\": [",
                    "\"columns\": [{\"of\": \"workclass\", \"steps\": [{\"missing\": 1}, {\"is\": []}]},",
                    "first step"
                },
                new String[] {"\"model\": \"boosted.json\"", "\"model\": 3", "wrong type"},
                new String[] {"\"format\"", "\"shape\"", "no member 'shape'"});
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreNamed(String from, String to, String why, @TempDir Path folder) throws IOException {
        Files.copy(FOLDER.resolve("boosted.json"), folder.resolve("boosted.json"));
        Path file = folder.resolve("boosted.pipeline.json");
        Files.writeString(
                file,
                Files.readString(PIPELINE)
                        .replaceFirst(
                                java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to)));
        assertThatThrownBy(() -> Models.load(file)).isInstanceOfSatisfying(CandorException.class, e -> {
            assertThat(e.code()).isEqualTo("CND-M006");
            assertThat(e).hasMessageContaining(why);
        });
    }
}
