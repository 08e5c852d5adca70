package io.candor.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.privacy.internal.ExpEnclosure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscreteLaplaceTest {
    private static final BigDecimal P95 = new BigDecimal("0.95");

    @Test
    void theScaleIsSensitivityOverEpsilonExactly() {
        DiscreteLaplace noise = DiscreteLaplace.forSensitivity(3, new BigDecimal("0.12"));
        assertThat(noise.a()).isEqualTo(BigInteger.valueOf(25));
        assertThat(noise.b()).isEqualTo(BigInteger.ONE);
        assertThat(DiscreteLaplace.forSensitivity(1, new BigDecimal("2E1")).b()).isEqualTo(20);
    }

    /**
     * The mass of y in algorithm 2 is that of X = U + aV in [yb, yb + b − 1], and P(X) ∝ e^(−X/a). Neighbouring truths shift it
     * by one; the largest log-ratio over the whole support must not pass ε. Proven bounds, no floating point.
     */
    @ParameterizedTest
    @ValueSource(strings = {"0.000001", "0.1", "0.3333", "1", "2.718281828", "20"})
    void noOutcomeIsMoreThanEToTheEpsilonTimesLikelierForANeighbour(String text) {
        BigDecimal epsilon = new BigDecimal(text);
        DiscreteLaplace noise = DiscreteLaplace.forSensitivity(1, epsilon);
        // e^-eps from the declared epsilon, the masses from the scale that the sampler uses
        ExpEnclosure bound = ExpEnclosure.ofMinus(epsilon.unscaledValue(), BigInteger.TEN.pow(epsilon.scale()), 60);
        for (int outcome = -12; outcome <= 13; outcome++) {
            ExpEnclosure at0 = unnormalised(noise, Math.abs(outcome));
            ExpEnclosure at1 = unnormalised(noise, Math.abs(outcome - 1));
            ExpEnclosure smaller = at0.high().compareTo(at1.high()) < 0 ? at0 : at1;
            ExpEnclosure larger = smaller == at0 ? at1 : at0;
            BigDecimal slack = larger.high().movePointLeft(50);
            assertThat(smaller.high().add(slack))
                    .isGreaterThanOrEqualTo(larger.low().multiply(bound.low()));
        }
    }

    private static ExpEnclosure unnormalised(DiscreteLaplace noise, long magnitude) {
        return ExpEnclosure.ofMinus(noise.b().multiply(BigInteger.valueOf(magnitude)), noise.a(), 60);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "10,3", "1,3", "10,1", "7,20"})
    void drawsFollowTheDistribution(int a, int b) {
        DiscreteLaplace noise = DiscreteLaplace.ofScale(BigInteger.valueOf(a), BigInteger.valueOf(b));
        assertFollows(noise, (double) a / b, 300_000, TestBits.seeded(11 + a));
    }

    @Test
    void drawsFollowTheDistributionWhereLongsDoNotSuffice() {
        // t = (10 * 10^24 + 1) / (3 * 10^24): numerator and denominator beyond 2^63
        BigInteger big = BigInteger.TEN.pow(24);
        DiscreteLaplace noise = DiscreteLaplace.ofScale(
                big.multiply(BigInteger.TEN).add(BigInteger.ONE), big.multiply(BigInteger.valueOf(3)));
        assertThat(noise.a().bitLength()).isGreaterThan(63);
        assertFollows(noise, 10.0 / 3, 60_000, TestBits.seeded(12));
    }

    @Test
    void drawsFollowTheDistributionWhereTheProductOverflows() {
        // a fits a long, a * V does not from V = 2 on
        BigInteger a = BigInteger.ONE.shiftLeft(62).subtract(BigInteger.ONE);
        DiscreteLaplace noise = DiscreteLaplace.ofScale(a, BigInteger.ONE.shiftLeft(61));
        assertFollows(noise, 2.0, 60_000, TestBits.seeded(13));
    }

    private static void assertFollows(DiscreteLaplace noise, double t, int draws, SecureBits bits) {
        double p = Math.exp(-1 / t);
        int reach = 0;
        while (draws * (1 - p) / (1 + p) * Math.pow(p, reach + 1) >= 10) reach++;
        long[] seen = new long[2 * reach + 3];
        for (int i = 0; i < draws; i++) {
            long x = Math.max(-reach - 1, Math.min(reach + 1, noise.sample(bits)));
            seen[(int) x + reach + 1]++;
        }
        double chi = 0;
        for (int x = -reach - 1; x <= reach + 1; x++) {
            double mass = Math.abs(x) <= reach
                    ? (1 - p) / (1 + p) * Math.pow(p, Math.abs(x))
                    : Math.pow(p, reach + 1) / (1 + p);
            double expected = draws * mass;
            double difference = seen[x + reach + 1] - expected;
            chi += difference * difference / expected;
        }
        assertThat(chi).isLessThan(ChiSquare.critical(seen.length - 1));
    }

    @Test
    void expMinusIsABernoulliVariableOfThatProbability() {
        SecureBits bits = TestBits.seeded(14);
        for (int u = 0; u <= 4; u++) {
            int hits = 0;
            for (int i = 0; i < 100_000; i++) if (DiscreteLaplace.expMinus(u, 4, bits)) hits++;
            assertThat(hits / 1e5).isCloseTo(Math.exp(-u / 4.0), within(0.0086)); // 5.4 standard deviations
        }
    }

    /** Haney et al. 2022: with naive double noise 27 % of the answers to truth 0, and none to truth 1, are multiples of 2^-53. */
    @Test
    void thePrecisionOfAnAnswerDoesNotTellZeroFromOne() {
        DiscreteLaplace noise = DiscreteLaplace.forSensitivity(1, BigDecimal.ONE);
        SecureBits bits = TestBits.seeded(15);
        Set<Long> support0 = new HashSet<>();
        Set<Long> support1 = new HashSet<>();
        int fires0 = 0;
        int fires1 = 0;
        for (int i = 0; i < 400_000; i++) {
            double y0 = 0.0 + noise.sample(bits);
            double y1 = 1.0 + noise.sample(bits);
            if (y0 * 0x1p53 == Math.rint(y0 * 0x1p53)) fires0++;
            if (y1 * 0x1p53 == Math.rint(y1 * 0x1p53)) fires1++;
            support0.add((long) y0);
            support1.add((long) y1);
        }
        assertThat(fires0).isEqualTo(fires1).isEqualTo(400_000);
        for (long x = -6; x <= 7; x++) {
            assertThat(support0).contains(x);
            assertThat(support1).contains(x);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "10,1", "10,3", "1,3", "100,1", "1,20"})
    void theHalfWidthIsTheSmallestThatCovers(int a, int b) {
        DiscreteLaplace noise = DiscreteLaplace.ofScale(BigInteger.valueOf(a), BigInteger.valueOf(b));
        double p = Math.exp(-(double) b / a);
        double mass = (1 - p) / (1 + p);
        long k = 0;
        while (mass < 0.95) mass += 2 * (1 - p) / (1 + p) * Math.pow(p, ++k);
        assertThat(noise.halfWidth(P95)).isEqualTo(k);
    }

    @Test
    void theHalfWidthIsExactAtExtremeScales() {
        assertThat(DiscreteLaplace.forSensitivity(1, new BigDecimal("0.000001")).halfWidth(P95))
                .isEqualTo(2_995_732); // 10^6 ln(40 / (1 + e^-0.000001)) - 1 = 2995731.77
        assertThat(DiscreteLaplace.forSensitivity(1, new BigDecimal("20")).halfWidth(P95))
                .isZero();
    }

    @Test
    void impossibleParametersAreRefused() {
        assertThatThrownBy(() -> DiscreteLaplace.ofScale(BigInteger.ZERO, BigInteger.ONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DiscreteLaplace.ofScale(BigInteger.ONE.shiftLeft(51), BigInteger.ONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> DiscreteLaplace.forSensitivity(1, BigDecimal.ONE).halfWidth(BigDecimal.ONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEnclosureHoldsTheTruth() {
        for (int n = 0; n < 400; n += 7) {
            ExpEnclosure e = ExpEnclosure.ofMinus(BigInteger.valueOf(n), BigInteger.TEN, 60);
            assertThat(e.low()).isLessThanOrEqualTo(e.high());
            assertThat(e.high().subtract(e.low())).isLessThan(e.high().movePointLeft(50));
            assertThat(e.low().round(MathContext.DECIMAL64).doubleValue())
                    .isCloseTo(Math.exp(-n / 10.0), within(Math.exp(-n / 10.0) * 1e-14));
        }
    }
}
