package io.candor.explain.effect;

import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.Moments;
import io.candor.explain.blackbox.BlackBox;
import io.candor.explain.blackbox.InputRows;
import java.util.Arrays;

/**
 * Partial dependence (Friedman 2001, eq. 53): the mean prediction of all rows with one input set to a value, for values of the data;
 * with the curves of single rows (individual conditional expectation; Goldstein et al. 2015) if asked. Intervals are Student's, over
 * rows, of each point by itself.
 *
 * @param points of a number, at least two
 */
public record PartialDependence(BlackBox model, int points) {
    public static final int POINTS = 20;

    private static final long MOST_NUMBERS = 8_000_000; // scores that are held at once: 64 MB

    public PartialDependence {
        if (points < 2) throw new IllegalArgumentException("two points are the least");
    }

    /**
     * @param curves how many of the first rows are kept as curves of their own
     */
    public EffectCurve of(InputRows rows, int input, int curves) {
        return of(new Variation(model, rows), rows, input, curves);
    }

    EffectCurve of(Variation variation, InputRows rows, int input, int curves) {
        GridPoints grid = GridPoints.of(rows, input, points);
        int n = rows.rows();
        int outputs = model.outputs().count();
        int kept = Math.min(curves, n);
        double[][] values = new double[outputs][grid.count()];
        double[][] low = new double[outputs][grid.count()];
        double[][] high = new double[outputs][grid.count()];
        double[][][] single = new double[kept][outputs][grid.count()];
        int[] same = new int[n];
        Arrays.setAll(same, i -> i);
        int together = (int) Math.max(1, MOST_NUMBERS / Math.max(1, (long) n * outputs));
        double[][] all = new double[0][];
        for (int g = 0; g < grid.count(); g++) {
            if (g % together == 0) {
                int end = Math.min(grid.count(), g + together);
                all = variation.scores(input, Arrays.copyOfRange(grid.rows(), g, end), same);
            }
            double[] scores = all[g % together];
            for (int k = 0; k < outputs; k++) {
                Moments moments = new Moments();
                for (int i = 0; i < n; i++) moments.add(scores[i * outputs + k]);
                Bounds bounds = n > 1 ? Intervals.mean(moments, Intervals.ALPHA) : new Bounds(Double.NaN, Double.NaN);
                values[k][g] = moments.mean();
                low[k][g] = bounds.low();
                high[k][g] = bounds.high();
                for (int i = 0; i < kept; i++) single[i][k][g] = scores[i * outputs + k];
            }
        }
        long[] counts = new long[grid.count()];
        Arrays.fill(counts, n);
        int[] shown = Arrays.copyOf(same, kept);
        String name = rows.inputs().get(input).name();
        return new EffectCurve(name, grid.number(), grid.labels(), values, low, high, counts, single, shown);
    }
}
