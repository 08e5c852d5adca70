package io.candor.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdditiveModelTest {
    private static final AdditiveModel MODEL = new AdditiveModel(
            Task.REGRESSION,
            "y",
            List.of(Input.number("a"), Input.category("b", List.of("x", "z"))),
            List.of(),
            Link.IDENTITY,
            1,
            new double[] {10},
            List.of(
                    term(0, new Bins.Cuts(new double[] {1, 2}, 0, 3), 0.5, 1, 2, 3, 0),
                    term(1, new Bins.Levels(new int[] {1, 2}), 0.25, 100, 200, -1)));

    private static Term term(int input, Bins bins, double... scores) {
        return new Term(new int[] {input}, List.of(bins), scores, new double[scores.length], new double[scores.length]);
    }

    @Test
    void addsInterceptAndOneEntryPerTerm() {
        Table rows = new Table(List.of(
                new NumericColumn("a", new double[] {0.5, 1, 2.5, Double.NaN}),
                CategoricalColumn.of("b", Arrays.asList("x", "z", "unknown", null))));
        assertThat(MODEL.score(rows).values()).containsExactly(111, 212, 12, 10.75);
    }

    @Test
    void putsAValueEqualToACutIntoTheBinAtItsRight() {
        Bins.Cuts cuts = new Bins.Cuts(new double[] {1, 2}, 0, 3);
        assertThat(cuts.of(0.999)).isEqualTo(1);
        assertThat(cuts.of(1)).isEqualTo(2);
        assertThat(cuts.of(2)).isEqualTo(3);
        assertThat(cuts.of(Double.NEGATIVE_INFINITY)).isEqualTo(1);
        assertThat(cuts.of(Double.POSITIVE_INFINITY)).isEqualTo(3);
    }

    @Test
    void saysWhichInputIsMissing() {
        Table rows = new Table(List.of(new NumericColumn("A", new double[1])));
        assertThatThrownBy(() -> MODEL.score(rows))
                .hasMessageStartingWith("CND-M001")
                .hasMessageContaining("did you mean 'A'?");
    }

    @Test
    void refusesTextWhereTheModelTakesNumbers() {
        Table rows =
                new Table(List.of(CategoricalColumn.of("a", List.of("one")), CategoricalColumn.of("b", List.of("x"))));
        assertThatThrownBy(() -> MODEL.score(rows)).hasMessageStartingWith("CND-M002");
    }
}
