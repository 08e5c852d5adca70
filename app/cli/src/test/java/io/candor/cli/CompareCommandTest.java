package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.json.Json;
import io.candor.io.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void loans() throws IOException {
        data = Data.loans(folder.resolve("d.csv"), text -> text);
    }

    private Candor.Outcome all(String out, String more) {
        List<Object> words = new ArrayList<>(List.of("fairness", "mitigate", "--data", data, "--label", "approved"));
        words.addAll(List.of("--sensitive", "sex", "--method", "all", "--set", "lambda=0.01"));
        words.addAll(List.of("--out", folder.resolve(out)));
        words.addAll(List.of(more.split(" ")));
        return Candor.quiet(words.toArray());
    }

    private Candor.Outcome compare(Object... more) {
        List<Object> words = new ArrayList<>(List.of("compare"));
        words.addAll(List.of(more));
        return Candor.quiet(words.toArray());
    }

    private static Json.Obj result(Path comparison) throws IOException {
        return ((Json.Obj) JsonText.read(comparison)).object("predicate").object("result");
    }

    /** Every method leaves a model of its own, all are compared, and some do not read the sensitive column. */
    @Test
    void everyMethodIsOfferedAndCompared() throws IOException {
        String said = all(
                        "all", "--bound 0.02,0.1 --constraint demographic-parity --report " + folder.resolve("c.html"))
                .done()
                .out();
        assertThat(said).contains("unmitigated-without-sensitive", "none of them", "against unmitigated", "front");
        Json.Obj result = result(folder.resolve("all/comparison.json"));
        List<String> names =
                result.array("order").stream().map(n -> ((Json.Str) n).value()).toList();
        assertThat(names)
                .startsWith("unmitigated", "unmitigated-without-sensitive")
                .contains(
                        "exponentiated-gradient-0.02",
                        "exponentiated-gradient-0.1-without-sensitive",
                        "reweighing",
                        "threshold-0.02",
                        "threshold-0.1",
                        "reject-option-0.1",
                        "correlation-remover")
                .anyMatch(n -> n.startsWith("grid-search"));
        for (String name : names) {
            Json.Obj candidate = result.object("candidates").object(name);
            assertThat(candidate.object("made").text("algorithm")).isEqualTo("linear");
            Candor.quiet(
                            "predict",
                            "--model",
                            folder.resolve("all").resolve(name),
                            "--data",
                            data,
                            "--out",
                            folder.resolve("p.csv"))
                    .done();
        }
        assertThat(Files.readString(folder.resolve("c.html"))).contains("comparison-data", "reject-option-0.1");
    }

    @Test
    void theSameSeedGivesTheSameComparisonOnAnyNumberOfThreads() {
        all("one", "--bound 0.05 --threads 1").done();
        all("two", "--bound 0.05 --threads 2").done();
        assertThat(folder.resolve("one/comparison.json")).hasSameBinaryContentAs(folder.resolve("two/comparison.json"));
    }

    /** A folder of models stands for all in it; columns of predictions are models too. */
    @Test
    void modelsAndColumnsAreComparedOnTheSameRows() throws IOException {
        all("all", "--bound 0.05").done();
        Path scored = folder.resolve("scored.csv");
        List<String> lines = Files.readAllLines(data);
        int label = List.of(lines.get(0).split(",")).indexOf("approved");
        List<String> out = new ArrayList<>(List.of(lines.get(0) + ",theirs"));
        for (String line : lines.subList(1, lines.size())) {
            String value = line.split(",", -1)[label];
            out.add(line + "," + value);
        }
        Files.write(scored, out);
        Candor.Outcome outcome = compare(
                folder.resolve("all"),
                folder.resolve("all/reweighing"),
                "--data",
                scored,
                "--sensitive",
                "sex",
                "--prediction",
                "oracle=theirs",
                "--draws",
                "50",
                "--limit",
                "equalized_odds_difference<=0.5",
                "--baseline",
                "reweighing");
        assertThat(outcome.done().out())
                .contains("oracle", "reweighing 2", "against reweighing", "kept by the whole interval");
        assertThat(compare(folder.resolve("all"), "--data", data, "--sensitive", "sex", "--draws", "0")
                        .done()
                        .out())
                .contains("was trained on rows of this file");
    }

    @Test
    void runsAreComparedByWhatTheyLeft() throws IOException {
        for (String algorithm : new String[] {"linear", "tree"}) {
            Path home = folder.resolve(algorithm);
            Candor.quiet("init", "--data", data, "--label", "approved", "--sensitive", "sex", "--out", home)
                    .done();
            Path config = home.resolve("candor.yaml");
            Files.writeString(config, Files.readString(config).replace("algorithm: ebm", "algorithm: " + algorithm));
            Candor.quiet("run", "--config", config, "--store", home.resolve("s"), "--out", home.resolve("out"));
        }
        Path one = run("linear");
        Path two = run("tree");
        assertThat(compare(one, two).done().out()).contains("by sex", "algorithm linear", "algorithm tree");
        assertThat(compare(one.resolve("results.json"), two, "--disparity", "demographic_parity_ratio")
                        .done()
                        .out())
                .contains("demographic_parity_ratio");
        assertThat(compare(one, two, "--data", data, "--label", "approved", "--sensitive", "sex", "--draws", "20")
                        .done()
                        .out())
                .contains(String.valueOf(two.getFileName()), "front");
        compare(one).refused(2, "CND-F023");
    }

    private Path run(String algorithm) throws IOException {
        try (var runs = Files.list(folder.resolve(algorithm).resolve("out"))) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Test
    void whatCanNotBeComparedIsSaid() {
        compare().refused(2, "CND-U068");
        compare(folder).refused(2, "CND-U067");
        compare(folder, "--data", data).refused(2, "CND-U066");
        compare("--data", data, "--label", "approved", "--sensitive", "sex").refused(2, "CND-U068");
        all("x", "--limit gap").refused(2, "CND-F020");
        all("x", "--draws 1").refused(2, "CND-F021");
        all("x", "--performance acuracy").refused(2, "CND-F024");
        Candor.quiet(
                        "fairness",
                        "mitigate",
                        "--data",
                        data,
                        "--label",
                        "approved",
                        "--sensitive",
                        "sex",
                        "--method",
                        "threshold",
                        "--bound",
                        "0.1,0.2",
                        "--out",
                        folder.resolve("y"))
                .refused(2, "CND-U069");
        assertThat(folder.resolve("x")).doesNotExist();
    }
}
