package io.candor.fairness.reduction.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.fairness.Criterion;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.reduction.BoundedLoss;
import io.candor.fairness.reduction.Constraint;
import io.candor.fairness.reduction.Loss;
import io.candor.fairness.reduction.Parity;
import io.candor.fairness.reduction.RateFloor;
import io.candor.fairness.reduction.ReductionRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {
    private static final String GROUPS = "AAAAAAABBBBBBBCCCCCC";
    private static final String LABELS = "01101000010111001111";
    private static final String CONTROLS = "uvvuvuvvuuvuvuvvuvuv";
    private static final String DECISIONS = "01101010111101001011";

    private static double[] digits(String text) {
        return text.chars().mapToDouble(c -> c - '0').toArray();
    }

    private static CategoricalColumn texts(String name, String text) {
        List<@Nullable String> cells = new ArrayList<>();
        for (char c : text.toCharArray()) cells.add(c == '?' ? null : String.valueOf(c));
        return CategoricalColumn.of(name, cells);
    }

    private static ReductionRows rows(String groups, String labels, double @Nullable [] weights, boolean controls) {
        List<Column> columns = new ArrayList<>(List.of(new NumericColumn("x", digits(labels)), texts("g", groups)));
        if (controls) columns.add(texts("c", CONTROLS));
        FairnessPlan plan = FairnessPlan.of("g");
        return ReductionRows.of(
                new Table(columns),
                List.of("x"),
                new Target("y", Task.BINARY, digits(labels), List.of("no", "yes")),
                controls ? plan.withControls("c") : plan,
                weights);
    }

    private static Moment moment(Constraint constraint, ReductionRows rows) {
        List<Cells.Name> names = new ArrayList<>(Cells.present(constraint, rows).keySet());
        return new Moment(constraint, constraint.objective(), rows, names);
    }

    private static double[] upward(int n) {
        double[] lambda = new double[n];
        for (int k = 0; k < n; k++) lambda[k] = (k + 1) / 10.0;
        return lambda;
    }

    /** fairlearn 0.15: {@code gamma} and {@code signed_weights} of its moments; a row of each distinct weight is enough. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DEMOGRAPHIC_PARITY  | 1  | -.028571429 .114285714 -.1                       | -.042857143 -.042857143 -.042857143 .1
                    DEMOGRAPHIC_PARITY  | .9 | -.085714286 .042857143 -.15 -.031428571 -.174285714 .04 | .135714286 .135714286 .164285714 .35
                    TRUE_POSITIVE_RATE  | 1  | .181818182 -.068181818 -.068181818               | 0 .363636364 0 0
                    TRUE_POSITIVE_RATE  | .9 | .081818182 -.143181818 -.143181818 -.263636364 -.013636364 -.013636364 | 0 .703030303 0 0
                    FALSE_POSITIVE_RATE | 1  | -.083333333 .333333333 -.333333333               | -.5 0 0 1
                    ERROR_RATE          | 1  | -.107142857 .178571429 -.083333333               | -.042857143 .042857143 -.042857143 .1
                    ERROR_RATE          | .9 | -.121428571 .135714286 -.1 .082142857 -.203571429 .058333333 | .135714286 -.135714286 .164285714 .35
                    EQUALIZED_ODDS      | 1  | -.083333333 .333333333 -.333333333 .181818182 -.068181818 -.068181818 | -1 .727272727 0 2
                    """)
    void gammaAndWeightsAreTheReferences(Criterion criterion, double ratio, String gamma, String weights) {
        Parity parity = ratio == 1 ? Parity.of(criterion) : Parity.of(criterion).ratio(ratio, 0);
        Moment moment = moment(parity, rows(GROUPS, LABELS, null, false));
        double[] expected = Arrays.stream(gamma.trim().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double[] found = moment.gamma(digits(DECISIONS));
        assertThat(found).hasSize(ratio == 1 ? 2 * expected.length : expected.length);
        for (int k = 0; k < expected.length; k++) {
            assertThat(found[k]).isCloseTo(expected[k], within(1e-9));
            if (ratio == 1) assertThat(found[k + expected.length]).isCloseTo(0 - expected[k], within(1e-9));
        }
        double[] signed = moment.signedWeights(upward(moment.size()), false);
        String[] rowWeights = weights.trim().split(" ");
        int[] row = {0, 1, 7, 14};
        for (int i = 0; i < row.length; i++) {
            assertThat(signed[row[i]]).isCloseTo(Double.parseDouble(rowWeights[i]), within(1e-9));
        }
    }

    @Test
    void controlsSplitEvents() {
        Moment moment = moment(Parity.of(Criterion.EQUALIZED_ODDS), rows(GROUPS, LABELS, null, true));
        assertThat(moment.labels().subList(0, 3))
                .containsExactly("+ label=0 | c=u, A", "+ label=0 | c=u, B", "+ label=0 | c=v, A");
        double[] uLow = {-.25, .75};
        double[] vLow = {.6, .1, -.4};
        double[] uHigh = {0, 0};
        double[] vHigh = {1 / 3.0, -2 / 3.0, -1 / 6.0};
        double[] found = moment.gamma(digits(DECISIONS));
        int k = 0;
        for (double[] part : new double[][] {uLow, vLow, uHigh, vHigh}) {
            for (double value : part) assertThat(found[k++]).isCloseTo(value, within(1e-9));
        }
    }

    /** γ is what λ weighs: Σ (signed weight) h changes by as much as the Lagrangian does. */
    @Test
    void weightsAreTheSlopeOfTheLagrangian() {
        double[] w = new double[20];
        for (int i = 0; i < w.length; i++) w[i] = 0.5 + i % 3;
        for (Constraint constraint : List.of(
                Parity.of(Criterion.EQUALIZED_ODDS).ratio(0.8, 0.1),
                Parity.of(Criterion.FALSE_NEGATIVE_RATE),
                RateFloor.accuracy(0.7))) {
            ReductionRows rows = rows("AAAAA?ABBBBBBBCCC?CC", LABELS, w, false);
            Moment moment = moment(constraint, rows);
            double[] lambda = upward(moment.size());
            double[] signed = moment.signedWeights(lambda, true);
            double total = 0;
            for (int i = 0; i < rows.size(); i++) total += rows.weight(i);
            double[] h = digits(DECISIONS);
            double before = moment.error(h) + Hypothesis.dot(moment.gamma(h), lambda);
            for (int i = 0; i < h.length; i++) {
                double[] other = h.clone();
                other[i] = 1 - h[i];
                double after = moment.error(other) + Hypothesis.dot(moment.gamma(other), lambda);
                double slope = (before - after) * total * (h[i] == 0 ? 1 : -1);
                assertThat(signed[i]).isCloseTo(slope, within(1e-9));
            }
        }
    }

    @Test
    void aRowOfWeightTwoIsTwoRows() {
        double[] w = new double[20];
        for (int i = 0; i < w.length; i++) w[i] = i == 3 || i == 17 ? 2 : 1;
        Constraint constraint = Parity.of(Criterion.EQUALIZED_ODDS);
        Moment once = moment(constraint, rows(GROUPS, LABELS, w, false));
        Moment twice = moment(
                constraint,
                rows(
                        GROUPS + GROUPS.charAt(3) + GROUPS.charAt(17),
                        LABELS + LABELS.charAt(3) + LABELS.charAt(17),
                        null,
                        false));
        double[] h = digits(DECISIONS);
        double[] more = digits(DECISIONS + DECISIONS.charAt(3) + DECISIONS.charAt(17));
        assertThat(once.gamma(h)).containsExactly(twice.gamma(more), within(1e-12));
        assertThat(once.error(h)).isCloseTo(twice.error(more), within(1e-12));
    }

    @Test
    void boundedLossWeighsRowsByTheirGroup() {
        ReductionRows rows = ReductionRows.of(
                new Table(List.of(new NumericColumn("x", new double[4]), texts("g", "AABB"))),
                List.of("x"),
                new Target("y", Task.REGRESSION, new double[] {0, 1, 2, -1}, List.of()),
                FairnessPlan.of("g"),
                null);
        Moment moment = moment(new BoundedLoss(Loss.square(0, 1), 0.1), rows);
        // Labels and predictions are cut to [0, 1]: losses .25, .25, 0 (2 and 3 are both cut to 1), 0.
        assertThat(moment.gamma(new double[] {.5, .5, 3, -7})).containsExactly(.25, 0);
        assertThat(moment.signedWeights(new double[] {1, 3}, false)).containsExactly(2, 2, 6, 6);
        assertThat(moment.signedWeights(new double[] {1, 3}, true)).containsExactly(3, 3, 7, 7);
    }
}
