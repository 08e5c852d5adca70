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
    void aRunsReportDrawsTheEditsOfItsModel() throws IOException {
        Path model = train();
        String term = ((Json.Obj) Candor.quiet("model", "info", "--model", model, "--json")
                        .json()
                        .array("terms")
                        .get(0))
                .text("name");
        Path edited = folder.resolve("edited");
        Candor.quiet("model", "edit", "--model", model, "--edit", "scale:" + term + "=3", "--out", edited)
                .done();
        Path project = folder.resolve("project");
        Path data = folder.resolve("d.csv");
        Candor.quiet("init", "--data", data, "--label", "approved", "--sensitive", "sex", "--out", project)
                .done();
        Path config = project.resolve("candor.yaml");
        Files.writeString(config, Files.readString(config).replaceFirst("algorithm: ebm.*", "path: ../edited"));
        Path out = folder.resolve("out");
        Candor.Outcome run = Candor.quiet("run", "--config", config, "--store", folder.resolve("store"), "--out", out);
        assertThat(run.code()).as(run.err()).isLessThan(2);
        try (Stream<Path> runs = Files.list(out)) {
            Path made = runs.findFirst().orElseThrow();
            assertThat(made.resolve("results.json")).content().contains("explain.edits");
            assertThat(made.resolve("report.html")).content().contains("1. Scaled", "Before and after: " + term);
        }
    }

    @Test
    void editsAreAppliedInOrderAndWrittenIntoTheModel() throws IOException {
        Path model = train();
        Json.Obj before =
                Candor.quiet("model", "info", "--model", model, "--json").json();
        String term = ((Json.Obj) before.array("terms").get(0)).text("name");
        Path out = folder.resolve("edited");
        Json.Obj done = Candor.quiet(
                        "model",
                        "edit",
                        "--model",
                        model,
                        "--out",
                        out,
                        "--json",
                        "--edit",
                        "set:" + term + "[*]=0.5",
                        "--edit",
                        "set:" + term + "[missing]=0.25",
                        "--edit",
                        "scale:" + term + "=2",
                        "--edit",
                        "purify")
                .json();
        assertThat(done.array("edits")).hasSize(4);
        Json.Obj after = Candor.quiet("model", "info", "--model", out, "--json").json();
        assertThat(after.object("provenance").array("edits")).hasSize(4);
        assertThat(after.object("provenance").text("initial")).isEqualTo(before.text("digest"));
        Json.Obj scaled = ((Json.Obj) after.object("provenance").array("edits").get(2)).object("changed");
        Json.Obj sides = (Json.Obj) scaled.object("terms").object(term).object("outputs").members().values().stream()
                .findFirst()
                .orElseThrow();
        assertThat(sides.object("before").object("missing").number("score")).isEqualTo(0.25);
        assertThat(sides.object("after").object("missing").number("score")).isEqualTo(0.5);
        Path again = folder.resolve("again");
        Path page = folder.resolve("edits.html");
        Candor.quiet("model", "edit", "--model", out, "--edit", "remove:" + term, "--out", again, "--report", page)
                .done();
        assertThat(page)
                .content()
                .contains("Edits, before and after", "5. Removed: " + term, "Content-Security-Policy");
        Json.Obj last =
                Candor.quiet("model", "info", "--model", again, "--json").json();
        assertThat(last.object("provenance").array("edits")).hasSize(5);
        assertThat(last.array("terms").size()).isEqualTo(after.array("terms").size() - 1);
        for (String bad :
                List.of("scale:" + term, "scale:" + term + "=x", "set:" + term + "=1", "twist", "monotone:a=up")) {
            Candor.quiet("model", "edit", "--model", model, "--edit", bad, "--out", folder.resolve("no"))
                    .refused(2, "CND-U021");
        }
        Candor.quiet("model", "edit", "--model", model, "--edit", "remove:nothing", "--out", folder.resolve("no"))
                .refused(2, "CND-G018");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void modelsThatWereTrainedApartAreMerged() throws IOException {
        Path model = train();
        Path both = folder.resolve("both");
        Json.Obj merged = Candor.quiet("model", "merge", "--model", model, "--model", model, "--out", both, "--json")
                .json();
        Path one = folder.resolve("one.csv");
        Path two = folder.resolve("two.csv");
        Candor.quiet("predict", "--model", model, "--data", folder.resolve("d.csv"), "--out", one)
                .done();
        Candor.quiet("predict", "--model", both, "--data", folder.resolve("d.csv"), "--out", two)
                .done();
        double[] expected = ((NumericColumn) CsvReader.read(one).column("score")).values();
        double[] found = ((NumericColumn) CsvReader.read(two).column("score")).values();
        assertThat(found).containsExactly(expected, within(1e-12));
        assertThat(merged.number("bags")).isPositive();
        Candor.quiet("model", "merge", "--model", model, "--out", folder.resolve("no"))
                .refused(2, "CND-U022");
        Candor.quiet("model", "merge", "--model", model, "--model", foreign("wine-all"), "--out", folder.resolve("no"))
                .refused(2, "CND-G019");
    }

    @Test
    void trainingKnowsWeightsGroupsTimesAndALimit() throws IOException {
        Path data = folder.resolve("rows.csv");
        StringBuilder rows = new StringBuilder("a,b,w,who,day,approved\n");
        for (int i = 0; i < 300; i++) {
            rows.append(i % 17)
                    .append(',')
                    .append(i % 5)
                    .append(',')
                    .append(1 + i % 3)
                    .append(",p")
                    .append(i % 40);
            rows.append(",2024-01-")
                    .append(i % 28 < 9 ? "0" : "")
                    .append(1 + i % 28)
                    .append(',');
            rows.append(i % 17 > 8 ? "yes" : "no").append('\n');
        }
        Files.writeString(data, rows.toString());
        for (String column : List.of("--group=who", "--time=day", "--weight=w")) {
            Path model = folder.resolve("m" + column.length() + column.charAt(2));
            Candor.quiet(
                            "train",
                            "--data",
                            data,
                            "--label",
                            "approved",
                            "--out",
                            model,
                            column,
                            "--set",
                            "outer_bags=2")
                    .done();
            Json.Obj info =
                    Candor.quiet("model", "info", "--model", model, "--json").json();
            String name = column.substring(2, column.indexOf('='));
            assertThat(info.object("provenance").text(name)).isEqualTo(column.substring(column.indexOf('=') + 1));
            assertThat(info.array("inputs").toString())
                    .doesNotContain(column.substring(column.indexOf('=') + 1) + "\"");
        }
        Path none = folder.resolve("none");
        Object[] line = {"train", "--data", data, "--label", "approved", "--out", none};
        Candor.quiet(with(line, "--time-limit=soon")).refused(2, "CND-U023");
        Candor.quiet(with(line, "--time=who")).refused(2, "CND-C012");
        Candor.quiet(with(line, "--algorithm=tree", "--group=who")).refused(2, "CND-C013");
        assertThat(none).doesNotExist();
        Candor.quiet(with(line, "--time-limit=0s")).done();
        Json.Obj info = Candor.quiet("model", "info", "--model", none, "--json").json();
        assertThat(info.object("provenance").array("bags").toString()).contains("deadline");
    }

    private static Object[] with(Object[] line, Object... more) {
        return Stream.concat(Stream.of(line), Stream.of(more)).toArray();
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
