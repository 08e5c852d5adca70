package io.candor.explain.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearShapTest {
    private static final List<Subject> SUBJECTS = List.of(new Subject("model:m", "0".repeat(64)));

    private static LinearModel model(double... slopes) {
        List<Input> inputs = new ArrayList<>();
        List<LinearModel.Effect> effects = new ArrayList<>();
        for (int j = 0; j < slopes.length; j++) {
            inputs.add(Input.number("x" + j));
            effects.add(new LinearModel.Slope(
                    new double[] {slopes[j]}, 0.5, 1, new double[] {slopes[j] == 0 ? 0 : 0.25}, 1));
        }
        return new LinearModel(
                Task.BINARY,
                "y",
                inputs,
                List.of("no", "yes"),
                Link.LOGIT,
                1,
                new double[] {-0.5},
                effects,
                100,
                Optional.empty());
    }

    /** Columns that lean on each other; a few cells are missing. */
    private static Table rows(int n, int inputs, boolean together) {
        SplittableRandom random = new SplittableRandom(9);
        double[][] columns = new double[inputs][n];
        for (int i = 0; i < n; i++) {
            double common = random.nextDouble() - 0.5;
            for (int j = 0; j < inputs; j++) {
                columns[j][i] = random.nextDouble() + (together ? (j % 3 - 1) * 2 * common : 0);
                if (random.nextInt(40) == 0) columns[j][i] = Double.NaN;
            }
        }
        return table(columns);
    }

    private static Table table(double[][] columns) {
        List<Column> all = new ArrayList<>();
        for (int j = 0; j < columns.length; j++) all.add(new NumericColumn("x" + j, columns[j]));
        return new Table(all);
    }

    /** Gauss-Jordan on the conditional mean of every effect that is not told, over all coalitions. */
    private static double[] bruteForce(LinearModel model, Table background, double[] row) {
        Effects effects = Effects.of(model, background, 0);
        int p = row.length;
        double[] worth = new double[1 << p];
        for (int s = 0; s < worth.length; s++) {
            List<Integer> told = new ArrayList<>();
            for (int j = 0; j < p; j++) if ((s >> j & 1) == 1) told.add(j);
            for (int j = 0; j < p; j++) {
                if (told.contains(j)) worth[s] += model.contribution(j, row, 0);
                else worth[s] += effects.mean()[j] + expected(effects, told, j, model, row);
            }
        }
        double[] values = new double[p];
        for (int j = 0; j < p; j++) {
            for (int s = 0; s < worth.length; s++) {
                if ((s >> j & 1) == 1) continue;
                double ways = 1;
                int size = Integer.bitCount(s);
                for (int i = 1; i <= size; i++) ways = ways * (p - size - 1 + i) / i;
                values[j] += (worth[s | 1 << j] - worth[s]) / (p * ways);
            }
        }
        return values;
    }

    private static double expected(Effects effects, List<Integer> told, int j, LinearModel model, double[] row) {
        int n = told.size();
        double[][] system = new double[n][n + 1];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) system[a][b] = effects.covariance()[told.get(a)][told.get(b)];
            system[a][n] = effects.covariance()[told.get(a)][j];
        }
        for (int c = 0; c < n; c++) {
            for (int r = 0; r < n; r++) {
                if (r == c) continue;
                double f = system[r][c] / system[c][c];
                for (int k = c; k <= n; k++) system[r][k] -= f * system[c][k];
            }
        }
        double sum = 0;
        for (int a = 0; a < n; a++) {
            double apart = model.contribution(told.get(a), row, 0) - effects.mean()[told.get(a)];
            sum += system[a][n] / system[a][a] * apart;
        }
        return sum;
    }

    @Test
    void correlatedValuesAreThoseOfConditionalMeans() {
        LinearModel model = model(1, -2, 0.5, 0.1, 3);
        Table background = rows(300, 5, true);
        LinearShap shap = LinearShap.correlated(model, background, 1);
        double[] errors = new double[5];
        for (double[] row : new double[][] {{1, 0, 2, 0.5, -1}, {0.1, Double.NaN, 0.4, 3, 0.2}}) {
            double[] values = shap.values(row, 0, errors);
            assertThat(values).containsExactly(bruteForce(model, background, row), within(1e-10));
            assertThat(errors).containsOnly(0);
            double sum = shap.base()[0];
            for (double v : values) sum += v;
            assertThat(sum).isCloseTo(model.additiveScore(row, 0), within(1e-12));
        }
        LinearShap idle = LinearShap.correlated(model(1, -2, 0.5, 0, 3), background, 1);
        assertThat(idle.values(new double[] {1, 0, 2, 5, -1}, 0, errors)[3])
                .as("an input that adds nothing says nothing")
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void independentValuesAreDifferencesFromTheMean() {
        LinearModel model = model(1, -2);
        Table background = table(new double[][] {{0, 1, 2}, {1, 1, 4}});
        double[] values = LinearShap.independent(model, background).values(new double[] {3, 0}, 0, new double[2]);
        assertThat(values).containsExactly(new double[] {2, 4}, within(1e-15));
        assertThat(LinearShap.independent(model, background).base()[0]).isCloseTo(-0.5 + 0.5 - 3, within(1e-15));
    }

    @Test
    void withoutCorrelationBothAreTheSame() {
        double[] a = {-1, -1, 1, 1};
        double[] b = {-1, 1, -1, 1};
        Table background = table(new double[][] {a, b});
        double[] row = {3, 0.5};
        double[] independent = LinearShap.independent(model(1, -2), background).values(row, 0, new double[2]);
        double[] correlated = LinearShap.correlated(model(1, -2), background, 1).values(row, 0, new double[2]);
        assertThat(correlated).containsExactly(independent, within(1e-12));
    }

    @Test
    void twinsShareEqually() {
        double[] x = {0, 1, 2, 5, 3};
        Table background = table(new double[][] {x, x, {3, 1, 1, 0, 2}});
        LinearShap shap = LinearShap.correlated(model(2, 0.000001, 1), background, 1);
        double[] values = shap.values(new double[] {4, 4, 1}, 0, new double[3]);
        assertThat(values[0]).isCloseTo(values[1], within(1e-5));
    }

    @Test
    void manyInputsAreSampledWithStandardErrors() {
        double[] slopes = new double[16];
        for (int j = 0; j < 16; j++) slopes[j] = j < 5 ? new double[] {1, -2, 0.5, 0.25, 3}[j] : 0;
        LinearModel many = model(slopes);
        Table background = rows(400, 16, true);
        double[] row = new double[16];
        for (int j = 0; j < 16; j++) row[j] = j * 0.3 - 1;
        double[] errors = new double[16];
        double[] sampled = LinearShap.correlated(many, background, 3).values(row, 0, errors);
        double[] few = new double[5];
        System.arraycopy(row, 0, few, 0, 5);
        List<Column> columns = background.columns().subList(0, 5);
        double[] exact = LinearShap.correlated(model(1, -2, 0.5, 0.25, 3), new Table(columns), 3)
                .values(few, 0, new double[5]);
        for (int j = 0; j < 5; j++) {
            assertThat(errors[j]).isPositive();
            assertThat(Math.abs(sampled[j] - exact[j])).isLessThan(5 * errors[j] + 1e-9);
        }
    }

    @Test
    void evidenceAddsUpAndNamesItsMethod() {
        LinearModel model = model(1, -2, 0.5);
        Table background = rows(50, 3, true);
        Evidence evidence = LinearShap.correlated(model, background, 1).evidence(background, new int[] {4}, SUBJECTS);
        Json.Obj result = evidence.result();
        assertThat(result.text("method")).isEqualTo("linear-shap-correlated");
        Json.Obj row = (Json.Obj) result.array("rows").get(0);
        assertThat(row.number("residual")).isCloseTo(0, within(1e-12));
        assertThat(row.array("values")).hasSize(3);
        assertThatThrownBy(() -> LinearShap.independent(model, background.select(new int[0])))
                .hasMessageContaining("CND-E060");
        Table infinite = table(new double[][] {{0, 1}, {0, Double.POSITIVE_INFINITY}, {1, 1}});
        assertThatThrownBy(() -> LinearShap.correlated(model, infinite, 1)).hasMessageContaining("CND-E062");
        assertThatThrownBy(() -> LinearShap.correlated(model(new double[1001]), rows(3, 1001, false), 1))
                .hasMessageContaining("CND-E061");
    }
}
