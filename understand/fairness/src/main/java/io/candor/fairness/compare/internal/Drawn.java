package io.candor.fairness.compare.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Quantiles;
import io.candor.fairness.internal.Figures;
import java.util.Arrays;

/**
 * Figures of all models in each draw of the rows, and what follows from them. Without draws nothing has an interval.
 *
 * @param values per model, figure (0 is the performance) and draw; of no models without draws
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record Drawn(double[][][] values) {
    /** No draws. */
    public static final Drawn NONE = new Drawn(new double[0][][]);

    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;
    private static final String PAIRED = "paired bootstrap percentile";

    /**
     * A model's figure minus the baseline's.
     *
     * @param own the model's estimate
     * @param other the baseline's
     */
    public Estimate against(int model, int base, int figure, Estimate own, Estimate other) {
        double value = Figures.value(own) - Figures.value(other);
        long n = Math.min(own.n(), other.n());
        if (model == base) return Estimate.undefined("the baseline itself", n);
        if (Double.isNaN(value)) return Estimate.undefined("undefined for one of both", n);
        if (values.length == 0) return new Estimate.Point(value, n);
        double[] differences = new double[draws()];
        for (int b = 0; b < differences.length; b++)
            differences[b] = values[model][figure][b] - values[base][figure][b];
        double[] sorted = Arrays.stream(differences)
                .filter(d -> !Double.isNaN(d))
                .sorted()
                .toArray();
        if (sorted.length < 2) return new Estimate.Point(value, n);
        return new Estimate.Interval(
                value, Quantiles.ofSorted(sorted, LOW), Quantiles.ofSorted(sorted, HIGH), n, PAIRED);
    }

    /**
     * Per model the share of draws in which it is on the front; NaN without draws in which any model has both figures.
     *
     * @param models how many
     * @param better 1 if more performance is better, else −1
     * @param worse 1 if more of the disparity is worse, else −1
     */
    public double[] frontShares(int figure, int models, double better, double worse) {
        double[] shares = new double[models];
        Arrays.fill(shares, Double.NaN);
        if (values.length == 0) return shares;
        int[] times = new int[models];
        int counted = 0;
        for (int b = 0; b < draws(); b++) {
            double[] x = new double[models];
            double[] y = new double[models];
            boolean any = false;
            for (int m = 0; m < models; m++) {
                x[m] = better * values[m][0][b];
                y[m] = worse * values[m][figure][b];
                any |= !Double.isNaN(x[m]) && !Double.isNaN(y[m]);
            }
            if (!any) continue;
            counted++;
            Front front = new Front(x, y);
            for (int m = 0; m < models; m++) if (front.holds(m)) times[m]++;
        }
        for (int m = 0; m < models && counted > 0; m++) shares[m] = (double) times[m] / counted;
        return shares;
    }

    private int draws() {
        return values[0][0].length;
    }
}
