package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MiettinenNurminenTest {
    /** Newcombe, Statistics in Medicine 17 (1998) 873-890, Table II, method 6; four digits as printed. */
    @ParameterizedTest
    @CsvSource({
        "56,70,48,80, 0.0528,0.3382",
        "9,10,3,10,   0.1700,0.8406",
        "6,7,2,7,     0.0342,0.8534",
        "5,56,0,29,  -0.0326,0.1933",
        "0,10,0,20,  -0.1658,0.2844"
    })
    void agreesWithThePublishedDifferences(long x1, long n1, long x2, long n2, double low, double high) {
        Bounds b = new MiettinenNurminen(x1, n1, x2, n2).difference(0.05);
        assertThat(b.low()).isCloseTo(low, within(5e-5));
        assertThat(b.high()).isCloseTo(high, within(5e-5));
    }

    /**
     * Numbers made with SciPy 1.x: likelihood maximised by minimize_scalar, score inverted by brentq; the ratios also agree
     * with statsmodels' confint_proportions_2indep(compare="ratio", method="score").
     */
    @ParameterizedTest
    @CsvSource({
        "56,70,48,80, 0.0528297,0.3381729,1.0790471195397,1.67214535908",
        "9,10,3,10, 0.170025,0.8406495,1.3279565748,8.6919149484"
    })
    void agreesWithAnIndependentSolver(
            long x1, long n1, long x2, long n2, double low, double high, double ratioLow, double ratioHigh) {
        MiettinenNurminen mn = new MiettinenNurminen(x1, n1, x2, n2);
        assertThat(mn.difference(0.05).low()).isCloseTo(low, within(1e-6));
        assertThat(mn.difference(0.05).high()).isCloseTo(high, within(1e-6));
        assertThat(mn.ratio(0.05).low()).isCloseTo(ratioLow, within(1e-8));
        assertThat(mn.ratio(0.05).high()).isCloseTo(ratioHigh, within(1e-8));
    }

    @Test
    void endsAreExactWhereEverythingOrNothingSucceeds() {
        Bounds all = new MiettinenNurminen(10, 10, 0, 20).difference(0.05);
        assertThat(all.high()).isEqualTo(1);
        assertThat(all.low()).isBetween(0.6, 0.8);
        assertThat(new MiettinenNurminen(0, 10, 20, 20).difference(0.05).low()).isEqualTo(-1);
        Bounds none = new MiettinenNurminen(0, 10, 5, 20).ratio(0.05);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isBetween(0.3, 2.0);
        assertThat(new MiettinenNurminen(5, 20, 0, 10).ratio(0.05).high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(new MiettinenNurminen(5, 20, 0, 10).ratio(0.05).low()).isCloseTo(1 / none.high(), within(1e-9));
        assertThat(new MiettinenNurminen(0, 20, 0, 10).ratio(0.05)).isEqualTo(new Bounds(0, Double.POSITIVE_INFINITY));
        Bounds one = new MiettinenNurminen(4, 4, 6, 6).ratio(0.05);
        assertThat(one.low()).isLessThan(1);
        assertThat(one.high()).isGreaterThan(1).isLessThan(5);
    }

    @Test
    void swappingTheGroupsMirrorsTheBounds() {
        Gen<int[]> rates = (random, size) -> {
            int n1 = random.nextInt(1, 2 + size);
            int n2 = random.nextInt(1, 2 + size);
            return new int[] {random.nextInt(n1 + 1), n1, random.nextInt(n2 + 1), n2};
        };
        Property.forAll(11, 150, rates, r -> {
            MiettinenNurminen ab = new MiettinenNurminen(r[0], r[1], r[2], r[3]);
            MiettinenNurminen ba = new MiettinenNurminen(r[2], r[3], r[0], r[1]);
            Bounds d = ab.difference(0.05);
            assertThat(d.low()).isCloseTo(-ba.difference(0.05).high(), within(1e-9));
            double estimate = (double) r[0] / r[1] - (double) r[2] / r[3];
            assertThat(estimate).isBetween(d.low() - 1e-9, d.high() + 1e-9);
            Bounds ratio = ab.ratio(0.05);
            assertThat(ratio.low()).isNotNaN().isNotNegative();
            if (ratio.low() > 0) assertThat(ba.ratio(0.05).high() * ratio.low()).isCloseTo(1, within(1e-7));
        });
    }

    /** 1,000 trials: a true coverage of 95 % fails this with a chance below 10^-5 on either side. */
    @Test
    void coversTheTrueDifferenceAndRatioAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(5);
        int difference = 0;
        int ratio = 0;
        int trials = 1000;
        for (int t = 0; t < trials; t++) {
            int x1 = 0;
            int x2 = 0;
            for (int i = 0; i < 60; i++) if (random.nextDouble() < 0.2) x1++;
            for (int i = 0; i < 90; i++) if (random.nextDouble() < 0.35) x2++;
            MiettinenNurminen mn = new MiettinenNurminen(x1, 60, x2, 90);
            Bounds d = mn.difference(0.05);
            Bounds r = mn.ratio(0.05);
            if (d.low() <= -0.15 && -0.15 <= d.high()) difference++;
            if (r.low() <= 0.2 / 0.35 && 0.2 / 0.35 <= r.high()) ratio++;
        }
        assertThat(difference).isBetween(920, 980);
        assertThat(ratio).isBetween(920, 980);
    }
}
