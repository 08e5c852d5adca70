package io.candor.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleListTest {
    private static final List<Input> INPUTS = List.of(Input.number("a"), Input.category("b", List.of("x", "y", "z")));

    private static RuleList.Rule rule(double prediction, RuleList.Condition... conditions) {
        return new RuleList.Rule(List.of(conditions), new double[] {prediction}, 1, Optional.empty());
    }

    private static RuleList list(RuleList.Rule... rules) {
        return new RuleList(Task.REGRESSION, "y", INPUTS, List.of(), List.of(rules));
    }

    private static final double OPEN = Double.POSITIVE_INFINITY;

    @Test
    void theFirstRuleThatHoldsPredicts() {
        RuleList model = list(
                rule(1, new RuleList.Between(0, 2, 5, false), new RuleList.Among(1, new int[] {0, 2}, true, false)),
                rule(2, new RuleList.Between(0, -OPEN, 2, true)),
                rule(3, new RuleList.Among(1, new int[] {1}, false, false)),
                rule(4, new RuleList.Missing(1)),
                rule(5));
        Table rows = new Table(List.of(
                new NumericColumn("a", new double[] {5, 2, Double.NaN, 3, 9, 9, 9}),
                CategoricalColumn.of("b", Arrays.asList("x", "x", "x", "new", null, "y", "z"))));
        assertThat(model.score(rows).values()).containsExactly(1, 2, 2, 3, 4, 5, 3);
        double[] out = new double[1];
        model.rowScorer().orElseThrow().score(new double[] {3, 2}, out);
        assertThat(out[0]).isEqualTo(1);
    }

    @Test
    void whatIsNoRuleListIsRefused() {
        assertRefused(rule(1, new RuleList.Missing(0))); // no else
        assertRefused(rule(1, new RuleList.Between(1, 0, 1, false)), rule(2)); // a number where levels are
        assertRefused(rule(1, new RuleList.Among(0, new int[] {0}, true, false)), rule(2));
        assertRefused(rule(1, new RuleList.Among(1, new int[] {3}, true, false)), rule(2));
        assertRefused(rule(1, new RuleList.Missing(2)), rule(2));
        assertThatThrownBy(() -> new RuleList.Between(0, 2, 2, false)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(RuleList.Rule... rules) {
        assertThatThrownBy(() -> list(rules)).isInstanceOf(IllegalArgumentException.class);
    }
}
