package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.model.Bins;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against a search over every tree, cell by cell. */
class PairUpdaterTest {
    private final SplittableRandom random = new SplittableRandom(8);
    private final RandomStream draws = new RandomStreams(1).stream("test");

    private record Cells(List<Bins> bins, int rows, int columns, Histogram sums, int[] samples) {}

    private Cells cells(boolean missing, boolean hardToCut) {
        int rows = random.nextInt(4, 9);
        int columns = random.nextInt(4, 9);
        Histogram sums = new Histogram(rows * columns);
        int[] samples = new int[rows * columns];
        for (int r = missing ? 0 : 1; r < rows - 1; r++) {
            for (int c = 1; c < columns - 1; c++) {
                int cell = r * columns + c;
                samples[cell] = random.nextInt(hardToCut ? 3 : 9);
                for (int i = 0; i < samples[cell]; i++) {
                    sums.gradients[cell] += random.nextDouble(-1, 1) + (r > 2 == c > 2 ? 0.5 : -0.5);
                    sums.hessians[cell] += random.nextDouble(0.1, 0.25);
                }
            }
        }
        return new Cells(List.of(cuts(rows), cuts(columns)), rows, columns, sums, samples);
    }

    private static Bins cuts(int count) {
        double[] cuts = new double[count - 3];
        for (int i = 0; i < cuts.length; i++) cuts[i] = i;
        return new Bins.Cuts(cuts, -1, count);
    }

    @Test
    void theStepIsTheBestOfAllTreesThatCutEachFeatureOnce() {
        for (int round = 0; round < 200; round++) {
            LeafRule rule = round % 3 == 0
                    ? new LeafRule(0.1, 0.5, 0.7, 4, 0.5)
                    : new LeafRule(0, 0, Double.POSITIVE_INFINITY, 4, 1e-4);
            Cells cells = cells(round % 2 == 0, round % 5 == 0);
            double[] update = new double[cells.samples.length];
            double gain = new PairUpdater(rule, cells.bins, cells.samples).update(cells.sums, false, draws, update);
            assertThat(gain).isCloseTo(best(rule, cells), within(1e-9));
            if (round % 3 == 0) continue; // leaves that are cut off have one value
            double achieved = 0;
            double g = 0;
            double h = 0;
            for (double value : java.util.Arrays.stream(update).distinct().toArray()) {
                double leafG = 0;
                double leafH = 0;
                for (int c = 0; c < update.length; c++) {
                    if (update[c] != value) continue;
                    leafG += cells.sums.gradients[c];
                    leafH += cells.sums.hessians[c];
                }
                achieved += rule.gain(leafG, leafH);
                g += leafG;
                h += leafH;
                if (gain > 0 && leafH > 0) assertThat(value).isCloseTo(rule.value(leafG, leafH), within(1e-9));
            }
            if (gain > 0) assertThat(achieved - rule.gain(g, h)).isCloseTo(gain, within(1e-9));
        }
    }

    private static double best(LeafRule rule, Cells cells) {
        double[] whole = box(cells, 0, cells.rows, 0, cells.columns);
        double most = rule.gain(whole[0], whole[1]);
        double start = most;
        for (boolean rowsFirst : new boolean[] {true, false}) {
            int n = rowsFirst ? cells.rows - 1 : cells.columns - 1;
            int m = rowsFirst ? cells.columns - 1 : cells.rows - 1;
            for (int i = 1; i < n; i++) {
                for (int j = 1; j < m; j++) {
                    for (boolean lowIsCut : new boolean[] {true, false}) {
                        int from = lowIsCut ? 0 : i;
                        int to = lowIsCut ? i : n;
                        double[][] leaves = {
                            side(cells, rowsFirst, from, to, 0, j),
                            side(cells, rowsFirst, from, to, j, m),
                            side(cells, rowsFirst, lowIsCut ? i : 0, lowIsCut ? n : i, 0, m)
                        };
                        double gain = 0;
                        boolean allowed = true;
                        for (double[] leaf : leaves) {
                            gain += rule.gain(leaf[0], leaf[1]);
                            allowed &= rule.allows((long) leaf[2], leaf[1]);
                        }
                        if (allowed) most = Math.max(most, gain);
                    }
                }
            }
        }
        return most - start;
    }

    private static double[] side(Cells cells, boolean rows, int r0, int r1, int c0, int c1) {
        return rows ? box(cells, r0, r1, c0, c1) : box(cells, c0, c1, r0, r1);
    }

    private static double[] box(Cells cells, int r0, int r1, int c0, int c1) {
        double[] sum = new double[3];
        for (int r = r0; r < r1; r++) {
            for (int c = c0; c < c1; c++) {
                int cell = r * cells.columns + c;
                sum[0] += cells.sums.gradients[cell];
                sum[1] += cells.sums.hessians[cell];
                sum[2] += cells.samples[cell];
            }
        }
        return sum;
    }

    @Test
    void strengthIsThatOfTheBestFourQuadrants() {
        LeafRule rule = new LeafRule(0, 0, Double.POSITIVE_INFINITY, 4, 1e-4);
        for (int round = 0; round < 100; round++) {
            Cells cells = cells(round % 2 == 0, round % 5 == 0);
            double[] whole = box(cells, 0, cells.rows, 0, cells.columns);
            double most = rule.gain(whole[0], whole[1]);
            for (int i = 1; i < cells.rows - 1; i++) {
                for (int j = 1; j < cells.columns - 1; j++) {
                    double gain = 0;
                    boolean allowed = true;
                    for (int q = 0; q < 4; q++) {
                        double[] leaf = box(
                                cells,
                                q < 2 ? 0 : i,
                                q < 2 ? i : cells.rows,
                                q % 2 == 0 ? 0 : j,
                                q % 2 == 0 ? j : cells.columns);
                        gain += rule.gain(leaf[0], leaf[1]);
                        allowed &= rule.allows((long) leaf[2], leaf[1]);
                    }
                    if (allowed) most = Math.max(most, gain);
                }
            }
            double strength =
                    PairStrength.of(rule, cells.bins, cells.samples, cells.sums.gradients, cells.sums.hessians);
            assertThat(strength).isCloseTo(most - rule.gain(whole[0], whole[1]), within(1e-9));
        }
    }

    @Test
    void randomCutsMakeFourLeavesAndAConstantFeatureNone() {
        LeafRule rule = new LeafRule(0, 0, Double.POSITIVE_INFINITY, 0, 0);
        Cells cells = cells(false, false);
        double[] update = new double[cells.samples.length];
        new PairUpdater(rule, cells.bins, cells.samples).update(cells.sums, true, draws, update);
        double leaves =
                java.util.Arrays.stream(update).filter(v -> v != 0).distinct().count();
        assertThat(leaves).isEqualTo(4);
        List<Bins> narrow = List.of(cuts(3), cells.bins.get(1));
        int[] samples = java.util.Arrays.copyOf(cells.samples, 3 * cells.columns);
        java.util.Arrays.fill(samples, 0, cells.columns, 0);
        assertThat(new PairUpdater(rule, narrow, samples).update(cells.sums, false, draws, update))
                .isZero();
    }

    @Test
    void threeFeaturesAreCutOnceEach() {
        int[] counts = {5, 6, 4};
        List<Bins> bins = List.of(cuts(5), cuts(6), cuts(4));
        Histogram sums = new Histogram(120);
        int[] samples = new int[120];
        for (int a = 1; a < 4; a++) {
            for (int b = 1; b < 5; b++) {
                for (int c = 1; c < 3; c++) {
                    int cell = (a * counts[1] + b) * counts[2] + c;
                    samples[cell] = 5;
                    sums.hessians[cell] = 5;
                    sums.gradients[cell] = a > 2 && b > 2 && c > 1 ? -20 : random.nextDouble(-0.01, 0.01);
                }
            }
        }
        LeafRule rule = new LeafRule(0, 0, Double.POSITIVE_INFINITY, 1, 0);
        double[] update = new double[120];
        double gain = new TensorUpdater(rule, bins, samples).update(sums, false, draws, update);
        assertThat(gain).isPositive();
        assertThat(java.util.Arrays.stream(update)
                        .filter(v -> v != 0)
                        .distinct()
                        .count())
                .isEqualTo(4);
        assertThat(update[(3 * 6 + 4) * 4 + 2]).isCloseTo(4, within(0.01));
        assertThat(update[(1 * 6 + 1) * 4 + 1]).isCloseTo(0, within(0.01));
        new TensorUpdater(rule, bins, samples).update(sums, true, draws, update);
        assertThat(java.util.Arrays.stream(update)
                        .filter(v -> v != 0)
                        .distinct()
                        .count())
                .isEqualTo(8);
    }
}
