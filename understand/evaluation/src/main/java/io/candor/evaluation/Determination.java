package io.candor.evaluation;

import io.candor.core.evidence.Estimate;
import io.candor.core.math.ExactSum;
import org.jspecify.annotations.Nullable;

/**
 * The coefficient of determination R² = 1 − Σ(y−ŷ)² / Σ(y−ȳ)², with a normal interval from its influence function (the
 * delta method): row i moves it by [(1 − R²) (y−ȳ)² − (y−ŷ)²] / Σ(y−ȳ)².
 */
public final class Determination {
    private static final String NAME = "influence function, normal";

    private final int n;
    private final double value;
    private final double[] influence;
    private final boolean defined;

    /** Both of one length, finite. */
    public Determination(double[] labels, double[] predictions) {
        this(labels, predictions, null);
    }

    /** @param weights above 0, one per row; null if each row weighs 1 */
    public Determination(double[] labels, double[] predictions, double @Nullable [] weights) {
        n = labels.length;
        ExactSum sum = new ExactSum();
        ExactSum total = new ExactSum();
        for (int i = 0; i < n; i++) {
            sum.add(weight(weights, i) * labels[i]);
            total.add(weight(weights, i));
        }
        double mean = sum.value() / total.value();
        ExactSum residual = new ExactSum();
        ExactSum around = new ExactSum();
        for (int i = 0; i < n; i++) {
            residual.add(weight(weights, i) * square(labels[i] - predictions[i]));
            around.add(weight(weights, i) * square(labels[i] - mean));
        }
        double spread = around.value();
        defined = n > 1 && spread > 0;
        value = defined ? 1 - residual.value() / spread : Double.NaN;
        influence = new double[n];
        if (!defined) return;
        for (int i = 0; i < n; i++) {
            double own = (1 - value) * square(labels[i] - mean) - square(labels[i] - predictions[i]);
            influence[i] = weight(weights, i) * own / spread;
        }
    }

    private static double weight(double @Nullable [] weights, int row) {
        return weights == null ? 1 : weights[row];
    }

    /** Whether the labels vary. */
    public boolean defined() {
        return defined;
    }

    /** R², at most 1; NaN if the labels do not vary. */
    public double value() {
        return value;
    }

    /** What each row adds to the error of the value, to first order; the sum of squares is about its variance. */
    public double[] influence() {
        return influence.clone();
    }

    public Estimate estimate() {
        if (!defined) return Estimate.undefined("the labels do not vary", n);
        double half = Intervals.z(Intervals.ALPHA) * StrictMath.sqrt(squares(influence));
        return new Bounds(value - half, Math.min(1, value + half)).around(value, n, NAME);
    }

    /** The root of the mean square, with the root of the t interval of the mean square. */
    public static Estimate rootMeanSquare(double[] errors) {
        Moments squares = new Moments();
        for (double e : errors) squares.add(e * e);
        double value = StrictMath.sqrt(squares.mean());
        if (errors.length < 2) return new Estimate.Point(value, errors.length);
        Bounds meanSquare = Intervals.mean(squares, Intervals.ALPHA);
        return new Bounds(StrictMath.sqrt(Math.max(0, meanSquare.low())), StrictMath.sqrt(meanSquare.high()))
                .around(value, errors.length, "t, of the mean square");
    }

    private static double squares(double[] values) {
        ExactSum sum = new ExactSum();
        for (double v : values) sum.add(v * v);
        return sum.value();
    }

    private static double square(double x) {
        return x * x;
    }
}
