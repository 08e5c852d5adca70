package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search and boosted trees from training to the report. */
class AutoTest {
    private static final Object[] QUICK = {"--set", "algorithms=tree,linear,xgboost", "--trials", "5"};

    @TempDir
    Path folder;

    private Candor.Outcome train(Path data, String out, Object... more) {
        return Candor.quiet(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "train",
                                "--data",
                                data,
                                "--label",
                                "approved",
                                "--out",
                                folder.resolve(out),
                                "--store",
                                folder.resolve("store")),
                        java.util.stream.Stream.of(more))
                .toArray());
    }

    @Test
    void boostedTreesAreTrainedExplainedAndEvaluated() throws IOException {
        Path data = Data.loans(folder.resolve("d.csv"));
        train(data, "m", "--algorithm", "xgboost", "--set", "max_depth=2").done();
        Path model = folder.resolve("m");
        Json.Obj importance = Candor.quiet("explain", "global", "--model", model, "--data", data, "--json")
                .json();
        assertThat(((Json.Obj) importance.array("features").get(0)).text("name"))
                .isEqualTo("amount");
        Candor.quiet("explain", "local", "--model", model, "--data", data, "--rows", "0")
                .done();
        Json.Obj evaluated = Candor.quiet("evaluate", "--model", model, "--data", data, "--json")
                .json();
        assertThat(((Json.Num) evaluated
                                .at("/predicate/result/metrics/auc/value")
                                .orElseThrow())
                        .value())
                .isGreaterThan(0.8);
        train(data, "x", "--algorithm", "xgboost", "--set", "depth=2").refused(2, "CND-B001", "max_depth");
    }

    @Test
    void aSearchPrintsItsLeaderboardAndKeepsEveryTrial() throws IOException {
        Path data = Data.loans(folder.resolve("d.csv"));
        String text = train(data, "m", with("--sensitive", "sex")).done().out();
        assertThat(text)
                .contains("searched: 5 of 5 trials on 5 folds, no time limit", "selection rate difference", "* chosen");
        String runs = Candor.quiet("registry", "runs", "--store", folder.resolve("store"))
                .done()
                .out();
        assertThat(runs).contains("trial 1", "trial 5", "(chosen)");
        assertThat(folder.resolve("m/search.json")).exists();
        Json.Obj json = train(data, "n", with("--json")).json();
        assertThat(json.object("search").array("trials")).hasSize(5);
        assertThat(json.text("digest")).isEqualTo(json(train(data, "o", with("--json", "--threads", 1))));
        Candor.quiet("explain", "global", "--model", folder.resolve("m"), "--data", data)
                .done();
        Candor.quiet("explain", "local", "--model", folder.resolve("m"), "--data", data, "--rows", "3")
                .done();
        Candor.quiet("trail", "verify", "--store", folder.resolve("store")).done();
    }

    private static String json(Candor.Outcome outcome) {
        return outcome.json().text("digest");
    }

    private static Object[] with(Object... more) {
        return java.util.stream.Stream.of(new Object[] {"--algorithm", "auto"}, QUICK, more)
                .flatMap(java.util.stream.Stream::of)
                .toArray();
    }

    @Test
    void aTimeLimitThatLeavesNothingIsToldAndLeavesNothing() throws IOException {
        Path data = Data.loans(folder.resolve("d.csv"));
        train(data, "m", "--algorithm", "auto", "--time-limit", "1ms").refused(2, "CND-V017");
        assertThat(folder.resolve("m")).doesNotExist();
        train(data, "m", "--algorithm", "tree", "--trials", "3").refused(2, "CND-U024");
    }

    @Test
    void aRunSearchesAndReports() throws IOException {
        Data.loans(folder.resolve("d.csv"));
        Path config = Files.writeString(
                folder.resolve("candor.yaml"),
                "data: {path: d.csv, label: approved}\nsensitive: [sex]\n"
                        + "model: {algorithm: auto, settings: {trials: 3, algorithms: 'tree,linear,xgboost'}}\n");
        Json.Obj results = Candor.quiet(
                        "run",
                        "--config",
                        config,
                        "--out",
                        folder.resolve("out"),
                        "--store",
                        folder.resolve("store"),
                        "--json")
                .json();
        assertThat(results.array("evidence"))
                .anyMatch(e -> ((Json.Obj) e).toString().contains("urn:candor:evidence:evaluation.search:v1"));
        assertThat(results.object("run").array("notes"))
                .anyMatch(n -> n.toString().contains("chosen of 3 trials"));
    }
}
