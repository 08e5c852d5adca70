package io.candor.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    @Test
    void equalsTheRoundedExactSumWhateverTheOrderAndGrouping() {
        Property.forAll(11, 2_000, Gen.lists(Gen.doubles(), 0, 60), terms -> {
            BigDecimal exact = BigDecimal.ZERO;
            for (double term : terms) exact = exact.add(new BigDecimal(term));
            double expected = exact.doubleValue();
            if (Double.isInfinite(expected)) return;
            assertThat(sum(terms)).isEqualTo(expected == 0 ? 0.0 : expected);
            List<Double> shuffled = new java.util.ArrayList<>(terms);
            Collections.shuffle(shuffled, new Random(1));
            ExactSum left = new ExactSum();
            ExactSum right = new ExactSum();
            for (int i = 0; i < shuffled.size(); i++) (i % 3 == 0 ? left : right).add(shuffled.get(i));
            left.add(right);
            assertThat(left.value()).isEqualTo(expected == 0 ? 0.0 : expected);
        });
    }

    @Test
    void survivesCancellationThatPlainSummationDoesNot() {
        assertThat(ExactSum.of(1e100, 1.0, -1e100)).isEqualTo(1.0);
    }

    @Test
    void carriesNanAndInfinity() {
        assertThat(ExactSum.of(1, Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(ExactSum.of(1, Double.NaN)).isNaN();
    }

    private static double sum(List<Double> terms) {
        ExactSum sum = new ExactSum();
        for (double term : terms) sum.add(term);
        return sum.value();
    }
}
