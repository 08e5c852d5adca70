package io.candor.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.model.Term;
import io.candor.io.CsvReader;
import io.candor.io.EbmJson;
import io.candor.io.Models;
import io.candor.io.OnnxExport;
import io.candor.testkit.Requires;
import java.io.InputStream;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime computes what Java computes. */
class OnnxExportTest {
    @TempDir
    Path folder;

    @Test
    void scoresRealRowsAsTheModelDoes() throws Exception {
        Path kept = Requires.root().resolve("io/src/test/resources/io/candor/io/ebm");
        for (String name : List.of("german-all", "german-minimal", "diabetes-mergeable", "diabetes-log", "wine-all")) {
            Path json = folder.resolve(name + ".json");
            try (InputStream in = new GZIPInputStream(Files.newInputStream(kept.resolve(name + ".json.gz")))) {
                Files.copy(in, json);
            }
            same(new EbmJson().read(json), CsvReader.read(kept.resolve(name + ".csv.gz")), name);
        }
    }

    private void same(AdditiveModel model, Table rows, String name) {
        Path file = folder.resolve(name + ".onnx");
        OnnxExport.write(model, file);
        try (OnnxModel onnx = (OnnxModel) Models.load(file).model()) {
            assertThat(onnx.task()).isEqualTo(model.task());
            assertThat(onnx.target()).isEqualTo(model.target());
            assertThat(onnx.classes()).isEqualTo(model.classes());
            assertThat(onnx.inputs()).isEqualTo(model.inputs());
            double[] ours = model.score(rows).values();
            double[] theirs = onnx.score(rows).values();
            assertThat(theirs).hasSameSizeAs(ours);
            for (int i = 0; i < ours.length; i++) {
                assertThat(theirs[i]).as("%s, %d", name, i).isCloseTo(ours[i], within(1e-12 * Math.max(1, ours[i])));
            }
        }
    }

    @Test
    void findsTheBinOfEveryCutAmongManyAndOfWhatLiesBeyond() throws Exception {
        SplittableRandom random = new SplittableRandom(8);
        for (int cuts : new int[] {0, 1, 64, 65, 100, 1021}) {
            double[] at = random.doubles(cuts).sorted().toArray();
            double[] scores = random.doubles(cuts + 3).toArray();
            AdditiveModel model = new AdditiveModel(
                    Task.REGRESSION,
                    "y",
                    List.of(Input.number("score")), // a name that the output wants, too
                    List.of(),
                    Link.IDENTITY,
                    1,
                    new double[] {0.1},
                    List.of(new Term(
                            new int[] {0},
                            List.of(new Bins.Cuts(at, 0, 1)),
                            scores,
                            new double[scores.length],
                            new double[scores.length])));
            double[] values = new double[2 * cuts + 6];
            for (int i = 0; i < cuts; i++) {
                values[2 * i] = at[i];
                values[2 * i + 1] = Math.nextDown(at[i]);
            }
            double[] beyond = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -1, 2, 0};
            System.arraycopy(beyond, 0, values, 2 * cuts, 6);
            OnnxExport.write(model, folder.resolve("m.onnx"));
            assertThat(additive(folder.resolve("m.onnx"), "score", values))
                    .containsExactly(model.score(new Table(List.of(new NumericColumn("score", values))))
                            .values());
        }
    }

    /** Without Candor's reader. */
    private static double[] additive(Path file, String input, double[] values) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor tensor =
                        OnnxTensor.createTensor(environment, DoubleBuffer.wrap(values), new long[] {values.length, 1});
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            assertThat(session.getOutputNames()).containsExactly("score_", "additive");
            double[] found = new double[values.length];
            ((OnnxTensor) result.get(1)).getDoubleBuffer().get(found);
            return found;
        }
    }

    @Test
    void tellsMissingFromUnseenAndALevelThatIsAsGoodAsUnseen() {
        List<String> levels = List.of("a", "b", "it's \"é\"");
        AdditiveModel model = new AdditiveModel(
                Task.BINARY,
                "y",
                List.of(Input.category("level", levels)),
                List.of("no", "yes"),
                Link.LOGIT,
                1,
                new double[] {0},
                List.of(new Term(
                        new int[] {0},
                        List.of(new Bins.Levels(new int[] {1, 3, 2}, 4)),
                        new double[] {0.1, 0.2, 0.3, 0.4},
                        new double[4],
                        new double[4])));
        int[] codes = {0, 1, 2, 3, -1};
        same(
                model,
                new Table(List.of(new CategoricalColumn("level", codes, List.of("a", "b", "it's \"é\"", "new")))),
                "levels");
    }

    @Test
    void refusesAFileThatIsNoGraph() throws Exception {
        Path file = Files.writeString(folder.resolve("no.onnx"), "not protobuf");
        assertThatThrownBy(() -> Models.load(file)).hasMessageStartingWith("CND-M023");
    }
}
