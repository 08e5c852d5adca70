package io.candor.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.RuleList;
import io.candor.core.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleExplanationsTest {
    private static final RuleList MODEL = new RuleList(
            Task.BINARY,
            "hired",
            List.of(Input.number("age"), Input.category("job", List.of("clerk", "driver", "none"))),
            List.of("no", "yes"),
            List.of(
                    new RuleList.Rule(
                            List.of(
                                    new RuleList.Between(0, 30, 50, false),
                                    new RuleList.Among(1, new int[] {0, 1}, true, true)),
                            new double[] {0.9},
                            40,
                            Optional.of(new RuleList.Check("Wilson", new double[] {0.7}, new double[] {0.95}, 12))),
                    new RuleList.Rule(List.of(new RuleList.Missing(0)), new double[] {0.5}, 10, Optional.empty()),
                    new RuleList.Rule(List.of(), new double[] {0.1}, 50, Optional.empty())));

    @Test
    void rulesStandInOrderWithSupportAndHeldOutIntervals() {
        Evidence evidence = new RuleExplanations(MODEL).rules(Example.SUBJECTS);
        Json.Obj result = evidence.result();
        assertThat(result.at("/rules/0/conditions"))
                .contains(Json.texts(List.of("30 < age ≤ 50", "job in {clerk, driver} or missing")));
        assertThat(result.at("/rules/0/share")).contains(Json.of(0.4));
        assertThat(Estimate.fromJson(
                        (Json.Obj) result.at("/rules/0/prediction/yes").orElseThrow()))
                .isEqualTo(new Estimate.Interval(0.9, 0.7, 0.95, 12, "Wilson, held out"));
        assertThat(result.at("/rules/1/conditions/0")).contains(Json.of("age missing"));
        assertThat(result.at("/rules/2/conditions")).contains(Json.array(List.of()));
        assertThat(evidence.disclosure().minCell()).isEqualTo(10);
    }

    @Test
    void aRowIsExplainedByTheRuleThatFiredAndWhatFailedBefore() {
        Table table = new Table(List.of(
                new NumericColumn("age", new double[] {40, 20, Double.NaN}),
                CategoricalColumn.of("job", Arrays.asList("driver", "none", null))));
        Json.Obj result = new RuleExplanations(MODEL)
                .fired(table, new int[] {0, 1, 2}, Example.SUBJECTS)
                .result();
        assertThat(result.at("/rows/0/fired")).contains(Json.of(0));
        assertThat(result.at("/rows/0/prediction")).contains(Json.of(0.9));
        assertThat(result.at("/rows/1/fired")).contains(Json.of(2));
        assertThat(result.at("/rows/1/notFired/0/failed"))
                .contains(Json.texts(List.of("30 < age ≤ 50", "job in {clerk, driver} or missing")));
        assertThat(result.at("/rows/1/notFired/1/failed")).contains(Json.texts(List.of("age missing")));
        assertThat(result.at("/rows/2/fired")).contains(Json.of(1));
        assertThat(result.at("/rows/2/notFired/0/failed")).contains(Json.texts(List.of("30 < age ≤ 50")));
        assertThatThrownBy(() -> new RuleExplanations(MODEL).fired(table, new int[] {3}, Example.SUBJECTS))
                .hasMessageStartingWith("CND-E003");
    }
}
