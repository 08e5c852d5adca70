package io.candor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit code says what happened: 0 done, 1 a gate not met, 2 usage or data (in other tests), 3 failure, 4 integrity, 5 budget. */
class ExitCodeTest {
    @TempDir
    Path folder;

    @BeforeEach
    void data() throws IOException {
        Data.loans(folder.resolve("d.csv"));
    }

    @Test
    void aMetPolicyIsZeroAnUnmetOneIsOneAndArtefactsAreThereBothTimes() throws IOException {
        policy(">= 0.1", "fail");
        assertThat(run().code()).isZero();
        policy(">= 0.999", "fail");
        assertThat(run().code()).isEqualTo(1);
        policy(">= 0.999", "warn");
        assertThat(run().code()).isZero();
        try (Stream<Path> runs = Files.list(folder.resolve("out"))) {
            List<Path> all = runs.toList();
            assertThat(all)
                    .hasSize(3)
                    .allSatisfy(r -> assertThat(Candor.below(r))
                            .contains(
                                    "results.json",
                                    "results.json.tlog-proof",
                                    "report.html",
                                    "summary.md",
                                    "junit.xml",
                                    "model/model.json"));
        }
    }

    @Test
    void checkDecidesAgainWithoutDataOrModel() throws IOException {
        policy(">= 0.1", "fail");
        run().done();
        Path results = only(folder.resolve("out")).resolve("results.json");
        Files.delete(folder.resolve("d.csv"));
        Path policy = folder.resolve("policy.yaml");
        Candor.quiet("check", "--policy", policy, "--from", results).done();
        policy(">= 0.999", "fail");
        Candor.Outcome outcome = Candor.quiet("check", "--policy", policy, "--from", results);
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("not met", "auc");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void whatWasChangedIsFour() throws IOException {
        policy(">= 0.1", "fail");
        run().done();
        Path results = only(folder.resolve("out")).resolve("results.json");
        Object[] verify = {"trail", "verify", "--store", folder.resolve("store"), results};
        assertThat(Candor.quiet(verify).done().out()).contains("everything that was written verifies");
        String text = Files.readString(results);
        Files.writeString(results, text.replaceFirst("\"value\": 0\\.", "\"value\": 0.1"));
        Candor.quiet("report", "--from", results).refused(4, "CND-O003");
        Candor.quiet("check", "--policy", folder.resolve("policy.yaml"), "--from", results)
                .refused(4, "CND-O003");
        assertThat(Candor.quiet(verify).code()).isEqualTo(4);
        Files.writeString(results, text.replaceFirst("\"finished\": \"2", "\"finished\": \"3"));
        assertThat(Candor.quiet(verify).code()).as("outside the evidence").isEqualTo(4);
        Files.writeString(results, text);
        assertThat(Candor.quiet(verify).code()).isZero();
        Path blob;
        try (Stream<Path> files = Files.walk(folder.resolve("store/blobs"))) {
            blob = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length / 2] ^= 1;
        blob.toFile().setWritable(true);
        Files.write(blob, bytes);
        Candor.Outcome outcome = Candor.quiet(verify);
        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err()).startsWith("CND-T010");
        assertThat(outcome.out()).contains("does not verify");
    }

    @Test
    void aBudgetThatIsSpentIsFiveAndNothingIsWritten() throws IOException {
        Path data = folder.resolve("d.csv");
        Path store = folder.resolve("store");
        Candor.quiet(
                        "privacy",
                        "budget",
                        "set",
                        "--dataset",
                        "loans",
                        "--data",
                        data,
                        "--epsilon",
                        "0.25",
                        "--store",
                        store)
                .done();
        Object[] release = {
            "privacy", "release", "--dataset", "loans", "--data", data, "--count", "--epsilon", "0.2", "--store", store
        };
        Candor.quiet(release).done();
        Candor.quiet(release).refused(5, "CND-");
        assertThat(Candor.quiet("privacy", "budget", "show", "--dataset", "loans", "--store", store)
                        .done()
                        .out())
                .contains("0.2 of 0.25 spent");
        Files.writeString(
                folder.resolve("candor.yaml"),
                "data: {path: d.csv, name: loans, label: approved}\nprivacy: {epsilon: \"0.2\"}\n"
                        + "model: {settings: {outer_bags: 2, max_rounds: 20}}\n");
        run().refused(5, "CND-");
        assertThat(folder.resolve("out")).doesNotExist();
        Files.writeString(data, Files.readString(data) + "30,200,m,city1,yes\n");
        Object[] cheap = {
            "privacy", "release", "--dataset", "loans", "--data", data, "--count", "--epsilon", "0.01", "--store", store
        };
        assertThat(Candor.quiet(cheap).code()).as("a changed file").isEqualTo(5);
    }

    @Test
    void aMachineThatIsTooSmallIsThreeAndNotAStackTrace() throws Exception {
        Path data = Data.loans(
                folder.resolve("big.csv"),
                t -> t + t.substring(t.indexOf('\n') + 1).repeat(2_000));
        Candor.Outcome outcome = Candor.process(
                folder,
                List.of("-Xmx24m", "-XX:+UseSerialGC"),
                "train",
                "--data",
                data,
                "--label",
                "approved",
                "--out",
                "m",
                "-q");
        outcome.refused(3, "CND-X001", "memory", "CANDOR_JAVA_OPTS");
        assertThat(folder.resolve("m")).doesNotExist();
    }

    private void policy(String requirement, String level) throws IOException {
        Files.writeString(
                folder.resolve("candor.yaml"),
                "data: {path: d.csv, label: approved}\npolicy: policy.yaml\n"
                        + "model: {settings: {outer_bags: 2, max_rounds: 20}}\n");
        Files.writeString(
                folder.resolve("policy.yaml"),
                "id: p\ngates:\n  - {id: auc, evidence: evaluation.performance, metric: auc, requirement: '"
                        + requirement + "', level: " + level + "}\n");
    }

    private Candor.Outcome run() {
        return Candor.quiet(
                "run",
                "--config",
                folder.resolve("candor.yaml"),
                "--store",
                folder.resolve("store"),
                "--out",
                folder.resolve("out"));
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }
}
