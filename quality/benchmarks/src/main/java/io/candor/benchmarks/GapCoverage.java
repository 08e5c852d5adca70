package io.candor.benchmarks;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.CountDraws;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.MiettinenNurminen;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How often the 95 % interval of a max-min gap holds the truth, and how wide it is: six groups whose selection rates lie evenly between two ends, the gap
 * between them from 0 to 0.2, and the groups all small, all large, or from 30 to 5,000 rows. Per scenario, the share of trials whose interval holds the gap; and the ratios
 * of its mean width to that of the interval of the observed extreme pair, and of all pairs, which hold together by Bonferroni.
 *
 * <p>{@code GapCoverage [TRIALS]}, 2,000 by default.
 */
public final class GapCoverage {
    private static final int GROUPS = 6;
    private static final int[][] SIZES = {
        {30, 30, 30, 30, 30, 30},
        {200, 200, 200, 200, 200, 200},
        {5000, 5000, 5000, 5000, 5000, 5000},
        {30, 100, 300, 1000, 2500, 5000},
        {5000, 2500, 1000, 300, 100, 30},
        {5000, 30, 5000, 5000, 30, 5000},
    };

    private GapCoverage() {}

    /** See the class comment. */
    public static void main(String[] args) {
        int trials = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        for (double base : new double[] {0.1, 0.3, 0.5}) {
            for (double gap : new double[] {0, 0.05, 0.1, 0.2}) {
                for (int[] sizes : SIZES) {
                    double[][] found = IntStream.range(0, trials)
                            .parallel()
                            .mapToObj(t -> trial(base, gap, sizes, t))
                            .toArray(double[][]::new);
                    double[] mean = new double[4];
                    for (double[] one : found) for (int k = 0; k < 4; k++) mean[k] += one[k] / trials;
                    System.out.printf(
                            Locale.ROOT,
                            "{\"lowest\": %.2f, \"gap\": %.2f, \"rows\": \"%s\", \"coverage\": %.4f, \"width\": %.4f, \"to_extreme_pair\": %.3f,"
                                    + " \"to_all_pairs\": %.3f}%n",
                            base,
                            gap,
                            Arrays.toString(sizes),
                            mean[0],
                            mean[1],
                            mean[1] / mean[2],
                            mean[1] / mean[3]);
                }
            }
        }
    }

    /** Whether the interval holds the gap; widths of ours, of the extreme pair's, and of all pairs' (the mean). */
    private static double[] trial(double base, double gap, int[] sizes, int t) {
        RandomStream random = new RandomStreams(7).stream("gap/" + base + "/" + gap + "/" + Arrays.toString(sizes), t);
        CountDraws draws = new CountDraws(random);
        int n = Arrays.stream(sizes).sum();
        int[] codes = new int[n];
        int[] decisions = new int[n];
        long[] selected = new long[GROUPS];
        int row = 0;
        for (int g = 0; g < GROUPS; g++) {
            selected[g] = draws.binomial(sizes[g], base + gap * g / (GROUPS - 1));
            for (int i = 0; i < sizes[g]; i++) {
                codes[row] = g;
                decisions[row++] = i < selected[g] ? 1 : 0;
            }
        }
        Table table = new Table(List.of(new CategoricalColumn("g", codes, List.of("a", "b", "c", "d", "e", "f"))));
        FairnessAssessment assessment =
                FairnessAssessment.of(FairnessPlan.of("g"), table, Predictions.binary(decisions, null, decisions));
        Estimate estimate =
                assessment.disparity("g", "selection_rate", "difference").estimate();
        if (!(estimate instanceof Estimate.Interval interval)) throw new IllegalStateException("no interval");
        double pairs = 0;
        double extreme = 0;
        double furthest = -1;
        for (int a = 1; a < GROUPS; a++) {
            for (int b = 0; b < a; b++) {
                Bounds bounds = new MiettinenNurminen(selected[a], sizes[a], selected[b], sizes[b])
                        .difference(Intervals.ALPHA / 15);
                double distance = Math.abs((double) selected[a] / sizes[a] - (double) selected[b] / sizes[b]);
                pairs += (bounds.high() - bounds.low()) / 15;
                if (distance > furthest) {
                    furthest = distance;
                    extreme = bounds.absolute().high() - bounds.absolute().low();
                }
            }
        }
        boolean holds = interval.low() <= gap + 1e-12 && gap <= interval.high() + 1e-12;
        return new double[] {holds ? 1 : 0, interval.high() - interval.low(), extreme, pairs};
    }
}
