package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.io.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run and {@code explain --report} draw of many predictions. */
class ViewsTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path data;

    @BeforeEach
    void write() throws IOException {
        data = Data.loans(folder.resolve("d.csv"));
    }

    private Path run(String explain) throws IOException {
        return run("{algorithm: xgboost, settings: {rounds: 20}}", explain);
    }

    private Path run(String model, String explain) throws IOException {
        Path config = folder.resolve("candor.yaml");
        Files.writeString(config, "version: 1\ndata: {path: d.csv, label: approved}\nmodel: " + model + "\n" + explain);
        Path out = folder.resolve("out");
        Candor.quiet("run", "--config", config, "--store", folder.resolve("store"), "--out", out)
                .done();
        try (Stream<Path> found = Files.walk(out)) {
            return found.filter(f -> f.endsWith("results.json")).findFirst().orElseThrow();
        }
    }

    private static List<Json.Obj> evidence(Path results, String kind) {
        return ((Json.Obj) JsonText.read(results))
                .array("evidence").stream()
                        .map(e -> ((Json.Obj) e).object("statement"))
                        .filter(e -> e.text("predicateType").startsWith("urn:candor:evidence:" + kind + ":"))
                        .map(e -> e.object("predicate").object("result"))
                        .toList();
    }

    @Test
    void aRunShowsManyPredictionsAndEffectsOfTrees() throws IOException {
        Path results = run("explain: {sample: 50, effects: 2}\n");
        Json.Obj many = evidence(results, "explain.attributions").get(0);
        assertThat(many.array("rows")).hasSize(50);
        assertThat(evidence(results, "explain.effects"))
                .extracting(e -> e.text("method"))
                .containsExactly("ice", "ale");
        assertThat(evidence(results, "explain.effects")
                        .get(0)
                        .object("features")
                        .members())
                .hasSize(2);
        String report = Files.readString(results.resolveSibling("report.html"));
        assertThat(report)
                .contains("id=\"fig-ranks\"", "id=\"fig-swarm\"", "id=\"fig-decisions\"", "id=\"fig-heat\"")
                .contains("Accumulated effect of");
    }

    @Test
    void withoutASampleNoRowsAreDisclosed() throws IOException {
        Path results = run("explain: {local: 0, sample: 0}\n");
        assertThat(evidence(results, "explain.attributions")).isEmpty();
        assertThat(evidence(results, "explain.effects"))
                .extracting(e -> e.text("method"))
                .containsExactly("pdp", "ale");
        assertThat(evidence(results, "explain.effects").get(0).toString()).doesNotContain("curves");
    }

    /** Effects ask about rows that are made up, which a file of predictions does not have. */
    @Test
    void aFileOfPredictionsIsAssessedWithoutWhatOnlyAModelCanSay() throws IOException {
        data = Data.loans(folder.resolve("d.csv"), Data.with("id", i -> "r" + i));
        StringBuilder csv = new StringBuilder("id,prediction,score\n");
        List<String> lines = Files.readAllLines(data);
        for (int i = 1; i < lines.size(); i++) {
            boolean old = Integer.parseInt(lines.get(i).split(",")[1]) > 45;
            csv.append("r").append(i).append(old ? ",yes,0.75\n" : ",no,0.25\n");
        }
        Files.writeString(folder.resolve("p.csv"), csv);
        Path results = run("{path: p.csv}", "");
        assertThat(evidence(results, "evaluation.performance")).isNotEmpty();
        assertThat(evidence(results, "explain.error-tree")).hasSize(1);
        assertThat(evidence(results, "explain.effects")).isEmpty();
        assertThat(evidence(results, "explain.attributions")).isEmpty();
    }

    @Test
    void explanationsAreDrawnOnAPageOfTheirOwn() throws IOException {
        Path model = folder.resolve("model");
        Candor.quiet(
                        "train",
                        "--data",
                        data,
                        "--label",
                        "approved",
                        "--algorithm",
                        "xgboost",
                        "--set",
                        "rounds=20",
                        "--out",
                        model)
                .done();
        assertThat(page(model, "global", "--method", "shap")).contains("fig-importance", "fig-swarm");
        assertThat(page(model, "global", "--method", "ale", "--feature", "age")).contains("Accumulated effect of age");
        assertThat(page(model, "global", "--method", "surrogate")).contains("A surrogate", "Surrogate of yes");
        assertThat(page(model, "local", "--rows", "0,3")).contains("Row 0", "Row 3");
        assertThat(page(model, "local", "--rows", "1", "--method", "auto")).contains("Row 1");
        Candor.quiet(
                        "explain",
                        "global",
                        "--model",
                        model,
                        "--data",
                        data,
                        "--by",
                        "sex",
                        "--report",
                        folder.resolve("no.html"))
                .refused(2, "CND-U033");
        assertThat(folder.resolve("no.html")).doesNotExist();
    }

    private String page(Path model, String kind, Object... more) throws IOException {
        Path page = folder.resolve("page.html");
        Stream<Object> verb =
                kind.equals("global") || kind.equals("local") ? Stream.of("explain", kind) : Stream.of(kind);
        Stream<Object> told = Stream.of("--model", model, "--data", data, "--report", page);
        Object[] line = Stream.of(verb, told, Stream.of(more)).flatMap(s -> s).toArray();
        Candor.quiet(line).done();
        String html = Files.readString(page);
        assertThat(html).startsWith("<!doctype html>").contains("default-src ");
        return html;
    }
}
