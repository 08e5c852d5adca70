package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogarithmTest {
    @Test
    void agreesWithTheLibrary() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            double x = 1 + Math.exp(random.nextDouble(-40, 300));
            double expected = StrictMath.log(x);
            assertThat(Logarithm.of(x)).isCloseTo(expected, within(4e-15 * Math.max(1, expected)));
        }
        assertThat(Logarithm.of(1)).isZero();
    }
}
