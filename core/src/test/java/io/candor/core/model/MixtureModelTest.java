package io.candor.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MixtureModelTest {
    private static final List<String> CLASSES = List.of("no", "yes");

    private static Model rules(
            Task task, List<Input> inputs, RuleList.Condition condition, double then, double otherwise) {
        return new RuleList(
                task,
                "y",
                inputs,
                task == Task.REGRESSION ? List.of() : CLASSES,
                List.of(
                        new RuleList.Rule(List.of(condition), new double[] {then}, 1, Optional.empty()),
                        new RuleList.Rule(List.of(), new double[] {otherwise}, 1, Optional.empty())));
    }

    private static Model above(Task task, double limit, double then, double otherwise) {
        RuleList.Condition condition = new RuleList.Between(0, limit, Double.POSITIVE_INFINITY, false);
        return rules(task, List.of(Input.number("a")), condition, then, otherwise);
    }

    private static Model level(List<String> levels, int level) {
        RuleList.Condition condition = new RuleList.Among(0, new int[] {level}, true, false);
        return rules(Task.BINARY, List.of(Input.category("b", levels)), condition, 0.9, 0.1);
    }

    private static final Table ROWS = new Table(List.of(
            new NumericColumn("a", new double[] {1, 3, Double.NaN, 3}),
            CategoricalColumn.of("b", Arrays.asList("x", "z", "z", null))));

    @Test
    void scoreIsTheWeightOfTheMembersThatSayPositive() {
        MixtureModel model = new MixtureModel(
                List.of(above(Task.BINARY, 2, 0.6, 0.4), level(List.of("x", "z"), 1)),
                new double[] {0.25, 0.75},
                new double[] {0.5, 0.5});
        assertThat(model.score(ROWS).values()).containsExactly(0, 1, 0.75, 0.25);
        assertThat(model.scale()).isEqualTo(Scores.Scale.PROBABILITY);
        MixtureModel lower = new MixtureModel(model.members(), model.weights(), new double[] {0.4, 0.95});
        assertThat(lower.score(ROWS).values()).containsExactly(0.25, 0.25, 0.25, 0.25);
    }

    /** Members may know other levels of one input; each sees the others' as unseen. */
    @Test
    void aRowIsReadForEachMemberAsItKnowsIt() {
        MixtureModel model = new MixtureModel(
                List.of(level(List.of("z", "x"), 0), above(Task.BINARY, 2, 1, 0), level(List.of("w", "x"), 1)),
                new double[] {0.5, 0.2, 0.3},
                new double[] {0.5, 0.5, 0.5});
        assertThat(model.inputs()).containsExactly(Input.category("b", List.of("z", "x", "w")), Input.number("a"));
        RowScorer scorer = model.rowScorer().orElseThrow();
        RowEncoder encoder = new RowEncoder(model.inputs(), ROWS);
        double[] row = new double[2];
        double[] out = new double[1];
        double[] batch = model.score(ROWS).values();
        for (int i = 0; i < batch.length; i++) {
            encoder.encode(i, row);
            scorer.score(row, out);
            assertThat(out[0]).isEqualTo(batch[i]);
        }
        scorer.score(new double[] {-1, 5}, out);
        assertThat(out[0]).isEqualTo(0.2);
    }

    @Test
    void ofNumbersTheScoreIsTheMeanAndAMemberCanBeDrawn() {
        MixtureModel model = new MixtureModel(
                List.of(above(Task.REGRESSION, 2, 10, 0), above(Task.REGRESSION, 0, 5, 1)),
                new double[] {0.25, 0.75},
                new double[] {0, 0});
        assertThat(model.score(ROWS).values()).containsExactly(new double[] {3.75, 6.25, 0.75, 6.25}, within(1e-12));
        assertThat(model.drawn(0)).isZero();
        assertThat(model.drawn(0.2499)).isZero();
        assertThat(model.drawn(0.25)).isEqualTo(1);
        assertThat(model.drawn(0.999999)).isEqualTo(1);
    }

    @Test
    void aDrawDecidesPositiveAsOftenAsItsScoreSays() {
        int n = 4000;
        double[] id = new double[n];
        double[] a = new double[n];
        for (int i = 0; i < n; i++) id[i] = i;
        Arrays.fill(a, 3);
        Table rows = new Table(List.of(new NumericColumn("id", id), new NumericColumn("a", a)));
        MixtureModel model = new MixtureModel(
                List.of(above(Task.BINARY, 2, 1, 0), above(Task.BINARY, 4, 1, 0)),
                new double[] {0.3, 0.7},
                new double[] {0.5, 0.5});
        int[] decided = new DrawDecider(new RowDraws("k", List.of("id"))).decide(model.score(rows), rows);
        // 4 standard errors of a share of .3 in 4000: false alarm 1 in 16,000, and the key is fixed
        assertThat(Arrays.stream(decided).sum() / (double) n).isCloseTo(0.3, within(4 * Math.sqrt(0.21 / n)));
    }

    @Test
    void refusesPartsThatDoNotFit() {
        Model one = above(Task.BINARY, 2, 1, 0);
        Model number = above(Task.REGRESSION, 2, 1, 0);
        double[] half = {0.5, 0.5};
        assertThatThrownBy(() -> new MixtureModel(List.of(), new double[0], new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MixtureModel(List.of(one, number), half, half))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MixtureModel(List.of(one, one), new double[] {0.5, 0.6}, half))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MixtureModel(List.of(one, one), new double[] {1, 0}, half))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MixtureModel(List.of(one, one), half, new double[] {0.5, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
