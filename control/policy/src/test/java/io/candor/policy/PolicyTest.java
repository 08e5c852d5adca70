package io.candor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.json.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    @Test
    void defaultsAreFailWarnIntervalAndThirtyRows() {
        Policy policy = policy(gate());
        Gate gate = policy.gates().get(0);
        assertThat(policy.minimumSupport()).isEqualTo(30);
        assertThat(gate.level()).isEqualTo(Gate.Outcome.FAIL);
        assertThat(gate.whenUndecided()).isEqualTo(Gate.Outcome.WARN);
        assertThat(gate.decideOn()).isEqualTo(Gate.DecideOn.INTERVAL);
        assertThat(gate.stratum()).isEqualTo("all");
        assertThat(gate.title()).isEqualTo("g");
    }

    @Test
    void whatIsWrittenReadsBack() {
        Policy policy = policy(
                gate().put("title", "Four fifths").put("minimum_support", 50).put("level", "warn"));
        assertThat(Policy.fromJson(policy.toJson())).isEqualTo(policy);
    }

    @Test
    void unknownKeysAreErrorsWithTheNearestKnownOne() {
        assertThatThrownBy(() -> policy(gate().put("when_undecidet", "fail")))
                .hasMessageContaining("CND-Y001")
                .hasMessageContaining("did you mean 'when_undecided'?");
        assertThatThrownBy(() -> Policy.fromJson(Json.object().put("gate", "x").build()))
                .hasMessageContaining("CND-Y001")
                .hasMessageContaining("'gates'");
    }

    @Test
    void mistakesHaveCodes() {
        assertCode("CND-Y002", gate().put("requirement", 0.8));
        assertCode("CND-Y002", Json.object().put("evidence", "evaluation.performance"));
        assertCode("CND-Y002", gate().put("minimum_support", 1.5));
        assertCode("CND-Y003", gate().put("requirement", "at least 0.8"));
        assertCode("CND-Y003", gate().put("requirement", ">= 1e999"));
        assertCode("CND-Y004", gate().put("level", "error"));
        assertCode("CND-Y004", gate().put("level", "pass"));
        assertCode("CND-Y005", gate().put("metric", "selection_rat.ratio"));
        assertCode("CND-Y005", gate().put("evidence", "explain.importance"));
        assertCode("CND-Y006", gate().put("metric", "overall.accuracy"));
        assertCode("CND-Y007", gate().put("pointer", "/predicate/result/rows"));
        assertCode("CND-Y009", gate().put("level", "warn").put("when_undecided", "fail"));
        Json.Builder pointer = Json.object()
                .put("id", "g")
                .put("evidence", "privacy.release")
                .put("requirement", "<= 1")
                .put("pointer", "epsilon");
        assertCode("CND-Y011", pointer);
        assertThatThrownBy(() -> policy(gate(), gate())).hasMessageContaining("CND-Y008");
        assertThatThrownBy(PolicyTest::policy).hasMessageContaining("CND-Y010");
        assertThatThrownBy(() -> policy(gate().put("metric", "selection_rate.ration")))
                .hasMessageContaining("did you mean 'selection_rate.ratio'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {">= 0.8", "<=0.1", ">-1", "< 1e-3", "== 1", ">= .5"})
    void requirementsReadBack(String text) {
        Requirement r = Requirement.parse(text);
        assertThat(Requirement.parse(r.toString())).isEqualTo(r);
    }

    @Test
    void theShippedSchemaNamesEveryKeyAndOnlyThose() throws Exception {
        String schema;
        try (InputStream in = Objects.requireNonNull(Policy.class.getResourceAsStream("policy.schema.json"))) {
            schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> keys = List.copyOf(policy(gate().put("minimum_support", 1))
                .gates()
                .get(0)
                .toJson()
                .members()
                .keySet());
        String gates = schema.substring(schema.indexOf("\"$defs\""));
        for (String key : keys) assertThat(gates).contains("        \"" + key + "\": {");
        assertThat(gates).contains("        \"pointer\": {");
        assertThat(gates.lines().filter(l -> l.startsWith("        \"")).count())
                .isEqualTo(keys.size() + 1L);
    }

    private static void assertCode(String code, Json.Builder gate) {
        assertThatThrownBy(() -> policy(gate)).hasMessageContaining(code);
    }

    private static Json.Builder gate() {
        return Json.object()
                .put("id", "g")
                .put("evidence", "fairness.assessment")
                .put("metric", "selection_rate.ratio")
                .put("feature", "sex")
                .put("requirement", ">= 0.8");
    }

    private static Policy policy(Json.Builder... gates) {
        return Policy.fromJson(Json.object()
                .put("id", "p")
                .put(
                        "gates",
                        Json.array(
                                List.of(gates).stream().map(Json.Builder::build).toList()))
                .build());
    }
}
