package io.candor.explain.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Scores;
import io.candor.core.model.ThresholdDecider;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.FunctionModel;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final List<Input> INPUTS = List.of(
            Input.number("age"),
            Input.category("city", List.of("u", "v")),
            Input.category("member", List.of("False", "True")));
    private static final Table DATA = new Table(List.of(
            new NumericColumn("age", new double[] {20, 30, 40}),
            CategoricalColumn.of("city", List.of("u", "v", "u")),
            new BooleanColumn("member", new byte[] {0, 1, 1}),
            CategoricalColumn.of("other", List.of("p", "q", "p"))));
    private static final List<Subject> SUBJECTS = List.of(new Subject("model:m", "0".repeat(64)));

    private static Evidence ask(int row, List<Change> changes, String... curves) {
        FunctionModel model = new FunctionModel(
                INPUTS,
                Scores.Scale.PROBABILITY,
                r -> (Double.isNaN(r[0]) ? 0.5 : Math.min(r[0], 100) / 200)
                        + (r[1] == 1 ? 0.25 : r[1] < 0 ? 0.125 : 0)
                        + (r[2] == 1 ? 0.125 : 0));
        return new WhatIf(new BlackBox(model, false, ForkJoinPool.commonPool()), new ThresholdDecider(0.5))
                .evidence(DATA, row, changes, List.of(curves), SUBJECTS);
    }

    private static Json at(Evidence evidence, String pointer) {
        return evidence.result().at(pointer).orElseThrow();
    }

    @Test
    void theModelIsAskedBeforeAndAfter() {
        Evidence evidence = ask(1, List.of(new Change("age", "40"), new Change("member", "false")));
        assertThat(evidence.kind()).isEqualTo("explain.what-if");
        assertThat(at(evidence, "/before/score")).isEqualTo(Json.of(0.15 + 0.25 + 0.125));
        assertThat(at(evidence, "/before/decision")).isEqualTo(Json.of("yes"));
        assertThat(at(evidence, "/after/score")).isEqualTo(Json.of(0.2 + 0.25));
        assertThat(at(evidence, "/after/decision")).isEqualTo(Json.of("no"));
        assertThat(at(evidence, "/changes/0/from")).isEqualTo(Json.of("30"));
        assertThat(at(evidence, "/changes/1/to")).isEqualTo(Json.of("false"));
        assertThat(at(evidence, "/remarks")).isEqualTo(Json.array(List.of()));
    }

    @Test
    void curvesGoAroundTheChangedRow() {
        Evidence evidence = ask(0, List.of(new Change("city", "v")), "age", "member");
        assertThat(at(evidence, "/curves/age/points")).isEqualTo(Json.numbers(20, 30, 40));
        assertThat(at(evidence, "/curves/age/values/yes")).isEqualTo(Json.numbers(0.1 + 0.25, 0.15 + 0.25, 0.2 + 0.25));
        assertThat(at(evidence, "/curves/member/points")).isEqualTo(Json.texts(List.of("true", "false")));
        assertThat(at(evidence, "/curves/member/values/yes")).isEqualTo(Json.numbers(0.1 + 0.25 + 0.125, 0.1 + 0.25));
    }

    @Test
    void whatTheModelHasNotSeenIsAnsweredAndSaid() {
        Evidence evidence =
                ask(0, List.of(new Change("age", "120"), new Change("city", "z"), new Change("member", "")));
        assertThat(at(evidence, "/after/score")).isEqualTo(Json.of(0.5 + 0.125));
        assertThat(at(evidence, "/changes/2/to")).isEqualTo(Json.NULL);
        assertThat(evidence.result().array("remarks").stream().map(r -> ((Json.Str) r).value()))
                .containsExactly(
                        "'age' is 120, outside of the data's 20 to 40",
                        "'city' has the level 'z', which the model has not seen",
                        "'member' is missing, which no row of the data has");
    }

    @Test
    void changesThatDoNotFitAreRefused() {
        refused("CND-E003", 3, List.of());
        refused("CND-E003", -1, List.of());
        refused("CND-E037", 0, List.of(new Change("agee", "1")));
        refused("CND-E037", 0, List.of(new Change("other", "q")));
        refused("CND-E037", 0, List.of(new Change("age", "1"), new Change("age", "2")));
        for (String text : List.of("old", "NaN", "Infinity", "1e999", "1d", "0x1p3", "--1"))
            refused("CND-E038", 0, List.of(new Change("age", text)));
        assertThatThrownBy(() -> ask(0, List.of(), "agee")).hasMessageStartingWith("CND-E037");
    }

    private static void refused(String code, int row, List<Change> changes) {
        assertThatThrownBy(() -> ask(row, changes))
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith(code);
    }
}
