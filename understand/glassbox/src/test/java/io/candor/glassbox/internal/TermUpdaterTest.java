package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.EbmSettings.Missing;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against exhaustive search. */
class TermUpdaterTest {
    private static final LeafRule PLAIN = new LeafRule(0, 0, Double.POSITIVE_INFINITY, 4, 1e-4);

    private final RandomStream draws = new RandomStreams(1).stream("t");

    private static Histogram sums(int[] samples, SplittableRandom random) {
        Histogram sums = new Histogram(samples.length);
        for (int b = 0; b < samples.length; b++) {
            sums.gradients[b] = samples[b] == 0 ? 0 : random.nextGaussian() * samples[b];
            sums.hessians[b] = samples[b] * random.nextDouble(0.05, 0.25);
        }
        return sums;
    }

    private static int[] samples(int bins, boolean missing, SplittableRandom random) {
        int[] samples = new int[bins + 2];
        for (int b = missing ? 0 : 1; b <= bins; b++) samples[b] = random.nextInt(1, 12);
        return samples;
    }

    @Test
    void aNumberIsCutWhereTheGainIsGreatest() {
        SplittableRandom random = new SplittableRandom(5);
        for (int run = 0; run < 200; run++) {
            int[] samples = samples(9, false, random);
            Histogram sums = sums(samples, random);
            double[] update = new double[samples.length];
            double gain = new NumericUpdater(PLAIN, 2, Missing.SEPARATE, samples, 0).update(sums, false, draws, update);
            double best = 0;
            for (int cut = 2; cut <= 9; cut++) best = Math.max(best, gainOfLeft(sums, samples, mask(1, cut), 1022));
            assertThat(gain).isCloseTo(best, within(1e-9));
            if (best > 0) assertThat(newtonGain(sums, update)).isCloseTo(best + whole(sums), within(1e-9));
        }
    }

    @Test
    void missingNumbersAreALeafOfTheirOwnAndTheirGainCounts() {
        SplittableRandom random = new SplittableRandom(6);
        for (int run = 0; run < 100; run++) {
            int[] samples = samples(6, true, random);
            Histogram sums = sums(samples, random);
            double[] update = new double[samples.length];
            double gain = new NumericUpdater(PLAIN, 2, Missing.SEPARATE, samples, 0).update(sums, false, draws, update);
            assertThat(update[0]).isCloseTo(-sums.gradient(0) / sums.hessian(0), within(1e-12));
            assertThat(newtonGain(sums, update) - whole(sums)).isCloseTo(gain, within(1e-9));
        }
    }

    @Test
    void categoriesAreSplitInTwoAsWellAsAnySplitOfTheirOrderCan() {
        SplittableRandom random = new SplittableRandom(7);
        for (int run = 0; run < 100; run++) {
            int[] samples = samples(8, true, random);
            Histogram sums = sums(samples, random);
            double[] update = new double[samples.length];
            double gain = new NominalUpdater(PLAIN, 2, 0, 0, samples).update(sums, false, draws, update);
            double best = 0; // Fisher: without a leaf size the best of all 2^k splits keeps the order
            for (int left = 1; left < 1 << 9; left++) {
                best = Math.max(best, gainOfLeft(sums, samples, left, (1 << 9) - 1));
            }
            LeafRule free = new LeafRule(0, 0, Double.POSITIVE_INFINITY, 0, 1e-300);
            double unbound = new NominalUpdater(free, 2, 0, 0, samples).update(sums, false, draws, new double[10]);
            assertThat(gain).isLessThanOrEqualTo(best + 1e-9);
            assertThat(unbound).isGreaterThanOrEqualTo(best - 1e-9);
        }
    }

    @Test
    void rareCategoriesMoveTogether() {
        SplittableRandom random = new SplittableRandom(8);
        int[] samples = {0, 30, 3, 40, 2, 50, 4, 60, 0};
        for (int run = 0; run < 50; run++) {
            double[] update = new double[samples.length];
            new NominalUpdater(PLAIN, 3, 10, 10, samples).update(sums(samples, random), false, draws, update);
            assertThat(update[4]).isEqualTo(update[2]);
            assertThat(update[6]).isEqualTo(update[2]);
        }
    }

    @Test
    void aStepHasAtMostAsManyLeavesAsAllowed() {
        SplittableRandom random = new SplittableRandom(9);
        for (int leaves = 2; leaves < 6; leaves++) {
            int[] samples = samples(12, false, random);
            for (boolean cutAtRandom : new boolean[] {false, true}) {
                double[] update = new double[samples.length];
                new NumericUpdater(PLAIN, leaves, Missing.SEPARATE, samples, 0)
                        .update(sums(samples, random), cutAtRandom, draws, update);
                assertThat(Arrays.stream(update, 1, 13).distinct().count()).isLessThanOrEqualTo(leaves);
            }
        }
    }

    @Test
    void randomCutsFallEverywhereAlike() {
        int[] samples = {0, 5, 5, 5, 5, 5, 0};
        Histogram sums = sums(samples, new SplittableRandom(10));
        NumericUpdater updater = new NumericUpdater(PLAIN, 2, Missing.SEPARATE, samples, 0);
        int[] hits = new int[6];
        for (int i = 0; i < 4000; i++) {
            double[] update = new double[7];
            updater.update(sums, true, draws, update);
            int cut = 2;
            while (update[cut] == update[1]) cut++;
            hits[cut]++;
        }
        for (int cut = 2; cut < 6; cut++) assertThat(hits[cut]).isBetween(880, 1120); // 1000 ± 4.4 deviations
    }

    @Test
    void penaltiesAndLimitsShrinkLeaves() {
        assertThat(new LeafRule(1, 0, 9, 0, 0).value(3, 2)).isEqualTo(-1);
        assertThat(new LeafRule(0, 2, 9, 0, 0).value(4, 2)).isEqualTo(-1);
        assertThat(new LeafRule(0, 0, 0.5, 0, 0).value(4, 2)).isEqualTo(-0.5);
        assertThat(new LeafRule(0, 0, 9, 0, 0).gain(4, 2)).isEqualTo(8);
        assertThat(new LeafRule(0, 0, 0.5, 0, 0).gain(4, 2)).isEqualTo(-0.5 * (-8 + 0.5 * 2));
        assertThat(new LeafRule(5, 0, 9, 0, 0).value(3, 2)).isZero();
    }

    private static int mask(int from, int to) {
        int mask = 0;
        for (int b = from; b < to; b++) mask |= 1 << b;
        return mask;
    }

    private static double gainOfLeft(Histogram sums, int[] samples, int left, int all) {
        double[] g = new double[2];
        double[] h = new double[2];
        int[] n = new int[2];
        for (int b = 0; b < samples.length; b++) {
            if ((all >> b & 1) == 0) continue;
            int side = left >> b & 1;
            g[side] += sums.gradient(b);
            h[side] += sums.hessian(b);
            n[side] += samples[b];
        }
        if (n[0] < 4 || n[1] < 4) return 0;
        double parent = (g[0] + g[1]) * (g[0] + g[1]) / (h[0] + h[1]);
        return g[0] * g[0] / h[0] + g[1] * g[1] / h[1] - parent;
    }

    /** What the quadratic model gains by an update: −2 G u − H u². */
    private static double newtonGain(Histogram sums, double[] update) {
        double gain = 0;
        for (int b = 0; b < update.length; b++) {
            gain -= 2 * sums.gradient(b) * update[b] + sums.hessian(b) * update[b] * update[b];
        }
        return gain;
    }

    private static double whole(Histogram sums) {
        double g = 0;
        double h = 0;
        for (int b = 0; b < sums.gradients.length; b++) {
            g += sums.gradient(b);
            h += sums.hessian(b);
        }
        return g * g / h;
    }
}
