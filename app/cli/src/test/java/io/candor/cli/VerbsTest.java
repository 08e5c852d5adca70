package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.io.CsvReader;
import io.candor.io.JsonText;
import io.candor.results.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one verb writes the next one reads, and {@code --json} is what the documents say. */
class VerbsTest {
    @TempDir
    Path folder;

    private Path data = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void train() throws IOException {
        data = Data.loans(folder.resolve("d.csv"));
        model = folder.resolve("model");
        Object[] line = Stream.concat(
                        Stream.of("train", "--data", data, "--label", "approved", "--out", model), Stream.of(Data.FAST))
                .toArray();
        Candor.quiet(line).done();
    }

    @Test
    void trainingTwiceGivesTheSameBytesAndJsonSaysWhatWasDecided() throws IOException {
        Path again = folder.resolve("again");
        Object[] line = Stream.concat(
                        Stream.of(
                                "train",
                                "--data",
                                data,
                                "--label",
                                "approved",
                                "--out",
                                again,
                                "--json",
                                "--threads",
                                1),
                        Stream.of(Data.FAST))
                .toArray();
        Json.Obj json = Candor.quiet(line).json();
        assertThat(json.members()).containsOnlyKeys("model", "digest", "rows", "inputs", "left_out", "notes", "seed");
        assertThat(json.text("seed")).isEqualTo("42");
        for (String file : Candor.below(model))
            assertThat(again.resolve(file)).hasSameBinaryContentAs(model.resolve(file));
    }

    @Test
    void predictionsHaveOneRowPerRowAndAreAssessedLikeTheModel() throws IOException {
        Path out = folder.resolve("p.csv.gz");
        Json.Obj json = Candor.quiet("predict", "--model", model, "--data", data, "--out", out, "--json")
                .json();
        assertThat(json.members()).containsOnlyKeys("out", "rows", "model");
        Table predictions = CsvReader.read(out);
        assertThat(predictions.names()).containsExactly("prediction", "score");
        assertThat(predictions.rows()).isEqualTo(300);
        NumericColumn scores = (NumericColumn) predictions.column("score");
        for (int i = 0; i < 300; i++)
            assertThat(predictions.column("prediction").text(i)).isEqualTo(scores.get(i) >= 0.5 ? "yes" : "no");
        List<String> rows = Files.readAllLines(data);
        StringBuilder both = new StringBuilder();
        for (int i = 0; i < rows.size(); i++)
            both.append(rows.get(i))
                    .append(
                            i == 0
                                    ? ",guess\n"
                                    : "," + predictions.column("prediction").text(i - 1) + "\n");
        Path joined = Files.writeString(folder.resolve("j.csv"), both);
        Json.Obj byColumn = Candor.quiet(
                        "fairness",
                        "assess",
                        "--data",
                        joined,
                        "--label",
                        "approved",
                        "--prediction",
                        "guess",
                        "--sensitive",
                        "sex",
                        "--json")
                .json();
        Json.Obj byModel = Candor.quiet(
                        "fairness", "assess", "--data", data, "--model", model, "--sensitive", "sex", "--json")
                .json();
        String rate = "/predicate/result/features/sex/strata/all/groups/f/metrics/selection_rate";
        assertThat(byColumn.at(rate)).isPresent().isEqualTo(byModel.at(rate));
    }

    @Test
    void evaluateAndFairnessPrintEvidenceWithoutPaths() {
        for (Object[] line : new Object[][] {
            {"evaluate", "--model", model, "--data", data, "--json"},
            {
                "fairness",
                "assess",
                "--model",
                model,
                "--data",
                data,
                "--sensitive",
                "sex,city,sex+city",
                "--control",
                "city",
                "--json"
            }
        }) {
            Candor.Outcome outcome = Candor.quiet(line);
            Json several = outcome.json().get("evidence");
            for (Json statement : several instanceof Json.Arr all ? all.items() : List.of(outcome.json())) {
                Evidence evidence = Evidence.fromJson((Json.Obj) statement);
                assertThat(evidence.subjects().get(0).name()).isEqualTo("model:model");
                assertThat(evidence.subjects().get(1).name()).isEqualTo("data:d/all");
            }
            assertThat(outcome.out()).doesNotContain(folder.toString());
        }
        Candor.Outcome text =
                Candor.quiet("evaluate", "--model", model, "--data", data).done();
        assertThat(text.out()).contains("auc", "confusion: tp ", "DeLong");
        assertThat(Candor.quiet("fairness", "assess", "--model", model, "--data", data, "--sensitive", "sex")
                        .done()
                        .out())
                .contains("by sex", "selection_rate.difference", "lowest");
    }

    @Test
    void localContributionsAddUpToTheOutput() {
        Json.Obj json = Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "0,5-9", "--json")
                .json();
        assertThat(json.members().keySet())
                .contains("method", "output", "outputs", "baseValue", "features", "terms", "rows");
        assertThat(json.array("rows")).hasSize(6);
        for (Json item : json.array("rows")) {
            Json.Obj row = (Json.Obj) item;
            assertThat(row.members().keySet()).contains("row", "prediction", "values", "terms", "residual", "data");
            double sum = json.number("baseValue") + row.number("residual");
            for (Json v : row.array("values")) sum += ((Json.Num) v).value();
            assertThat(1 / (1 + Math.exp(-sum))).isCloseTo(row.number("prediction"), within(1e-12));
        }
        for (String rows : List.of("300", "-1", "5-3", "x", "0-", "99999999999", ""))
            Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", rows)
                    .refused(2, "CND-U0");
        assertThat(Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "299")
                        .done()
                        .out())
                .contains("(base value)", "(sum, log-odds)");
    }

    @Test
    void globalImportanceComesMostImportantFirst() {
        Json.Obj json = Candor.quiet("explain", "global", "--model", model, "--data", data, "--json")
                .json();
        assertThat(json.members().keySet()).contains("method", "features");
        double last = Double.POSITIVE_INFINITY;
        for (Json item : json.array("features")) {
            Json.Obj feature = (Json.Obj) item;
            assertThat(feature.members().keySet()).contains("name", "importance", "low", "high");
            assertThat(feature.number("importance")).isLessThanOrEqualTo(last);
            last = feature.number("importance");
        }
        assertThat(Candor.quiet("explain", "global", "--model", model, "--data", data)
                        .done()
                        .out())
                .contains("importance");
    }

    @Test
    void aRunIsRenderedAgainWithTheSameBytesAndIsKnownToTheRegistry() throws IOException {
        Files.writeString(
                folder.resolve("candor.yaml"),
                "data: {path: d.csv, label: approved}\nsensitive: [sex]\nmodel: {path: model}\n");
        Path store = folder.resolve("store");
        Candor.Outcome run = Candor.quiet(
                "run",
                "--config",
                folder.resolve("candor.yaml"),
                "--store",
                store,
                "--out",
                folder.resolve("out"),
                "--json");
        Json.Obj json = run.json();
        String id = json.object("run").text("id");
        Path out = folder.resolve("out").resolve(id);
        assertThat(run.out()).isEqualTo(Files.readString(out.resolve("results.json")));
        assertThat(ResultsFile.read(out.resolve("results.json")).run().id()).isEqualTo(id);
        for (String format : List.of("html", "md", "json")) {
            String name = format.equals("html") ? "report.html" : format.equals("md") ? "summary.md" : "results.json";
            Path again = folder.resolve("again." + format);
            Json.Obj said = Candor.quiet(
                            "report",
                            "--from",
                            out.resolve("results.json"),
                            "--format",
                            format,
                            "--out",
                            again,
                            "--json")
                    .json();
            assertThat(said.number("bytes")).isEqualTo(Files.size(again));
            assertThat(again).hasSameBinaryContentAs(out.resolve(name));
        }
        Candor.quiet("report", "--from", out.resolve("results.json"), "--format", "docx")
                .refused(2, "CND-U011");
        for (List<Object> verb : List.<List<Object>>of(
                List.of("registry", "runs"), List.of("registry", "models"), List.of("trail", "log"))) {
            Object[] line =
                    Stream.concat(verb.stream(), Stream.of("--store", store)).toArray();
            assertThat(Candor.quiet(line).done().out()).isNotBlank();
            Object[] asJson =
                    Stream.concat(Stream.of(line), Stream.of("--json")).toArray();
            Json parsed = JsonText.parse(Candor.quiet(asJson).done().out(), "stdout");
            assertThat(((Json.Arr) parsed).items()).isNotEmpty();
        }
        assertThat(Candor.quiet("registry", "lineage", id, "--store", store)
                        .done()
                        .out())
                .contains("run:" + id.substring(0, 16));
        assertThat(Candor.quiet("registry", "lineage", id, "--store", store, "--json")
                        .json()
                        .array("edges"))
                .isNotEmpty();
        Json.Obj verified = Candor.quiet("trail", "verify", "--store", store, out.resolve("results.json"), "--json")
                .json();
        assertThat(verified.need("verifies")).isEqualTo(Json.of(true));
        assertThat(verified.need("identityProven")).isEqualTo(Json.of(false));
        Json.Obj head =
                Candor.quiet("trail", "checkpoint", "--store", store, "--json").json();
        verified = Candor.quiet("trail", "verify", "--store", store, "--key", head.text("key"), "--json")
                .json();
        assertThat(verified.need("identityProven")).isEqualTo(Json.of(true));
    }

    @Test
    void theSmallVerbsPrintJsonToo() throws IOException {
        assertThat(Candor.quiet("version", "--json").json().members()).containsOnlyKeys("candor", "java");
        Json.Obj doctor = Candor.quiet("doctor", "--json").json();
        assertThat(doctor.need("well")).isEqualTo(Json.of(true));
        assertThat(doctor.array("checks")).hasSizeGreaterThan(3);
        assertThat(Candor.quiet("doctor").done().out()).contains("ok    a store can be made");
        for (String schema : List.of("config", "policy", "results"))
            assertThat(Candor.quiet("schema", schema).json().text("$schema")).contains("2020-12");
        Json.Obj init = Candor.quiet("init", "--data", data, "--label", "approved", "--out", folder, "--json")
                .json();
        assertThat(init.members()).containsOnlyKeys("config", "policy", "inputs", "left_out", "notes");
        Candor.quiet("init", "--data", data, "--label", "approved", "--out", folder)
                .refused(2, "CND-U012");
        Candor.quiet("init", "--data", data, "--label", "approved", "--out", folder, "--force")
                .done();
        Path store = folder.resolve("store");
        Object[] set = {
            "privacy", "budget", "set", "--dataset", "d", "--data", data, "--epsilon", "1", "--store", store, "--json"
        };
        assertThat(Candor.quiet(set).json().members().keySet())
                .contains("dataset", "epoch", "epsilon", "spent", "left");
        Object[] release = {
            "privacy",
            "release",
            "--dataset",
            "d",
            "--data",
            data,
            "--count",
            "--by",
            "sex=m,f",
            "--epsilon",
            "0.5",
            "--store",
            store,
            "--json"
        };
        Evidence evidence = Evidence.fromJson(Candor.quiet(release).json());
        assertThat(evidence.kind()).isEqualTo("privacy.release");
        assertThat(evidence.result().array("groups")).hasSize(2);
    }

    @Test
    void progressGoesToStderrAndQuietSilencesIt() {
        Candor.Outcome loud = Candor.run("predict", "--model", model, "--data", data, "--out", folder.resolve("p.csv"));
        assertThat(loud.done().err()).contains("predicting 300 rows");
        assertThat(loud.out()).doesNotContain("predicting");
        Candor.Outcome quiet =
                Candor.quiet("predict", "--model", model, "--data", data, "--out", folder.resolve("p.csv"));
        assertThat(quiet.done().err()).isEmpty();
    }

    @Test
    void verboseAddsTheCauseOfAnError() {
        Candor.Outcome outcome = Candor.run("evaluate", "--model", folder.resolve("nowhere"), "--data", data, "-v");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("CND-D011").contains("\tat io.candor");
    }
}
