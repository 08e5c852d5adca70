package io.candor.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A few round ticks, in order, for any two numbers. */
class AxisTest {
    @Test
    void ticksAreRound() {
        assertThat(new Axis(0, 1, 0, 100).ticks()).containsExactly(0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0);
        Axis axis = new Axis(17, 90, 0, 100);
        assertThat(axis.ticks().stream().map(axis::label))
                .containsExactly("20", "30", "40", "50", "60", "70", "80", "90");
    }

    @Test
    void largeAndSmallTicksAreShort() {
        Axis money = new Axis(0, 100_000, 0, 100);
        assertThat(money.label(20_000)).isEqualTo("20k");
        Axis tiny = new Axis(0, 1e-9, 0, 100);
        assertThat(tiny.label(2e-10)).isEqualTo("2E-10");
    }

    @Test
    void everyPairOfNumbersHasAnAxis() {
        Property.forAll(11, 5_000, Gen.lists(Gen.doubles(), 2, 2), pair -> {
            double a = Math.min(pair.get(0), pair.get(1));
            double b = Math.max(pair.get(0), pair.get(1));
            for (Axis axis : List.of(new Axis(a, b, 0, 100), Axis.nice(a, b, 0, 100))) {
                List<Double> ticks = axis.ticks();
                assertThat(ticks.size()).isLessThan(20);
                for (int t = 1; t < ticks.size(); t++) assertThat(ticks.get(t)).isGreaterThan(ticks.get(t - 1));
                for (double tick : ticks) assertThat(axis.label(tick).length()).isLessThan(24);
                assertThat(axis.at(a)).isBetween(0.0, 100.0);
                assertThat(axis.at(b)).isBetween(0.0, 100.0);
            }
        });
    }
}
