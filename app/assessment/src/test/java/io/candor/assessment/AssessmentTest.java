package io.candor.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.io.YamlText;
import io.candor.results.Results;
import io.candor.results.ResultsFile;
import io.candor.store.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run as a whole: the same bytes each time, everything in it addressed, private numbers apart. */
class AssessmentTest {
    private static final String MODEL = "model: {settings: {outer_bags: 3, max_rounds: 60, learning_rate: 0.1}}\n";

    @TempDir
    Path folder;

    @BeforeEach
    void data() throws IOException {
        SmallData.write(folder.resolve("d.csv"), 600);
    }

    @Test
    void theSameSeedGivesTheSameModelAndEvidenceOnOneThreadOrTwo() throws IOException {
        String yaml =
                "data: {path: d.csv, label: approved}\nsensitive: [sex, age]\nintersections: [[sex, age]]\n" + MODEL;
        Results one = run("one", yaml, Assessment.Scope.ALL, 1);
        Results two = run("two", yaml, Assessment.Scope.ALL, 2);
        assertThat(files(folder.resolve("one/model"))).isEqualTo(files(folder.resolve("two/model")));
        assertThat(ids(one)).isEqualTo(ids(two));
        assertThat(one.models()).isEqualTo(two.models());
        assertThat(one.datasets()).isEqualTo(two.datasets());
        Results other = run("three", yaml + "seed: 43\n", Assessment.Scope.ALL, 2);
        assertThat(ids(other).get(0)).isNotEqualTo(ids(one).get(0));
    }

    @Test
    void aRunHoldsEveryKindAndItsFileReadsBackEqual() {
        Results results =
                run("run", "data: {path: d.csv, label: approved}\nsensitive: [sex]\n" + MODEL, Assessment.Scope.ALL, 2);
        assertThat(results.evidence().stream().map(Evidence::kind))
                .containsExactly(
                        "evaluation.performance",
                        "evaluation.performance",
                        "explain.error-tree",
                        "explain.error-map",
                        "explain.importance",
                        "explain.shapes",
                        "explain.contributions",
                        "explain.attributions",
                        "fairness.data",
                        "fairness.assessment",
                        "fairness.curves",
                        "fairness.tests",
                        "data.profile",
                        "datasheet.model");
        assertThat(ResultsFile.read(folder.resolve("run/results.json"))).isEqualTo(results);
        assertThat(results.trail()).isPresent();
        assertThat(folder.resolve("run/results.json.tlog-proof")).exists();
        Results.DatasetEntry all = results.datasets().get(2);
        assertThat(all.role()).isEqualTo("all");
        assertThat(results.datasets().get(0).rows() + results.datasets().get(1).rows())
                .isEqualTo(all.rows());
    }

    @Test
    void everySubjectIsAModelOrADataSetOfTheRun() {
        Results results =
                run("run", "data: {path: d.csv, label: approved}\nsensitive: [sex]\n" + MODEL, Assessment.Scope.ALL, 2);
        for (Evidence evidence : results.evidence()) {
            assertThat(evidence.subjects()).isNotEmpty().allSatisfy(subject -> {
                boolean model = results.models().stream()
                        .anyMatch(m -> subject.name().equals("model:" + m.name())
                                && subject.sha256().equals(m.digest()));
                boolean data = results.datasets().stream()
                        .anyMatch(d -> subject.name().equals("data:" + d.name() + "/" + d.role())
                                && subject.sha256().equals(d.tableDigest()));
                assertThat(model || data).as(evidence.kind() + " " + subject).isTrue();
            });
        }
    }

    @Test
    void aSavedModelAndColumnsOfPredictionsAreAssessedWithoutTraining() throws IOException {
        run("first", "data: {path: d.csv, label: approved}\n" + MODEL, Assessment.Scope.ALL, 2);
        Results saved = run(
                "second",
                "data: {path: d.csv, label: approved}\nmodel: {path: first/model}\n",
                Assessment.Scope.ALL,
                2);
        assertThat(saved.models().get(0).trained()).isFalse();
        assertThat(saved.datasets()).singleElement().matches(d -> d.role().equals("all"));
        StringBuilder csv = new StringBuilder();
        for (String line : Files.readAllLines(folder.resolve("d.csv")))
            csv.append(line).append(line.startsWith("age") ? ",guess\n" : line.contains(",m,") ? ",yes\n" : ",no\n");
        Files.writeString(folder.resolve("p.csv"), csv);
        Results columns = run(
                "third",
                "data: {path: p.csv, label: approved}\nsensitive: [sex]\nmodel: {prediction: guess}\n",
                Assessment.Scope.ALL,
                2);
        assertThat(columns.evidence().stream().map(Evidence::kind))
                .containsExactly(
                        "evaluation.performance",
                        "explain.error-tree",
                        "explain.error-map",
                        "fairness.assessment",
                        "fairness.tests",
                        "data.profile",
                        "datasheet.model");
        assertThat(folder.resolve("third/model")).doesNotExist();
    }

    @Test
    void disclosurePrivateLeavesExactNumbersOut() {
        String yaml = "data: {path: d.csv, name: d, label: approved}\nprivacy: {epsilon: \"0.1\", by: {sex: [m, f]}}\n"
                + MODEL;
        try (Workspace workspace = workspace("run")) {
            workspace.ledger().setBudget("d", DataSource.digest(folder.resolve("d.csv")), "1", "row");
        }
        Results results = run("run", yaml, new Assessment.Scope(true, true, false), 2);
        assertThat(results.evidence()).isNotEmpty().allMatch(e -> e.disclosure().level() == Disclosure.Level.PRIVATE);
        assertThat(results.ledger()).isPresent();
    }

    @Test
    void withoutABudgetNothingIsReleasedAndTheRunSaysSo() {
        String yaml = "data: {path: d.csv, name: d, label: approved}\nprivacy: {epsilon: \"0.1\"}\n" + MODEL;
        Results results = run("run", yaml, Assessment.Scope.ALL, 2);
        assertThat(results.all("privacy.release")).isEmpty();
        assertThat(results.run().notes()).anyMatch(n -> n.contains("has no budget"));
    }

    private static List<String> ids(Results results) {
        return results.evidence().stream().map(Evidence::id).toList();
    }

    private Workspace workspace(String name) {
        return Workspace.open(
                folder.resolve("store-" + name), () -> Instant.parse("2026-01-01T00:00:00Z"), Caller.of("tester"));
    }

    private Results run(String name, String yaml, Assessment.Scope scope, int threads) {
        Config config = Config.parse(YamlText.parse(yaml.getBytes(StandardCharsets.UTF_8), "c"), "c", folder);
        Plan plan = Plan.of(config, (stage, done, detail) -> {});
        ForkJoinPool pool = new ForkJoinPool(threads);
        try (Workspace workspace = workspace(name)) {
            Path out = folder.resolve(name);
            Assessment assessment =
                    new Assessment(plan, Optional.empty(), scope, workspace, pool, (stage, done, detail) -> {});
            Results results = assessment.run(workspace.registry().newRunId(), out);
            Json.Obj parameters = config.toJson();
            return RunFiles.write(results, workspace, assessment.modelFolder(out), parameters, out);
        } finally {
            pool.shutdown();
        }
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList())
                files.put(
                        file.getFileName().toString(),
                        Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        return files;
    }
}
