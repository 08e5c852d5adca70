package io.candor.explain.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.FunctionModel;
import io.candor.explain.blackbox.InputRows;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class EffectsTest {
    private static final List<Input> INPUTS =
            List.of(Input.number("a"), Input.number("b"), Input.category("c", List.of("x", "y", "z")));
    private static final List<Subject> SUBJECTS = List.of(new Subject("model:m", "0".repeat(64)));
    private static final int N = 400;

    /** The first two go together closely; the category is its own. */
    private static InputRows rows() {
        SplittableRandom random = new SplittableRandom(2);
        double[] a = new double[N];
        double[] b = new double[N];
        String[] c = new String[N];
        for (int i = 0; i < N; i++) {
            a[i] = random.nextDouble();
            b[i] = a[i] + 0.1 * random.nextDouble();
            c[i] = List.of("x", "y", "z").get(random.nextInt(3));
        }
        Table table = new Table(
                List.of(new NumericColumn("a", a), new NumericColumn("b", b), CategoricalColumn.of("c", List.of(c))));
        return InputRows.of(INPUTS, table);
    }

    private static BlackBox box(ToDoubleFunction<double[]> function) {
        return new BlackBox(FunctionModel.value(INPUTS, function), false, ForkJoinPool.commonPool());
    }

    private static double[] points(EffectCurve curve) {
        return ((Json.Arr) curve.points())
                .items().stream().mapToDouble(p -> ((Json.Num) p).value()).toArray();
    }

    @Test
    void partialDependenceOfASumIsItsPartAndTheMeanOfTheRest() {
        InputRows rows = rows();
        EffectCurve curve = new PartialDependence(box(r -> 3 * r[0] + r[1] * r[1]), 15).of(rows, 0, 2);
        double rest = 0;
        NumericColumn b = (NumericColumn) rows.column(1);
        for (int i = 0; i < N; i++) rest += b.get(i) * b.get(i) / N;
        double[] points = points(curve);
        assertThat(points).hasSize(15).isSorted();
        for (int g = 0; g < points.length; g++) {
            assertThat(curve.values()[0][g]).isCloseTo(3 * points[g] + rest, within(1e-12));
            assertThat(curve.low()[0][g]).isLessThan(curve.values()[0][g]);
            assertThat(curve.curves()[1][0][g]).isCloseTo(3 * points[g] + b.get(1) * b.get(1), within(1e-12));
        }
    }

    @Test
    void levelsAreAskedOneByOne() {
        EffectCurve curve = new PartialDependence(box(r -> r[2]), 5).of(rows(), 2, 0);
        assertThat(curve.number()).isFalse();
        List<Json> names = ((Json.Arr) curve.points()).items();
        for (int g = 0; g < 3; g++)
            assertThat(curve.values()[0][g])
                    .isEqualTo(List.of("x", "y", "z").indexOf(((Json.Str) names.get(g)).value()));
    }

    /** Partial dependence would ask a = 0 with b = 1 and see the cliff; no row is near it. */
    @Test
    void accumulatedEffectsStayWhereRowsAre() {
        ToDoubleFunction<double[]> cliff = r -> 2 * r[0] + (Math.abs(r[0] - r[1]) > 0.5 ? 1000 : 0);
        EffectCurve curve = new AccumulatedEffects(box(cliff), 21).of(rows(), 0);
        double[] points = points(curve);
        for (int g = 1; g < points.length; g++) {
            double step = curve.values()[0][g] - curve.values()[0][g - 1];
            assertThat(step).isCloseTo(2 * (points[g] - points[g - 1]), within(1e-12));
        }
        double centre = 0;
        for (int g = 1; g < points.length; g++)
            centre += curve.counts()[g] * (curve.values()[0][g - 1] + curve.values()[0][g]) / 2;
        assertThat(centre).isCloseTo(0, within(1e-9));
        assertThat(new PartialDependence(box(cliff), 21).of(rows(), 0, 0).values()[0][0])
                .isGreaterThan(100);
    }

    @Test
    void accumulatedEffectsOfLevelsAreTheirDifferences() {
        EffectCurve curve = new AccumulatedEffects(box(r -> r[0] + (r[2] == 1 ? -5 : r[2])), 21).of(rows(), 2);
        assertThat(curve.points()).isEqualTo(Json.texts(List.of("y", "x", "z")));
        assertThat(curve.values()[0][1] - curve.values()[0][0]).isCloseTo(5, within(1e-12));
        assertThat(curve.values()[0][2] - curve.values()[0][1]).isCloseTo(2, within(1e-12));
        double centre = 0;
        for (int g = 0; g < 3; g++) centre += curve.counts()[g] * curve.values()[0][g];
        assertThat(centre).isCloseTo(0, within(1e-9));
    }

    @Test
    void aSumHasNoEffectOfSecondOrderAndAProductHasItsOwn() {
        SecondOrderEffects.Surface none = new SecondOrderEffects(box(r -> Math.exp(r[0]) - r[1]), 6).of(rows(), 0, 1);
        for (double[] row : none.values()[0]) for (double v : row) assertThat(v).isCloseTo(0, within(1e-12));
        SecondOrderEffects.Surface product = new SecondOrderEffects(box(r -> r[0] * r[1]), 6).of(rows(), 0, 1);
        double[] a = numbers(product.first());
        double[] b = numbers(product.second());
        double[][] v = product.values()[0];
        for (int r = 1; r < a.length; r++) {
            for (int c = 1; c < b.length; c++) {
                if (product.counts()[r - 1][c - 1] == 0) continue;
                double second = v[r][c] - v[r - 1][c] - v[r][c - 1] + v[r - 1][c - 1];
                assertThat(second).isCloseTo((a[r] - a[r - 1]) * (b[c] - b[c - 1]), within(1e-12));
            }
        }
    }

    private static double[] numbers(Json json) {
        return ((Json.Arr) json)
                .items().stream().mapToDouble(p -> ((Json.Num) p).value()).toArray();
    }

    @Test
    void evidenceSaysWhatWasDone() {
        EffectEvidence evidence = new EffectEvidence(box(r -> r[0]), rows(), SUBJECTS);
        Evidence pdp = evidence.partialDependence(List.of(0, 2), 0);
        assertThat(pdp.result().at("/features/a/low/y/0")).isPresent();
        assertThat(pdp.disclosure().minCell()).isEqualTo(N);
        assertThat(evidence.partialDependence(List.of(0), 3).result().at("/features/a/curves/2/values/y"))
                .isPresent();
        assertThat(evidence.accumulated(List.of(0, 1, 2))
                        .result()
                        .object("features")
                        .members())
                .hasSize(3);
        assertThat(evidence.accumulatedPair(0, 1).result().at("/features/a & b/values/y/0/0"))
                .isPresent();
        assertThatThrownBy(() -> evidence.accumulatedPair(0, 2)).hasMessageStartingWith("CND-E015");
    }

    @Test
    void aColumnWithoutValuesHasNoPoints() {
        double[] none = new double[N];
        java.util.Arrays.fill(none, Double.NaN);
        Table table = rows().table().with(new NumericColumn("a", none));
        InputRows rows = InputRows.of(INPUTS, table);
        assertThat(new PartialDependence(box(r -> r[1]), 5).of(rows, 0, 0).values()[0])
                .isEmpty();
        assertThat(new AccumulatedEffects(box(r -> r[1]), 5).of(rows, 0).values()[0])
                .isEmpty();
    }
}
