package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.io.CsvReader;
import io.candor.testkit.Requires;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code candor model}, and models of another program wherever one is named. */
class ModelCommandTest {
    @TempDir
    Path folder;

    private Path train() throws IOException {
        Path data = Data.loans(folder.resolve("d.csv"));
        Path model = folder.resolve("model");
        Object[] line = Stream.concat(
                        Stream.of("train", "--data", data, "--label", "approved", "--out", model), Stream.of(Data.FAST))
                .toArray();
        Candor.quiet(line).done();
        return model;
    }

    /** A model of InterpretML and rows for it. */
    private Path foreign(String name) throws IOException {
        Path kept = Requires.root().resolve("io/src/test/resources/io/candor/io/ebm");
        for (String kind : List.of(".json", ".csv", "-scores.csv")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(kept.resolve(name + kind + ".gz")))) {
                Files.copy(in, folder.resolve(name + kind));
            }
        }
        return folder.resolve(name + ".json");
    }

    @Test
    void infoSaysWhatTheModelIs() throws IOException {
        Path model = train();
        Json.Obj info =
                Candor.quiet("model", "info", "--model", model, "--json").json();
        assertThat(info.text("task")).isEqualTo("binary");
        assertThat(info.text("target")).isEqualTo("approved");
        assertThat(info.text("link")).isEqualTo("logit");
        assertThat(info.text("digest")).hasSize(64);
        assertThat(info.object("provenance").text("algorithm")).isEqualTo("ebm");
        assertThat(info.array("terms")).isNotEmpty();
        for (Json term : info.array("terms"))
            assertThat(((Json.Obj) term).number("importance")).isNotNegative();
        String text = Candor.quiet("model", "info", "--model", model).done().out();
        assertThat(text)
                .contains("task: binary", "algorithm: ebm", "digest: sha256 " + info.text("digest"), "importance");
    }

    @Test
    void infoOfAFileWithoutWeightsHasNoImportance() throws IOException {
        Path file = foreign("german-minimal");
        Json.Obj info = Candor.quiet("model", "info", "--model", file, "--json").json();
        assertThat(((Json.Obj) info.array("terms").get(0)).object("importance").text("undefined"))
                .isNotEmpty();
        assertThat(Candor.quiet("model", "info", "--model", file).done().out())
                .contains("InterpretML EBM JSON", "bags kept: 0", "–");
    }

    @Test
    void predictsWithAModelOfAnotherProgramAsThatDoes() throws IOException {
        predict("german-all", 1, "score");
        predict("diabetes-log", 1, "prediction");
        predict("wine-all", 3, "score_barbera");
    }

    private void predict(String name, int column, String ours) throws IOException {
        Path file = foreign(name);
        Path out = folder.resolve(name + "-out.csv");
        Candor.quiet("predict", "--model", file, "--data", folder.resolve(name + ".csv"), "--out", out)
                .done();
        Table peer = CsvReader.read(folder.resolve(name + "-scores.csv"));
        double[] expected = ((NumericColumn) peer.column("s" + column)).values();
        double[] found = ((NumericColumn) CsvReader.read(out).column(ours)).values();
        for (int i = 0; i < expected.length; i++)
            assertThat(found[i]).isCloseTo(expected[i], within(1e-9 * Math.max(1, expected[i])));
    }

    @Test
    void explainsAModelOfAnotherProgram() throws IOException {
        Path file = foreign("german-all");
        Path data = folder.resolve("german-all.csv");
        Candor.quiet("explain", "global", "--model", file, "--data", data).done();
        Json.Obj local = Candor.quiet("explain", "local", "--model", file, "--data", data, "--rows", "0", "--json")
                .json();
        assertThat(local.array("rows")).hasSize(1);
    }

    @Test
    void exportsEveryFormatAndReadsItsOwnJsonBack() throws IOException {
        Path model = train();
        Path json = folder.resolve("ebm.json");
        Json.Obj said = Candor.quiet(
                        "model", "export", "--model", model, "--format", "interpret-json", "--out", json, "--json")
                .json();
        assertThat(said.members()).containsOnlyKeys("out", "format", "sha256", "model");
        Path data = folder.resolve("d.csv");
        Path first = folder.resolve("first.csv");
        Path second = folder.resolve("second.csv");
        Candor.quiet("predict", "--model", model, "--data", data, "--out", first)
                .done();
        Candor.quiet("predict", "--model", json, "--data", data, "--out", second)
                .done();
        assertThat(second).hasSameTextualContentAs(first);
        Candor.quiet("evaluate", "--model", json, "--data", data, "--label", "approved")
                .done();
        Path onnx = folder.resolve("m.onnx");
        Candor.quiet("model", "export", "--model", model, "--format", "onnx", "--out", onnx)
                .done();
        assertThat(onnx).isNotEmptyFile();
        Path sql = folder.resolve("m.sql");
        Candor.quiet("model", "export", "--model", json, "--format", "SQL", "--out", sql)
                .done();
        assertThat(sql).content().contains("CASE WHEN", "EXP(-(", "AS \"score\"");
        Candor.quiet("model", "export", "--model", json, "--format", "sql", "--scale", "additive", "--out", sql)
                .done();
        assertThat(sql).content().doesNotContain("EXP");
    }

    @Test
    void refusesWhatIsNoModelAndNoFormat() throws IOException {
        Path model = train();
        Path out = folder.resolve("x");
        Candor.quiet("model", "export", "--model", model, "--format", "pmml", "--out", out)
                .refused(2, "CND-U001");
        Candor.quiet("model", "info", "--model", folder.resolve("d.csv")).refused(2, "CND-M010");
        Files.writeString(folder.resolve("bad.json"), "{\"version\": \"1.0\", \"ebm\": {}}");
        Candor.quiet("model", "info", "--model", folder.resolve("bad.json")).refused(2, "CND-M021");
        assertThat(out).doesNotExist();
    }
}
