package io.candor.explain;

import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;

/**
 * How sure a mean over bags is, where each bag left out a random share of the rows: the delete-d jackknife (Shao, Wu, "A
 * general theory for jackknife variance estimation", Annals of Statistics 17, 1989, eq. 1.3). With subsets that lack a share v
 * of the rows, the variance of the statistic is (1 − v)/v times the variance over subsets; a few random subsets stand for all
 * of them, so the variance over B bags is the unbiased one, B/(B − 1) Σ w (x − m)²/Σ w, and the interval is Student's with
 * B − 1 degrees of freedom. Bags count by their weight.
 *
 * <p>What makes bags differ beside their rows (random steps, another time to stop) is scaled up as if it came from the rows, so
 * for boosted models the interval errs on the wide side. It is about the expected result of training on other rows like these, not about the truth: a bias of the method
 * (smoothing, say) is not in it. Rows that go together (groups, times) make it too narrow unless bags left out whole groups.
 */
public final class Jackknife {
    /** What intervals made by this are called wherever they are shown. */
    public static final String NAME = "95 % jackknife interval";

    /** Less than this is left out by no bag: the rest of a rounding. */
    private static final double NOTHING = 1e-9;

    private final double[] weights;
    private final double total;
    private final double leftOut;
    private final double quantile;

    /**
     * @param weights of the rows that each bag learnt from, positive
     * @param total weight of all rows
     */
    public Jackknife(double[] weights, double total) {
        this.weights = weights.clone();
        double sum = 0;
        for (double w : weights) sum += w;
        this.total = sum;
        this.leftOut = weights.length == 0 ? 0 : 1 - sum / weights.length / total;
        this.quantile = weights.length < 2 ? Double.NaN : Intervals.t(Intervals.ALPHA, weights.length - 1.0);
    }

    /** Whether there is an interval: not for one bag, nor for bags that left nothing out. */
    public boolean defined() {
        return weights.length > 1 && leftOut > NOTHING;
    }

    public int bags() {
        return weights.length;
    }

    /** v, the mean share of the rows' weight that a bag left out. */
    public double leftOut() {
        return leftOut;
    }

    /** The mean over bags. */
    public double mean(double[] values) {
        double sum = 0;
        for (int b = 0; b < weights.length; b++) sum += weights[b] * values[b];
        return sum / total;
    }

    /** The standard deviation over bags, as a model's own deviations are made: of these bags, not of all that might be drawn. */
    public double deviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (int b = 0; b < weights.length; b++) sum += weights[b] * (values[b] - mean) * (values[b] - mean);
        return StrictMath.sqrt(sum / total);
    }

    /**
     * The standard error of a mean over bags; NaN if it is not {@link #defined}.
     *
     * @param deviation over bags
     */
    public double standardError(double deviation) {
        if (!defined()) return Double.NaN;
        double bags = weights.length;
        return deviation * StrictMath.sqrt((1 - leftOut) / leftOut * (bags / (bags - 1)));
    }

    /** Half the 95 % interval's width; NaN if it is not {@link #defined}. */
    public double half(double deviation) {
        return quantile * standardError(deviation);
    }

    /** The 95 % interval around a mean; must be {@link #defined}. */
    public Bounds around(double mean, double deviation) {
        double half = half(deviation);
        return new Bounds(mean - half, mean + half);
    }
}
