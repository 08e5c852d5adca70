package io.candor.fairness.monitor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.evidence.Estimate;
import io.candor.fairness.monitor.Drift;
import io.candor.fairness.monitor.MonitorPlan;
import io.candor.fairness.monitor.Windows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against SciPy: chi2_contingency(lambda_="log-likelihood", correction=False) and kstwobign.sf. */
class DriftTestsTest {
    private static final MonitorPlan PLAN = MonitorPlan.of(
            List.of(new MonitorPlan.Feature("race", List.of("A", "B", "C"))), Windows.parse("batches", 3), List.of());

    private static Tally tally(double shift, int... n) {
        Tally tally = new Tally(PLAN);
        for (int g = 0; g < n.length; g++)
            for (int i = 0; i < n[g]; i++) tally.decide(0, g, i % 2, (i % 100) / 200.0 + shift);
        return tally;
    }

    private static double point(Estimate estimate) {
        return ((Estimate.Point) estimate).value();
    }

    @Test
    void sharesOfGroupsAreTestedByG() {
        Drift population = DriftTests.of(PLAN, tally(0, 120, 300, 80), tally(0, 60, 90, 50))
                .get(0);
        double n = 700;
        double q = 1 + (n / 500 + n / 200 - 1) * (n / 180 + n / 390 + n / 130 - 1) / (6 * n * 2);
        assertThat(point(population.value()) * q).isCloseTo(13.840697342100292, within(1e-9));
        assertThat(point(population.p())).isBetween(0.0009, 0.0011);
    }

    @Test
    void theTailOfKolmogorovsDistributionIsKnown() {
        assertThat(DriftTests.kolmogorov(0.5)).isCloseTo(0.96394524, within(1e-8));
        assertThat(DriftTests.kolmogorov(1.0)).isCloseTo(0.26999967, within(1e-8));
        assertThat(DriftTests.kolmogorov(1.5)).isCloseTo(0.02221796, within(1e-8));
        assertThat(DriftTests.kolmogorov(0.25)).isCloseTo(0.99999997, within(1e-8));
        assertThat(DriftTests.kolmogorov(0)).isEqualTo(1);
    }

    @Test
    void shiftedScoresMoveAndEqualOnesDoNot() {
        List<Drift> same = DriftTests.of(PLAN, tally(0, 500, 500, 10), tally(0, 500, 500, 10));
        assertThat(same).noneMatch(Drift::moved);
        assertThat(same.get(5).value()).isInstanceOf(Estimate.Undefined.class); // scores of C: not enough data
        List<Drift> shifted = DriftTests.of(PLAN, tally(0, 500, 500, 10), tally(0.25, 500, 500, 10));
        assertThat(shifted.stream().filter(Drift::moved).map(d -> d.kind() + " " + d.group()))
                .containsExactly("scores A", "scores B");
        assertThat(point(shifted.get(1).value())).isCloseTo(0.5, within(1e-12));
        assertThat(point(shifted.get(1).stability())).isGreaterThan(1);
    }
}
