package io.candor.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JackknifeTest {
    private static final int ROWS = 400;
    private static final int BINS = 4;
    private static final int BAGS = 14;
    private static final double SHARE = 0.15;

    /** Leaving out each row once is the classic jackknife, whose standard error of a mean is s/√n. */
    @Test
    void leavingEachRowOutOnceGivesTheStandardErrorOfAMean() {
        double[] x = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};
        int n = x.length;
        double sum = Arrays.stream(x).sum();
        double[] without = new double[n];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            without[i] = (sum - x[i]) / (n - 1);
            squares += (x[i] - sum / n) * (x[i] - sum / n);
        }
        double[] weights = new double[n];
        Arrays.fill(weights, n - 1);
        Jackknife jackknife = new Jackknife(weights, n);
        double standardError = Math.sqrt(squares / (n - 1) / n);
        // all subsets are there, so the jackknife would not correct for a sample of them
        double all = Math.sqrt((n - 1.0) / n);
        assertThat(jackknife.leftOut()).isCloseTo(1.0 / n, within(1e-15));
        assertThat(jackknife.standardError(jackknife.deviation(without)) * all).isCloseTo(standardError, within(1e-14));
        Bounds bounds = jackknife.around(sum / n, jackknife.deviation(without));
        assertThat((bounds.high() - bounds.low()) / 2)
                .isCloseTo(Intervals.t(0.05, n - 1.0) * standardError / all, within(1e-13));
    }

    @Test
    void bagsCountByTheirWeight() {
        Jackknife jackknife = new Jackknife(new double[] {30, 10}, 50);
        assertThat(jackknife.mean(new double[] {1, 5})).isEqualTo(2);
        assertThat(jackknife.deviation(new double[] {1, 5})).isEqualTo(Math.sqrt(0.75 * 1 + 0.25 * 9));
        assertThat(jackknife.leftOut()).isCloseTo(1 - 20 / 50.0, within(1e-15));
    }

    @Test
    void oneBagOrNothingLeftOutGivesNoInterval() {
        assertThat(new Jackknife(new double[] {85}, 100).defined()).isFalse();
        assertThat(new Jackknife(new double[] {100, 100}, 100).defined()).isFalse();
        assertThat(new Jackknife(new double[0], 100).defined()).isFalse();
        assertThat(new Jackknife(new double[] {100, 100}, 100).half(1)).isNaN();
        assertThat(new Jackknife(new double[] {85, 85}, 100).defined()).isTrue();
    }

    /**
     * Bags of binned means, 14 that leave out 15 %, as an EBM draws them. Of 4,800 intervals at 95 %, correlated within a
     * repetition, fewer than 93 % hold the expected mean with a probability far below 1e-6.
     */
    @Test
    void intervalsHoldTheExpectedFitOftenEnough() {
        int repetitions = 1_200;
        int held = 0;
        RandomStreams random = new RandomStreams(11);
        for (int r = 0; r < repetitions; r++) {
            RandomStream stream = random.stream("repetition", r);
            double[] y = new double[ROWS];
            for (int i = 0; i < ROWS; i++) y[i] = expected(i % BINS) + 2 * noise(stream);
            double[][] bags = new double[BINS][BAGS];
            for (int b = 0; b < BAGS; b++) {
                double[] means = means(y, stream.permutation(ROWS));
                for (int k = 0; k < BINS; k++) bags[k][b] = means[k];
            }
            double[] weights = new double[BAGS];
            Arrays.fill(weights, ROWS * (1 - SHARE));
            Jackknife jackknife = new Jackknife(weights, ROWS);
            for (double[] bin : bags) {
                Bounds bounds = jackknife.around(jackknife.mean(bin), jackknife.deviation(bin));
                double truth = expected(indexOf(bags, bin));
                if (bounds.low() <= truth && truth <= bounds.high()) held++;
            }
        }
        assertThat(held / (double) (repetitions * BINS)).isBetween(0.93, 0.98);
    }

    private static double expected(int bin) {
        return bin * bin;
    }

    /** Uniform, with variance 1/12. */
    private static double noise(RandomStream stream) {
        return stream.nextDouble() - 0.5;
    }

    private static double[] means(double[] y, int[] order) {
        double[] sums = new double[BINS];
        int[] counts = new int[BINS];
        for (int i = (int) (SHARE * ROWS); i < ROWS; i++) {
            sums[order[i] % BINS] += y[order[i]];
            counts[order[i] % BINS]++;
        }
        for (int k = 0; k < BINS; k++) sums[k] /= counts[k];
        return sums;
    }

    private static int indexOf(double[][] bags, double[] bin) {
        for (int k = 0; k < bags.length; k++) if (bags[k] == bin) return k;
        throw new AssertionError();
    }
}
