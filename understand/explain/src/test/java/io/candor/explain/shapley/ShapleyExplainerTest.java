package io.candor.explain.shapley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.Scores;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.FunctionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ShapleyExplainerTest {
    private static final List<Input> INPUTS =
            List.of(Input.number("a"), Input.number("b"), Input.category("c", List.of("x", "y")));
    private static final Table ROWS = new Table(List.of(
            new NumericColumn("a", new double[] {1, 2, 3, 4}),
            new NumericColumn("b", new double[] {5, Double.NaN, 1, 0}),
            CategoricalColumn.of("c", List.of("x", "y", "new", "x"))));

    private static BlackBox box(FunctionModel model, int threads) {
        return new BlackBox(model, false, new ForkJoinPool(threads));
    }

    private static double linear(double[] row) {
        return 10 + 2 * row[0] - 3 * (Double.isNaN(row[1]) ? 7 : row[1]) + (row[2] == 1 ? 4 : row[2] < 0 ? -8 : 0);
    }

    /** Of a sum, an input's value is what it adds less what it adds in the background on average; missing and unseen count as they are. */
    @Test
    void aSumIsToldByTheBackgroundsMean() {
        BlackBox box = box(FunctionModel.value(INPUTS, ShapleyExplainerTest::linear), 1);
        for (ShapleyMethod method : ShapleyMethod.values()) {
            ShapleyExplainer explainer = new ShapleyExplainer(box, ROWS, method, 100, 1);
            Shapley found = explainer.of(ROWS, new int[] {1}).get(0).values();
            assertThat(found.base()[0]).isCloseTo(10 + 5 - 3 * 13 / 4.0 - 1, within(1e-12));
            assertThat(found.values()[0][0]).as(method.label()).isCloseTo(2 * (2 - 2.5), within(1e-9));
            assertThat(found.values()[1][0]).as(method.label()).isCloseTo(-3 * (7 - 13 / 4.0), within(1e-9));
            assertThat(found.values()[2][0]).as(method.label()).isCloseTo(4 + 1, within(1e-9));
            assertThat(found.residual(0)).isCloseTo(0, within(1e-12));
        }
    }

    /** a · b against one row of background: each gets its part and half of what both add together. */
    @Test
    void anInteractionIsSharedEqually() {
        BlackBox box = box(FunctionModel.value(INPUTS.subList(0, 2), r -> r[0] * r[1]), 1);
        Table background =
                new Table(List.of(new NumericColumn("a", new double[] {1}), new NumericColumn("b", new double[] {2})));
        Table rows =
                new Table(List.of(new NumericColumn("a", new double[] {4}), new NumericColumn("b", new double[] {7})));
        double[][] values = new ShapleyExplainer(box, background, ShapleyMethod.AUTO, 100, 1)
                .of(rows, new int[] {0})
                .get(0)
                .values()
                .values();
        assertThat(values[0][0]).isCloseTo(3 * 2 + 3 * 5 / 2.0, within(1e-12));
        assertThat(values[1][0]).isCloseTo(5 * 1 + 3 * 5 / 2.0, within(1e-12));
    }

    /** What both add together is not shared but stays with the pair. */
    @Test
    void inputsThatAreToldTogetherAreOnePlayer() {
        BlackBox box = box(FunctionModel.value(INPUTS, r -> r[0] * (r[2] == 0 ? 1 : 3) + r[0]), 1);
        Table background = ROWS.select(new int[] {1});
        ShapleyExplainer explainer =
                new ShapleyExplainer(box, background, ShapleyMethod.AUTO, 100, 1, List.of(List.of("c", "a")));
        Json.Obj result = explainer
                .evidence(ROWS, new int[] {3}, List.of(new Subject("model:m", "0".repeat(64))))
                .result();
        assertThat(result.need("features")).isEqualTo(Json.texts(List.of("a & c", "b")));
        assertThat(result.at("/rows/0/values")).contains(Json.numbers(4 + 4 - 6 - 2, 0));
        assertThat(result.at("/rows/0/data/0")).contains(Json.of("4 & x"));
        for (List<List<String>> bad : List.of(List.of(List.of("a", "z")), List.of(List.of("a"), List.of("a", "b"))))
            assertThatThrownBy(() -> new ShapleyExplainer(box, background, ShapleyMethod.AUTO, 9, 1, bad))
                    .hasMessageStartingWith("CND-E019");
    }

    @Test
    void anInputThatNeverDiffersGetsNothing() {
        BlackBox box = box(FunctionModel.value(INPUTS, r -> r[0] + r[2]), 1);
        Table background = ROWS.select(new int[] {0, 3});
        Shapley found = new ShapleyExplainer(box, background, ShapleyMethod.KERNEL, 50, 1)
                .of(ROWS, new int[] {0})
                .get(0)
                .values();
        assertThat(found.values()[2]).containsExactly(0);
        assertThat(found.errors()[2]).containsExactly(0);
    }

    @Test
    void logOddsAddUpToTheLogOddsOfTheProbability() {
        FunctionModel model =
                new FunctionModel(INPUTS.subList(0, 1), Scores.Scale.PROBABILITY, r -> 1 / (1 + StrictMath.exp(-r[0])));
        BlackBox box = new BlackBox(model, true, ForkJoinPool.commonPool());
        Shapley found = new ShapleyExplainer(box, ROWS, ShapleyMethod.AUTO, 50, 1)
                .of(ROWS, new int[] {3})
                .get(0)
                .values();
        assertThat(found.base()[0]).isCloseTo(2.5, within(1e-12));
        assertThat(found.values()[0][0]).isCloseTo(1.5, within(1e-12));
    }

    /** Twelve inputs and 3,000 rows of background: several batches on one thread and on three. */
    @Test
    void threadsDoNotChangeABit() {
        SplittableRandom random = new SplittableRandom(4);
        List<Input> inputs = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < 12; j++) {
            inputs.add(Input.number("x" + j));
            columns.add(new NumericColumn("x" + j, random.doubles(600).toArray()));
        }
        Table rows = new Table(columns);
        FunctionModel model = FunctionModel.value(inputs, r -> {
            double product = 1;
            for (double v : r) product *= 0.5 + v;
            return product;
        });
        List<Json> results = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            ShapleyExplainer explainer = new ShapleyExplainer(box(model, threads), rows, ShapleyMethod.AUTO, 300, 5);
            Evidence evidence =
                    explainer.evidence(rows, new int[] {2, 7}, List.of(new Subject("model:m", "0".repeat(64))));
            results.add(evidence.toJson());
            assertThat(evidence.result().text("method")).isEqualTo("gaussian-shap");
            assertThat(evidence.result().at("/rows/1/standardErrors/11")).isPresent();
        }
        assertThat(results.get(1)).isEqualTo(results.get(0));
    }

    @Test
    void whatCanNotBeExplainedIsRefused() {
        FunctionModel broken = FunctionModel.value(INPUTS, r -> Double.isNaN(r[1]) ? Double.NaN : 1);
        assertThatThrownBy(() ->
                        new ShapleyExplainer(box(broken, 1), ROWS, ShapleyMethod.AUTO, 50, 1).of(ROWS, new int[] {0}))
                .hasMessageStartingWith("CND-E012")
                .hasMessageContaining("explain row 0");
        FunctionModel fails = FunctionModel.value(INPUTS, r -> {
            throw new IllegalStateException("no");
        });
        assertThatThrownBy(() ->
                        new ShapleyExplainer(box(fails, 1), ROWS, ShapleyMethod.AUTO, 50, 1).of(ROWS, new int[] {2}))
                .hasMessageStartingWith("CND-E018")
                .hasMessageContaining("explain row 2");
        BlackBox box = box(FunctionModel.value(INPUTS, r -> 1), 1);
        assertThatThrownBy(() -> new ShapleyExplainer(box, ROWS.select(new int[0]), ShapleyMethod.AUTO, 50, 1))
                .hasMessageStartingWith("CND-E014");
        double[] many = new double[20_000];
        many[15_000] = Double.NaN;
        Table wide = new Table(List.of(
                new NumericColumn("a", many),
                new NumericColumn("b", new double[20_000]),
                CategoricalColumn.of("c", java.util.Collections.nCopies(20_000, "x"))));
        FunctionModel fragile = FunctionModel.value(INPUTS, r -> r[0]);
        assertThatThrownBy(() ->
                        new ShapleyExplainer(box(fragile, 3), wide, ShapleyMethod.AUTO, 9, 1).of(ROWS, new int[] {0}))
                .hasMessageStartingWith("CND-E012");
        Table lacking = ROWS.only(List.of("a", "c"));
        assertThatThrownBy(() -> new ShapleyExplainer(box, lacking, ShapleyMethod.AUTO, 50, 1).of(ROWS, new int[] {0}))
                .hasMessageStartingWith("CND-E010")
                .hasMessageContaining("'b'");
        FunctionModel decides = new FunctionModel(INPUTS, Scores.Scale.LABEL, r -> 1);
        assertThatThrownBy(() -> box(decides, 1)).hasMessageStartingWith("CND-E011");
        assertThatThrownBy(() -> ShapleyMethod.EXACT.chosen(17, 1 << 20)).hasMessageStartingWith("CND-E013");
    }
}
