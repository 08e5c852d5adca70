package io.candor.fairness.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Table;
import io.candor.fairness.FairnessPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReweighingTest {
    private static final FairnessPlan PLAN = FairnessPlan.of("g");

    private static Table groups(String letters) {
        List<@Nullable String> cells = new ArrayList<>();
        for (char c : letters.toCharArray()) cells.add(c == '?' ? null : String.valueOf(c));
        return new Table(List.of(CategoricalColumn.of("g", cells)));
    }

    @Test
    void theFactorIsWhatIndependenceExpectsOverWhatThereIs() {
        int[] labels = {1, 1, 1, 0, 1, 0, 0, 0, 0, 0};
        Reweighing made = Reweighing.of(groups("AAAABBBBBB"), List.of("g"), PLAN, labels, null);
        assertThat(made.cells()).extracting(Reweighing.Cell::group).containsExactly("A", "A", "B", "B");
        double[] factors =
                made.cells().stream().mapToDouble(Reweighing.Cell::factor).toArray();
        double[] expected = {4 * 6 / 10.0, 4 * 4 / 30.0, 6 * 6 / 50.0, 6 * 4 / 10.0};
        assertThat(factors).containsExactly(expected, within(1e-12));
    }

    @Test
    void underTheWeightsEachGroupHasTheOverallRateAndItsOwnShare() {
        int[] labels = {1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 1};
        double[] own = {1, 2, 1, 1, 3, 1, 1, 1, 2, 1, 5};
        double[] w = Reweighing.of(groups("AAAABBBBBB?"), List.of("g"), PLAN, labels, own)
                .weights();
        double a = w[0] + w[1] + w[2] + w[3];
        double b = w[4] + w[5] + w[6] + w[7] + w[8] + w[9];
        assertThat(a).isCloseTo(5, within(1e-12));
        assertThat(b).isCloseTo(9, within(1e-12));
        assertThat((w[0] + w[1] + w[2]) / a).isCloseTo(w[4] / b, within(1e-12)).isCloseTo(0.5, within(1e-12));
        assertThat(w[10]).isEqualTo(5); // of no group
    }

    @Test
    void whatCanNotBeIsRefused() {
        assertThatThrownBy(() -> Reweighing.of(groups("AA"), List.of("g"), PLAN, new int[] {0, 1}, null))
                .hasMessageContaining("CND-F044");
        assertThatThrownBy(() -> Reweighing.of(groups("AB"), List.of("g"), PLAN, new int[] {0, 2}, null))
                .hasMessageContaining("CND-F009");
        assertThatThrownBy(
                        () -> Reweighing.of(groups("AB"), List.of("g"), PLAN, new int[] {0, 1}, new double[] {1, -1}))
                .hasMessageContaining("CND-F043");
    }
}
