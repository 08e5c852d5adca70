package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.random.RandomStreams;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.distribution.discrete.HypergeometricDistribution;
import org.junit.jupiter.api.Test;

class CountDrawsTest {
    private static final int DRAWS = 40_000;

    private final CountDraws draws = new CountDraws(new RandomStreams(3).stream("test"));

    private interface Probability {
        double of(int k);
    }

    /** Each count's frequency is within six standard errors of its probability: a false alarm in about 10^7 tests. */
    private static void follows(int[] found, Probability probability) {
        for (int k = 0; k < found.length; k++) {
            double p = probability.of(k);
            double error = Math.sqrt(DRAWS * p * (1 - p)) + 1;
            assertThat(Math.abs(found[k] - DRAWS * p)).as("k = " + k).isLessThan(6 * error);
        }
    }

    @Test
    void binomialCountsFollowTheirDistribution() {
        for (double p : new double[] {0.02, 0.5, 0.97}) {
            int[] found = new int[31];
            for (int i = 0; i < DRAWS; i++) found[(int) draws.binomial(30, p)]++;
            follows(found, new BinomialDistribution(30, p)::probability);
        }
    }

    @Test
    void hypergeometricCountsFollowTheirDistribution() {
        int[][] cases = {{50, 10, 20}, {50, 45, 20}, {12, 6, 11}};
        for (int[] c : cases) {
            int[] found = new int[c[2] + 1];
            for (int i = 0; i < DRAWS; i++) found[(int) draws.hypergeometric(c[0], c[1], c[2])]++;
            follows(found, new HypergeometricDistribution(c[0], c[1], c[2])::probability);
        }
    }

    @Test
    void largeCountsHaveTheirMeanAndSpread() {
        Moments binomial = new Moments();
        Moments hyper = new Moments();
        for (int i = 0; i < 4_000; i++) {
            binomial.add(draws.binomial(1_000_000, 0.3));
            hyper.add(draws.hypergeometric(1_000_000, 300_000, 200_000));
        }
        double sd = Math.sqrt(210_000);
        assertThat(Math.abs(binomial.mean() - 300_000)).isLessThan(5 * sd / Math.sqrt(4_000));
        assertThat(Math.sqrt(binomial.variance()) / sd).isBetween(0.94, 1.06);
        double hyperSd = Math.sqrt(200_000 * 0.3 * 0.7 * 0.8);
        assertThat(Math.abs(hyper.mean() - 60_000)).isLessThan(5 * hyperSd / Math.sqrt(4_000));
        assertThat(Math.sqrt(hyper.variance()) / hyperSd).isBetween(0.94, 1.06);
    }

    @Test
    void multinomialCountsAddUp() {
        for (int i = 0; i < 100; i++) {
            long[] counts = draws.multinomial(1_000, new long[] {0, 5, 0, 3, 2, 0});
            assertThat(counts[0] + counts[2] + counts[5]).isZero();
            assertThat(counts[1] + counts[3] + counts[4]).isEqualTo(1_000);
        }
    }

    @Test
    void edgesAreExact() {
        assertThat(draws.binomial(0, 0.5)).isZero();
        assertThat(draws.binomial(7, 0)).isZero();
        assertThat(draws.binomial(7, 1)).isEqualTo(7);
        assertThat(draws.hypergeometric(10, 10, 4)).isEqualTo(4);
        assertThat(draws.hypergeometric(10, 0, 4)).isZero();
        assertThat(draws.hypergeometric(10, 4, 10)).isEqualTo(4);
    }
}
