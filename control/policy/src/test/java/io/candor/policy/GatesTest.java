package io.candor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {
    @ParameterizedTest
    @CsvSource({
        ">= 0.8, 0.80, 0.95, MET",
        ">= 0.8, 0.70, 0.79, NOT_MET",
        ">= 0.8, 0.70, 0.80, UNDECIDED",
        "> 0.8, 0.80, 0.95, UNDECIDED",
        "> 0.8, 0.70, 0.80, NOT_MET",
        "<= 0.1, 0.02, 0.10, MET",
        "<= 0.1, 0.11, 0.20, NOT_MET",
        "<= 0.1, 0.05, 0.20, UNDECIDED",
        "< 0.1, 0.10, 0.20, NOT_MET",
        "< 0.1, 0.02, 0.10, UNDECIDED",
        "== 1, 1, 1, MET",
        "== 1, 0.9, 1.1, UNDECIDED",
        "== 1, 0.9, 0.99, NOT_MET"
    })
    void theWholeIntervalMeetsOrMissesElseItIsUndecided(String requirement, double low, double high, String state) {
        Estimate e = new Estimate.Interval((low + high) / 2, low, high, 100, "Wilson");
        GateDecision d =
                decide(Gate.of("g", "evaluation.performance", "auc", null, requirement), performance("auc", e));
        assertThat(d.state()).hasToString(state);
        assertThat(d.reason()).contains("95 % interval", "n = 100", "Wilson", requirement);
    }

    @Test
    void tooFewRowsDecideNothing() {
        Estimate clear = new Estimate.Interval(0.99, 0.95, 1, 29, "Wilson");
        GateDecision d =
                decide(Gate.of("g", "evaluation.performance", "auc", null, ">= 0.5"), performance("auc", clear));
        assertThat(d.state()).isEqualTo(GateDecision.State.UNDECIDED);
        assertThat(d.reason()).isEqualTo("Not enough data: n = 29, the minimum is 30.");
        assertThat(d.countsAs()).isEqualTo(Gate.Outcome.WARN);
    }

    @Test
    void aValueWithoutIntervalDecidesAndSaysSo() {
        GateDecision d = decide(
                Gate.of("g", "evaluation.performance", "auc", null, ">= 0.5"),
                performance("auc", new Estimate.Point(0.4, 50)));
        assertThat(d.state()).isEqualTo(GateDecision.State.NOT_MET);
        assertThat(d.reason()).isEqualTo("0.4 misses >= 0.5; decided by the value, which has no interval.");
        assertThat(d.countsAs()).isEqualTo(Gate.Outcome.FAIL);
    }

    @Test
    void decidingOnThePointIsPrinted() {
        Gate gate = Policy.fromJson(Json.object()
                        .put(
                                "gates",
                                Json.array(List.of(Json.object()
                                        .put("id", "g")
                                        .put("evidence", "evaluation.performance")
                                        .put("metric", "auc")
                                        .put("requirement", ">=0.8")
                                        .put("decide_on", "point")
                                        .build())))
                        .build())
                .gates()
                .get(0);
        GateDecision d = decide(gate, performance("auc", new Estimate.Interval(0.81, 0.7, 0.9, 50, "DeLong")));
        assertThat(d.state()).isEqualTo(GateDecision.State.MET);
        assertThat(d.reason()).isEqualTo("0.81 meets >= 0.8; decided by the value alone, as the policy says.");
    }

    @Test
    void anUndefinedNumberIsUndecidedWithItsReason() {
        GateDecision d = decide(
                Gate.of("g", "evaluation.performance", "auc", null, ">= 0.5"),
                performance("auc", Estimate.undefined("no positives", 40)));
        assertThat(d.state()).isEqualTo(GateDecision.State.UNDECIDED);
        assertThat(d.reason()).isEqualTo("Undefined: no positives.");
    }

    @Test
    void shortNamesLeadToTheNumbersOfTheContract() {
        Estimate e = new Estimate.Interval(0.9, 0.85, 0.95, 300, "x");
        Evidence fairness = fairness("sex & a/b", "all", e);
        GateDecision ratio =
                decide(Gate.of("g", "fairness.assessment", "selection_rate.ratio", "sex & a/b", ">= 0.8"), fairness);
        assertThat(ratio.state()).isEqualTo(GateDecision.State.MET);
        String pointer = "/predicate/result/features/sex & a~1b/strata/all/disparities/selection_rate/ratio";
        assertThat(ratio.address()).isEqualTo(fairness.id() + "#" + pointer);
        assertThat(fairness.toJson().at(pointer)).isPresent();
        assertThat(decide(
                                Gate.of("g", "fairness.assessment", "equalized_odds_difference", "sex & a/b", ">= 0.8"),
                                fairness)
                        .state())
                .isEqualTo(GateDecision.State.MET);
        assertThat(decide(Gate.of("g", "fairness.assessment", "overall.accuracy", null, ">= 0.8"), fairness)
                        .state())
                .isEqualTo(GateDecision.State.MET);
    }

    @Test
    void whatWasNotMeasuredIsUndecidedAndSuggestsWhatWas() {
        Estimate e = new Estimate.Point(0.9, 300);
        GateDecision feature = decide(
                Gate.of("g", "fairness.assessment", "selection_rate.ratio", "sexx", ">= 0.8"),
                fairness("sex", "all", e));
        assertThat(feature.state()).isEqualTo(GateDecision.State.UNDECIDED);
        assertThat(feature.reason())
                .isEqualTo("Not measured: there is no 'sexx' at /predicate/result/features; did you mean 'sex'?");
        assertThat(feature.value()).isNull();
        GateDecision kind = Gates.decide(
                        new Policy("p", 30, List.of(Gate.of("g", "datasheet.model", "completeness", null, ">= 0.8"))),
                        List.of(statement("datasheet.models", Json.object().build())))
                .get(0);
        assertThat(kind.reason())
                .isEqualTo(
                        "Not measured: there is no evidence of kind datasheet.model; did you mean 'datasheet.models'?");
        assertThat(kind.address()).isNull();
    }

    @Test
    void aDatasheetsFieldsAreNotRowsAndExactDecimalsAreNumbers() {
        Json.Obj completeness = new Estimate.Point(0.9, 20).toJson();
        GateDecision d = decide(
                Gate.of("g", "datasheet.model", "completeness", null, ">= 0.8"),
                statement(
                        "datasheet.model",
                        Json.object().put("completeness", completeness).build()));
        assertThat(d.state()).isEqualTo(GateDecision.State.MET);
        Gate epsilon = new Gate(
                "e",
                "Epsilon",
                "privacy.release",
                null,
                "/predicate/result/epsilon",
                null,
                "all",
                Requirement.parse("<= 1"),
                Gate.Outcome.FAIL,
                Gate.Outcome.WARN,
                Gate.DecideOn.INTERVAL,
                null);
        Evidence release =
                statement("privacy.release", Json.object().put("epsilon", "0.1").build());
        assertThat(decide(epsilon, release).state()).isEqualTo(GateDecision.State.MET);
        Evidence odd = statement(
                "privacy.release", Json.object().put("epsilon", "much").build());
        assertThat(decide(epsilon, odd).state()).isEqualTo(GateDecision.State.UNDECIDED);
    }

    @Test
    void theWorstOfSeveralStatementsDecides() {
        Gate gate = Gate.of("g", "evaluation.performance", "auc", null, ">= 0.8");
        List<Evidence> two = List.of(
                performance("auc", new Estimate.Interval(0.9, 0.85, 0.95, 100, "DeLong")),
                performance("auc", new Estimate.Interval(0.7, 0.6, 0.75, 100, "DeLong")));
        GateDecision d = Gates.decide(new Policy("p", 30, List.of(gate)), two).get(0);
        assertThat(d.state()).isEqualTo(GateDecision.State.NOT_MET);
        assertThat(d.reason()).endsWith("The worst of 2 statements.");
    }

    @Test
    void theVerdictCountsWhatFailsAndWarns() {
        List<Gate> gates = new ArrayList<>();
        gates.add(Gate.of("met", "evaluation.performance", "auc", null, ">= 0.5"));
        gates.add(Gate.of("open", "evaluation.performance", "auc", null, ">= 0.9"));
        List<Evidence> evidence = List.of(performance("auc", new Estimate.Interval(0.9, 0.85, 0.95, 100, "DeLong")));
        assertThat(Verdict.of(Gates.decide(new Policy("p", 30, gates), evidence)))
                .isEqualTo(new Verdict(1, 0, 1, 0, 1));
        gates.add(Gate.of("missed", "evaluation.performance", "auc", null, ">= 0.99"));
        Verdict verdict = Verdict.of(Gates.decide(new Policy("p", 30, gates), evidence));
        assertThat(verdict).isEqualTo(new Verdict(1, 1, 1, 1, 1));
        assertThat(verdict.exitCode()).isEqualTo(1);
    }

    @Test
    void aDecisionIsWrittenForTheResults() {
        GateDecision d = decide(
                Gate.of("g", "evaluation.performance", "auc", null, ">= 0.8"),
                performance("auc", new Estimate.Interval(0.9, 0.85, 0.95, 100, "DeLong")));
        Json.Obj json = d.toJson();
        assertThat(json.text("state")).isEqualTo("met");
        assertThat(json.text("counts_as")).isEqualTo("pass");
        assertThat(json.object("value").number("low")).isEqualTo(0.85);
        assertThat(json.members().keySet())
                .contains("id", "title", "evidence_kind", "metric", "requirement", "level", "reason", "address")
                .doesNotContain("feature", "stratum");
    }

    private static GateDecision decide(Gate gate, Evidence evidence) {
        return Gates.decide(new Policy("p", 30, List.of(gate)), List.of(evidence))
                .get(0);
    }

    private static Evidence performance(String metric, Estimate e) {
        Json.Obj metrics = Json.object().put(metric, e.toJson()).build();
        return statement(
                "evaluation.performance", Json.object().put("metrics", metrics).build());
    }

    private static Evidence fairness(String feature, String stratum, Estimate e) {
        Json.Obj strata = Json.object()
                .put(
                        stratum,
                        Json.object()
                                .put(
                                        "disparities",
                                        Json.object()
                                                .put(
                                                        "selection_rate",
                                                        Json.object()
                                                                .put("ratio", e.toJson())
                                                                .build())
                                                .build())
                                .put(
                                        "composites",
                                        Json.object()
                                                .put("equalized_odds_difference", e.toJson())
                                                .build())
                                .build())
                .build();
        Json.Obj features = Json.object()
                .put(feature, Json.object().put("strata", strata).build())
                .build();
        Json.Obj overall = Json.object().put("accuracy", e.toJson()).build();
        return statement(
                "fairness.assessment",
                Json.object().put("overall", overall).put("features", features).build());
    }

    private static Evidence statement(String kind, Json.Obj result) {
        return new Evidence(
                kind,
                1,
                List.of(),
                new Evidence.Method("m", 1, "s"),
                Json.object().build(),
                result,
                List.of(),
                Disclosure.aggregate(1));
    }
}
