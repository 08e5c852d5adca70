package io.candor.fairness.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrelationRemoverTest {
    private static final int N = 600;

    /** Two numeric sensitive columns of different means, a category, and inputs that depend on all. */
    private static Table table() {
        RandomStream random = new RandomStreams(1).stream("rows");
        double[][] v = new double[4][N];
        List<String> sex = new ArrayList<>();
        List<String> job = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            int s = random.nextInt(3);
            sex.add("s" + s);
            v[0][i] = 40 + 10 * random.nextDouble();
            v[1][i] = random.nextInt(2);
            v[2][i] = 0.3 * v[0][i] - 2 * v[1][i] + s + random.nextDouble();
            v[3][i] = v[1][i] * s + random.nextDouble();
            job.add(random.nextDouble() < 0.2 + 0.3 * v[1][i] ? "clerk" : "smith");
        }
        List<Column> columns = List.of(
                new NumericColumn("age", v[0]),
                new NumericColumn("member", v[1]),
                CategoricalColumn.of("sex", sex),
                new NumericColumn("x", v[2]),
                new NumericColumn("z", v[3]),
                CategoricalColumn.of("job", job));
        return new Table(columns);
    }

    private static double covariance(double[] a, double[] b, double @Nullable [] w) {
        double total = 0;
        double sa = 0;
        double sb = 0;
        double ab = 0;
        for (int i = 0; i < a.length; i++) {
            double weight = w == null ? 1 : w[i];
            total += weight;
            sa += weight * a[i];
            sb += weight * b[i];
            ab += weight * a[i] * b[i];
        }
        return ab / total - sa / total * (sb / total);
    }

    private static double[] indicator(Table table, String column, String level) {
        double[] of = new double[table.rows()];
        for (int i = 0; i < of.length; i++)
            of[i] = level.equals(table.column(column).text(i)) ? 1 : 0;
        return of;
    }

    private static double[] numbers(Table table, String column) {
        return ((NumericColumn) table.column(column)).values();
    }

    @Test
    void nothingThatRemainsIsCorrelatedWithAnySensitiveColumn() {
        Table table = table();
        double[] weights = new double[N];
        for (int i = 0; i < N; i++) weights[i] = 1 + i % 3;
        for (double @Nullable [] w : new double[][] {null, weights}) {
            CorrelationRemover remover = CorrelationRemover.fit(table, List.of("age", "member", "sex"), 1, w);
            assertThat(remover.names()).containsExactly("x", "z", "job=clerk", "job=smith");
            Table prepared = remover.prepare(table);
            for (String name : remover.names()) {
                double[] column = numbers(prepared, name);
                assertThat(covariance(column, numbers(table, "age"), w)).isCloseTo(0, within(1e-9));
                assertThat(covariance(column, numbers(table, "member"), w)).isCloseTo(0, within(1e-9));
                for (String level : List.of("s0", "s1", "s2")) {
                    assertThat(covariance(column, indicator(table, "sex", level), w))
                            .isCloseTo(0, within(1e-9));
                }
            }
        }
    }

    @Test
    void alphaTakesAwayASharedPart() {
        Table table = table();
        List<String> sensitive = List.of("age", "sex");
        double[] all = numbers(CorrelationRemover.fit(table, sensitive, 1, null).prepare(table), "x");
        double[] half =
                numbers(CorrelationRemover.fit(table, sensitive, 0.5, null).prepare(table), "x");
        double[] none =
                numbers(CorrelationRemover.fit(table, sensitive, 0, null).prepare(table), "x");
        for (int i = 0; i < N; i++) {
            assertThat(none[i]).isEqualTo(numbers(table, "x")[i]);
            assertThat(half[i]).isCloseTo((all[i] + none[i]) / 2, within(1e-12));
        }
    }

    @Test
    void oneColumnIsTheTextbooksRegression() {
        Table table = new Table(List.of(
                new NumericColumn("s", new double[] {0, 1, 2, 3}), new NumericColumn("x", new double[] {1, 3, 2, 6})));
        Table prepared = CorrelationRemover.fit(table, List.of("s"), 1, null).prepare(table);
        assertThat(numbers(prepared, "x")) // slope 1.4 about the mean 1.5
                .containsExactly(new double[] {3.1, 3.7, 1.3, 3.9}, within(1e-12));
    }

    @Test
    void missingAndNewSensitiveValuesCountAsAverage() {
        CorrelationRemover remover = CorrelationRemover.fit(table(), List.of("age", "sex"), 1, null);
        Table odd = new Table(List.of(
                new NumericColumn("age", new double[] {Double.NaN}),
                new NumericColumn("member", new double[] {0}),
                CategoricalColumn.of("sex", List.of("new")),
                new NumericColumn("x", new double[] {7}),
                new NumericColumn("z", new double[] {1}),
                CategoricalColumn.of("job", List.of("clerk"))));
        assertThat(numbers(remover.prepare(odd), "x")).containsExactly(7);
    }

    @Test
    void whatCanNotBeIsRefused() {
        assertThatThrownBy(() -> CorrelationRemover.fit(table(), List.of("age"), 2, null))
                .hasMessageContaining("CND-F049");
        assertThatThrownBy(() -> CorrelationRemover.fit(table(), List.of("aeg"), 1, null))
                .hasMessageContaining("CND-D003");
        assertThatThrownBy(() -> CorrelationRemover.fit(table().only(List.of("age")), List.of("age"), 1, null))
                .hasMessageContaining("CND-F049");
        double[] hole = new double[N];
        hole[3] = Double.NaN;
        assertThatThrownBy(() ->
                        CorrelationRemover.fit(table().with(new NumericColumn("x", hole)), List.of("age"), 1, null))
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> CorrelationRemover.fit(table(), List.of("age"), 1, new double[N]))
                .hasMessageContaining("CND-F043");
        Table constant = table().with(new NumericColumn("age", new double[N]));
        assertThat(CorrelationRemover.fit(constant, List.of("age"), 1, null)
                        .prepare(constant)
                        .names())
                .contains("x");
    }
}
