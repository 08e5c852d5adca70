package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void rowsWithoutALabelAreDroppedAndCounted() {
        Labels l = Labels.of(texts("<=50K", null, ">50K", "<=50K"), "y", null, null);
        assertThat(l.rows()).containsExactly(0, 2, 3);
        assertThat(l.dropped()).isEqualTo(1);
        assertThat(l.target().values()).containsExactly(0, 1, 0);
        assertThat(l.target().classes()).containsExactly("<=50K", ">50K");
        assertThat(l.positiveBecause()).isEqualTo("the rarer one");
    }

    @Test
    void thePositiveClassIsTheNamedOneElseTrueElseTheRarer() {
        assertThat(positive(texts("good", "good", "bad"), "good")).isEqualTo("good");
        assertThat(positive(texts("Yes", "Yes", "no"), null)).isEqualTo("Yes");
        assertThat(positive(numbers(1, 1, 0), null)).isEqualTo("1");
        assertThat(positive(numbers(1, 1, 0), "0.0")).isEqualTo("0");
        assertThat(positive(numbers(2, 2, 5), null)).isEqualTo("5");
        assertThat(positive(texts("a", "b"), null)).isEqualTo("b");
        assertThat(positive(new Table(List.of(new BooleanColumn("y", new byte[] {1, 1, 0, -1}))), null))
                .isEqualTo("true");
    }

    @Test
    void moreThan20NumbersAreRegressionAndFewerAreClasses() {
        double[] many = IntStream.range(0, 21).asDoubleStream().toArray();
        assertThat(Labels.of(numbers(many), "y", null, null).target().task()).isEqualTo(Task.REGRESSION);
        Labels few = Labels.of(numbers(Arrays.copyOf(many, 20)), "y", null, null);
        assertThat(few.target().task()).isEqualTo(Task.MULTICLASS);
        assertThat(few.target().classes()).startsWith("0", "1", "2").endsWith("19");
        assertThat(Labels.of(numbers(1, 2, 3), "y", null, Task.REGRESSION)
                        .target()
                        .values())
                .containsExactly(1, 2, 3);
        assertThat(Labels.of(texts("a", "b", "c"), "y", null, null).target().task())
                .isEqualTo(Task.MULTICLASS);
    }

    @Test
    void mistakesHaveCodes() {
        assertCode("CND-D003", numbers(0, 1), "z", null, null);
        assertCode("CND-V008", texts(null, null), "y", null, null);
        assertCode("CND-V009", texts("a", "a"), "y", null, null);
        assertCode("CND-V010", numbers(1, Double.POSITIVE_INFINITY), "y", null, null);
        assertCode("CND-V012", texts("a", "b"), "y", null, Task.REGRESSION);
        assertCode("CND-V012", texts("a", "b", "c"), "y", null, Task.BINARY);
        assertCode("CND-V012", numbers(0, 1), "y", null, Task.MULTICLASS);
        assertCode("CND-V013", texts("a", "b", "c"), "y", "a", null);
        assertCode("CND-V012", new Table(List.of(new InstantColumn("y", new long[] {1, 2}, true))), "y", null, null);
        assertThatThrownBy(() -> Labels.of(texts(">50K", "<=50K"), "y", ">50k", null))
                .hasMessageContaining("CND-V011")
                .hasMessageContaining("did you mean '>50K'?");
    }

    private static void assertCode(
            String code, Table table, String label, @Nullable String positive, @Nullable Task task) {
        assertThatThrownBy(() -> Labels.of(table, label, positive, task)).hasMessageContaining(code);
    }

    private static String positive(Table table, @Nullable String named) {
        return Labels.of(table, "y", named, null).target().classes().get(1);
    }

    private static Table texts(@Nullable String... cells) {
        return new Table(List.of(CategoricalColumn.of("y", Arrays.asList(cells))));
    }

    private static Table numbers(double... cells) {
        return new Table(List.of(new NumericColumn("y", cells)));
    }
}
