package io.candor.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candor.core.CandorException;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written comes back; what was changed, cut or is of another time is refused with a code. */
class ResultsFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenComesBackEqual() {
        Path file = folder.resolve("results.json");
        ResultsFile.write(file, results("a run"));
        assertThat(ResultsFile.read(file)).isEqualTo(results("a run"));
        assertThat(ResultsFile.bytes(ResultsFile.read(file))).isEqualTo(ResultsFile.bytes(results("a run")));
    }

    @Test
    void hostileNamesComeBackEqual() {
        Property.forAll(1, 200, Gen.hostileStrings(), text -> {
            Results results = results(text);
            assertThat(ResultsFile.parse(ResultsFile.bytes(results), "x")).isEqualTo(results);
        });
    }

    @Test
    void aSeedBeyondDoublesComesBackExactly() {
        Results parsed = ResultsFile.parse(ResultsFile.bytes(results("x")), "x");
        assertThat(parsed.run().seed()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void absentPartsStayAbsent() {
        Results bare = new Results(
                results("x").run(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Json.object().build(),
                Optional.empty());
        assertThat(ResultsFile.toJson(bare).members()).doesNotContainKeys("policy", "ledger", "trail");
        assertThat(ResultsFile.parse(ResultsFile.bytes(bare), "x")).isEqualTo(bare);
    }

    @Test
    void evidenceOfAnUnknownKindIsKept() {
        Evidence later = new Evidence(
                "weather.forecast",
                9,
                List.of(),
                new Evidence.Method("m", 3, "s"),
                Json.object().build(),
                Json.object().put("anything", "goes").build(),
                List.of(),
                Disclosure.privately());
        Results results = with(List.of(later));
        assertThat(ResultsFile.parse(ResultsFile.bytes(results), "x").all("weather.forecast"))
                .containsExactly(later);
    }

    @Test
    void aChangedStatementIsAnIntegrityError() {
        String changed = text(results("x")).replace("\"value\": 0.25", "\"value\": 0.26");
        CandorException e = refusal(changed.getBytes(StandardCharsets.UTF_8));
        assertThat(e.code()).isEqualTo("CND-O003");
        assertThat(e.kind()).isEqualTo(CandorException.Kind.INTEGRITY);
    }

    @Test
    void aNewerVersionIsRefusedByName() {
        String newer = text(results("x")).replace("\"schemaVersion\": 1", "\"schemaVersion\": 2");
        assertThat(refusal(newer.getBytes(StandardCharsets.UTF_8)).getMessage()).contains("CND-O002", "version 2");
    }

    @Test
    void otherJsonIsNoResultsFile() {
        for (String other : List.of("[]", "3", "{}", "null", "{\"schemaVersion\": \"1\"}", "{\"schemaVersion\": 1}")) {
            CandorException e = refusal(other.getBytes(StandardCharsets.UTF_8));
            assertThat(e.code()).as(other).isEqualTo("CND-O001");
            assertThat(e.getMessage()).doesNotContain("io.candor", "class ").matches("CND-[A-Z]\\d{3}: .+; .+; .+");
        }
    }

    @Test
    void aGateWithoutAStateIsRefused() {
        String text = text(results("x")).replace("\"state\": \"not_met\"", "\"state\": \"perhaps\"");
        assertThat(refusal(text.getBytes(StandardCharsets.UTF_8)).getMessage()).contains("CND-O001", "perhaps");
    }

    @Test
    void aMissingFileIsNamed() {
        CandorException e =
                catchThrowableOfType(CandorException.class, () -> ResultsFile.read(folder.resolve("nowhere.json")));
        assertThat(e.code()).isEqualTo("CND-D011");
    }

    @Test
    void everyCutFileIsRefused() {
        byte[] bytes = ResultsFile.bytes(results("x"));
        for (int length = 0; length < bytes.length - 2; length += 7) {
            assertThat(refusal(Arrays.copyOf(bytes, length)).code()).startsWith("CND-");
        }
    }

    @Test
    void aFlippedByteIsRefusedOrLeavesTheEvidenceAsItWas() {
        byte[] bytes = ResultsFile.bytes(results("x"));
        List<Evidence> evidence = results("x").evidence();
        Property.forAll(7, 3000, Gen.longs(), seed -> {
            byte[] changed = bytes.clone();
            int at = (int) Long.remainderUnsigned(seed, changed.length);
            changed[at] ^= (byte) (1 << (seed >>> 61));
            try {
                assertThat(ResultsFile.parse(changed, "x").evidence()).isEqualTo(evidence);
            } catch (CandorException e) {
                assertThat(e.kind()).isIn(CandorException.Kind.USER, CandorException.Kind.INTEGRITY);
            }
        });
    }

    @Test
    void randomBytesAreRefused() {
        Property.forAll(3, 500, Gen.lists(Gen.ints(-128, 127), 0, 200), list -> {
            byte[] bytes = new byte[list.size()];
            for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (int) list.get(i);
            assertThat(refusal(bytes).code()).startsWith("CND-");
        });
    }

    @Test
    void aGateCountsAsItsLevelUnlessItSaysOtherwise() {
        Json.Obj gate = gate("not_met", "warn");
        assertThat(Results.countsAs(gate)).isEqualTo("warn");
        assertThat(Results.countsAs(gate("met", "fail"))).isEqualTo("pass");
        assertThat(Results.countsAs(gate("undecided", "fail"))).isEqualTo("fail");
        Json.Builder said = Json.object();
        gate("undecided", "fail").members().forEach(said::put);
        assertThat(Results.countsAs(said.put("counts_as", "warn").build())).isEqualTo("warn");
    }

    private CandorException refusal(byte[] bytes) {
        CandorException e = catchThrowableOfType(CandorException.class, () -> ResultsFile.parse(bytes, "x.json"));
        assertThat(e).as(() -> new String(bytes, StandardCharsets.UTF_8)).isNotNull();
        return e;
    }

    private static String text(Results results) {
        return CanonicalJson.pretty(ResultsFile.toJson(results));
    }

    private static Json.Obj gate(String state, String level) {
        return Json.object()
                .put("id", "g")
                .put("requirement", ">= 0.8")
                .put("level", level)
                .put("state", state)
                .put("reason", "so.")
                .build();
    }

    private static Results with(List<Evidence> evidence) {
        Results r = results("x");
        return new Results(
                r.run(),
                r.models(),
                r.datasets(),
                evidence,
                r.gates(),
                r.policyId(),
                r.ledger(),
                r.environment(),
                r.trail());
    }

    private static Results results(String name) {
        String digest = "0123456789abcdef".repeat(4);
        Evidence evidence = new Evidence(
                "evaluation.performance",
                1,
                List.of(new Subject("model:" + name, digest)),
                new Evidence.Method("metrics", 1, "Wilson 1927"),
                Json.object().put("seed", "42").build(),
                Json.object()
                        .put(
                                "metrics",
                                Json.object()
                                        .put(name, new Estimate.Interval(0.25, 0.2, 0.3, 40, "Wilson").toJson())
                                        .build())
                        .build(),
                List.of("Holds for " + name),
                Disclosure.aggregate(12));
        return new Results(
                new Results.Run(
                        "0123456789abcdef".repeat(2),
                        name,
                        Long.MAX_VALUE,
                        "2026-01-01T00:00:00Z",
                        "2026-01-01T00:01:00Z",
                        "0.1.0",
                        List.of(name)),
                List.of(new Results.ModelEntry(name, digest, "ebm", true)),
                List.of(new Results.DatasetEntry(name, "all", digest, digest, 100, 4)),
                List.of(evidence),
                List.of(gate("not_met", "fail")),
                Optional.of(name),
                Optional.of(Json.object().put("spent", "0.1").build()),
                Json.object().put("jdk", "17").build(),
                Optional.of(Json.object().put("size", 3).build()));
    }
}
