package io.candor.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinearModelTest {
    private static final List<Input> INPUTS = List.of(Input.number("a"), Input.category("b", List.of("x", "z")));

    private static LinearModel model(Link link) {
        return new LinearModel(
                link == Link.IDENTITY ? Task.REGRESSION : Task.BINARY,
                "y",
                INPUTS,
                link == Link.IDENTITY ? List.of() : List.of("no", "yes"),
                link,
                1,
                new double[] {10},
                List.of(
                        new LinearModel.Slope(new double[] {2}, 1, 1, new double[] {0.5}, 3),
                        new LinearModel.Levels(
                                new double[] {100, 200}, new double[] {7}, new double[] {-1}, new double[2], 0)),
                0,
                Optional.empty());
    }

    @Test
    void addsSlopesAndLevelsAndKnowsMissingAndUnseen() {
        Table rows = new Table(List.of(
                new NumericColumn("a", new double[] {1, 2, -1, Double.NaN}),
                CategoricalColumn.of("b", Arrays.asList("x", "z", "unknown", null))));
        assertThat(model(Link.IDENTITY).score(rows).values()).containsExactly(110, 212, 5, 17.5);
    }

    @Test
    void theLinkTurnsLogOddsIntoProbabilities() {
        double[] out = new double[1];
        model(Link.LOGIT).rowScorer().orElseThrow().score(new double[] {-4, -1}, out);
        assertThat(out[0]).isEqualTo(1 / (1 + StrictMath.exp(1)));
    }

    @Test
    void aSlopeOfNothingAddsNothingToInfinity() {
        LinearModel.Slope idle = new LinearModel.Slope(new double[1], 1, 1, new double[1], 0);
        assertThat(idle.of(Double.POSITIVE_INFINITY, 0)).isZero();
    }

    @Test
    void everyContributionIsItsEffect() {
        LinearModel model = model(Link.IDENTITY);
        double[] row = {4, 1};
        assertThat(model.contribution(0, row, 0)).isEqualTo(6);
        assertThat(model.contribution(1, row, 0)).isEqualTo(200);
        assertThat(model.additiveScore(row, 0)).isEqualTo(216);
        assertThat(model.termName(1)).isEqualTo("b");
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        LinearModel good = model(Link.IDENTITY);
        assertThatThrownBy(() -> new LinearModel(
                        Task.REGRESSION,
                        "y",
                        INPUTS,
                        List.of(),
                        Link.IDENTITY,
                        1,
                        new double[] {1},
                        List.of(good.effects().get(1), good.effects().get(0)),
                        0,
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        LinearModel.Intervals few = new LinearModel.Intervals("Wald", new double[3], new double[3], new double[3]);
        assertThatThrownBy(() -> new LinearModel(
                        Task.REGRESSION,
                        "y",
                        INPUTS,
                        List.of(),
                        Link.IDENTITY,
                        1,
                        new double[] {1},
                        good.effects(),
                        0,
                        Optional.of(few)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
