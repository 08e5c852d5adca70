package io.candor.explain.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Subject;
import io.candor.core.model.Input;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.FunctionModel;
import io.candor.explain.blackbox.InputRows;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class InfluenceTest {
    private static final List<Input> INPUTS =
            List.of(Input.number("a"), Input.number("b"), Input.category("c", List.of("x", "y")));
    private static final List<Subject> SUBJECTS = List.of(new Subject("model:m", "0".repeat(64)));
    private static final int N = 2000;

    private static InputRows rows() {
        SplittableRandom random = new SplittableRandom(2);
        String[] c = new String[N];
        for (int i = 0; i < N; i++) c[i] = random.nextBoolean() ? "x" : "y";
        return InputRows.of(
                INPUTS,
                new Table(List.of(
                        new NumericColumn("a", random.doubles(N).toArray()),
                        new NumericColumn("b", random.doubles(N).toArray()),
                        CategoricalColumn.of("c", List.of(c)))));
    }

    private static BlackBox box(ToDoubleFunction<double[]> function) {
        return new BlackBox(FunctionModel.value(INPUTS, function), false, ForkJoinPool.commonPool());
    }

    /** Of a perfect model 3a the expected rise is that of 9 (a − a')², 18 · Var a = 1.5. */
    @Test
    void permutationCostsTwiceTheVarianceOfASquaredError() {
        InputRows rows = rows();
        double[] labels = new double[N];
        for (int i = 0; i < N; i++) labels[i] = 3 * ((NumericColumn) rows.column(0)).get(i);
        Target target = new Target("y", Task.REGRESSION, labels, List.of());
        PermutationImportance importance = new PermutationImportance(box(r -> 3 * r[0]), 10, 1);
        List<Estimate> found = importance.of(rows, target);
        Estimate.Interval a = (Estimate.Interval) found.get(0);
        assertThat(a.value()).isCloseTo(1.5, within(0.06));
        assertThat(a.low()).isLessThan(1.5);
        assertThat(a.high()).isGreaterThan(1.5);
        assertThat(found.get(1).toJson().number("value")).isZero();
        assertThat(importance.evidence(rows, target, SUBJECTS)).isEqualTo(importance.evidence(rows, target, SUBJECTS));
        assertThat(importance.evidence(rows, target, SUBJECTS).result().at("/features/0/name"))
                .contains(io.candor.core.json.Json.of("a"));
    }

    /** Of a sum every effect of an input is the same, so that σ is 0; of a product it is not. */
    @Test
    void elementaryEffectsTellSumsFromProducts() {
        InputRows rows = rows();
        MorrisScreening.Effect[][] sum = new MorrisScreening(box(r -> 2 * r[1] - (r[2] == 1 ? 4 : 0)), 50, 1).of(rows);
        assertThat(sum[0][0].strength()).isZero();
        assertThat(sum[1][0].mean()).isCloseTo(2 * 2 / 3.0, within(0.05));
        assertThat(sum[1][0].deviation()).isLessThan(0.05);
        assertThat(sum[2][0].strength()).isEqualTo(4);
        assertThat(sum[2][0].mean()).isEqualTo(-4);
        MorrisScreening.Effect[][] product = new MorrisScreening(box(r -> r[0] * (r[1] - 0.5)), 50, 1).of(rows);
        assertThat(product[0][0].strength()).isGreaterThan(0.1);
        assertThat(product[0][0].deviation()).isGreaterThan(0.2);
        assertThat(Math.abs(product[0][0].mean())).isLessThan(0.1);
    }

    @Test
    void rankingsAreEvidence() {
        var evidence = new MorrisScreening(box(r -> r[0]), 20, 3).evidence(rows(), SUBJECTS);
        assertThat(evidence.kind()).isEqualTo("explain.importance");
        assertThat(evidence.result().at("/features/0/name")).contains(io.candor.core.json.Json.of("a"));
        assertThat(evidence.result().at("/features/2/importance")).contains(io.candor.core.json.Json.of(0));
    }
}
