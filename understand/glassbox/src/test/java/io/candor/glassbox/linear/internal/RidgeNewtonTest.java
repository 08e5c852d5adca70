package io.candor.glassbox.linear.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.glassbox.internal.rows.TrainingRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RidgeNewtonTest {
    private static TrainingRows rows(long seed, Task task) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 400;
        double[] a = new double[n];
        double[] b = new double[n];
        double[] y = new double[n];
        double[] w = new double[n];
        List<@Nullable String> c = new ArrayList<>();
        List<@Nullable String> d = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            a[i] = random.nextDouble() * 100;
            b[i] = random.nextInt(9) == 0 ? Double.NaN : random.nextInt(4);
            int level = random.nextInt(5);
            c.add(random.nextInt(10) == 0 ? null : "c" + level);
            d.add("d" + random.nextInt(3));
            double eta = a[i] / 30 - 2 + (level == 2 ? 1.5 : 0) - (Double.isNaN(b[i]) ? 1 : 0);
            y[i] = task == Task.REGRESSION
                    ? eta + random.nextDouble()
                    : random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
            w[i] = 0.1 + 3 * random.nextDouble();
        }
        Table table = new Table(List.of(
                new NumericColumn("a", a),
                CategoricalColumn.of("c", c),
                new NumericColumn("b", b),
                CategoricalColumn.of("d", d)));
        List<String> classes = task == Task.REGRESSION ? List.of() : List.of("no", "yes");
        return TrainingRows.of(table, new Target("y", task, y, classes), w);
    }

    /** The plain version is its oracle; the start changes the way, not the end. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-3, 0.02, 1})
    void comesToWhereCoordinateDescentComes(double lambda) {
        for (Task task : List.of(Task.BINARY, Task.REGRESSION)) {
            TrainingRows rows = rows(3, task);
            LinearFitting fitting = LinearFitting.of(rows);
            PenalisedFit plain = new PenalisedFit(fitting.design(), fitting.family());
            plain.fit(lambda, 0, 1e-17);
            double[] expected = plain.coefficients()[0];
            double[] fresh =
                    Objects.requireNonNull(new RidgeNewton(fitting.design(), fitting.family()).fit(lambda, null));
            assertThat(fresh).containsExactly(expected, within(2e-5));
            assertThat(objective(fitting, fresh, lambda))
                    .isLessThanOrEqualTo(objective(fitting, expected, lambda) + 1e-13);
            double[] far = fresh.clone();
            for (int j = 0; j < far.length; j++) far[j] += j % 2 == 0 ? 0.5 : -0.5;
            double[] warm =
                    Objects.requireNonNull(new RidgeNewton(fitting.design(), fitting.family()).fit(lambda, far));
            assertThat(warm).containsExactly(fresh, within(1e-6));
        }
    }

    private static double objective(LinearFitting fitting, double[] beta, double lambda) {
        double[][] eta = {fitting.design().predict(beta)};
        double loss = fitting.family().means(eta, new double[1][eta[0].length]);
        for (int j = 0; j < beta.length - 1; j++) loss += lambda / 2 * beta[j] * beta[j];
        return loss;
    }
}
