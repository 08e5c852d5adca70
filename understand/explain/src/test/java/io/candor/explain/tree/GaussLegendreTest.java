package io.candor.explain.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussLegendreTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 15, 16, 31, 63, 120})
    void powersUpToTheDegreeAreIntegratedExactly(int degree) {
        GaussLegendre rule = GaussLegendre.degree(degree);
        for (int power = 0; power <= degree; power++) {
            double sum = 0;
            for (int k = 0; k < rule.count(); k++) {
                sum += rule.weights()[k] * StrictMath.pow(rule.nodes()[k], power);
            }
            assertThat(sum).isCloseTo(1.0 / (power + 1), within(1e-14));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 32})
    void nodesAscendInsideTheUnitInterval(int count) {
        GaussLegendre rule = GaussLegendre.of(count);
        for (int k = 0; k < count; k++) {
            assertThat(rule.nodes()[k]).isStrictlyBetween(k == 0 ? 0 : rule.nodes()[k - 1], 1.0);
        }
    }
}
