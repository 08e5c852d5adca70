package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.evidence.Estimate;
import io.candor.core.math.ExactSum;
import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeLongTest {
    private static final int[] LABELS = {0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0};
    private static final double[] SCORES = {.1, .9, .4, .4, .8, .3, .6, .55, .2, .2, .7, .5};

    /** NumPy, all pairs: placements and their sample variances. */
    @Test
    void agreesWithTheDefinitionOverAllPairs() {
        DeLong d = new DeLong(LABELS, SCORES);
        assertThat(d.auc()).isCloseTo(0.7777777777777778, within(1e-15));
        assertThat(d.variance()).isCloseTo(0.020987654320987655, within(1e-15));
    }

    @Test
    void fastRanksEqualBruteForce() {
        Gen<int[]> rows =
                (random, size) -> random.ints(4 + size, 0, 2 * (1 + size / 4)).toArray();
        Property.forAll(21, 120, rows, row -> {
            int[] labels = new int[row.length];
            double[] scores = new double[row.length];
            for (int i = 0; i < row.length; i++) {
                labels[i] = i < 2 ? i : row[i] % 2;
                scores[i] = row[i] / 2 - 3;
            }
            double wins = 0;
            int pairs = 0;
            for (int i = 0; i < row.length; i++) {
                for (int j = 0; j < row.length; j++) {
                    if (labels[i] != 1 || labels[j] != 0) continue;
                    pairs++;
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
            DeLong d = new DeLong(labels, scores);
            assertThat(d.auc()).isCloseTo(wins / pairs, within(1e-12));
            assertThat(ExactSum.of(d.influence())).isCloseTo(0, within(1e-12));
            Bounds b = d.bounds(0.05);
            assertThat(d.auc()).isBetween(b.low() - 1e-12, b.high() + 1e-12);
            assertThat(b.low()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void aPerfectRankingIsNotCertain() {
        Estimate.Interval e = (Estimate.Interval)
                new DeLong(new int[] {0, 0, 0, 1, 1, 1, 1}, new double[] {1, 2, 3, 4, 5, 6, 7}).estimate();
        assertThat(e.value()).isEqualTo(1);
        assertThat(e.high()).isEqualTo(1);
        assertThat(e.low()).isCloseTo(Intervals.wilson(3, 3, 0.05).low(), within(1e-15));
        assertThat(e.interval()).isEqualTo("Wilson on disjoint pairs");
        Estimate.Interval worst =
                (Estimate.Interval) new DeLong(new int[] {1, 1, 0, 0}, new double[] {1, 2, 3, 4}).estimate();
        assertThat(worst.value()).isZero();
        assertThat(worst.high()).isLessThan(1);
    }

    @Test
    void oneClassHasNoArea() {
        assertThat(new DeLong(new int[] {1, 1}, new double[] {1, 2}).estimate())
                .isEqualTo(Estimate.undefined("no negatives", 2));
        assertThat(new DeLong(new int[] {0}, new double[] {1}).estimate())
                .isEqualTo(Estimate.undefined("no positives", 1));
    }

    /** 600 trials of normal scores one standard deviation apart: area Φ(1/√2) = 0.76025. */
    @Test
    void coversTheTrueAreaAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(9);
        int hits = 0;
        for (int t = 0; t < 600; t++) {
            int[] labels = new int[110];
            double[] scores = new double[110];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = i < 40 ? 1 : 0;
                scores[i] = random.nextGaussian() + labels[i];
            }
            Bounds b = new DeLong(labels, scores).bounds(0.05);
            if (b.low() <= 0.7602499 && 0.7602499 <= b.high()) hits++;
        }
        assertThat(hits / 600.0).isBetween(0.915, 0.985);
    }
}
