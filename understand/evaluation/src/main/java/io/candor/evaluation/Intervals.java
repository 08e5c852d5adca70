package io.candor.evaluation;

import io.candor.core.evidence.Estimate;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Intervals for one rate, one mean and the difference of two means. {@code alpha} is what may be missed: 0.05 for a 95 %
 * interval, less where several intervals must hold together (Bonferroni). Bit-stable: Hipparchus computes in plain Java,
 * the rest needs square roots only.
 *
 * @see MiettinenNurminen two rates
 * @see DeLong areas under ROC curves
 * @see Bootstrap the rest
 */
public final class Intervals {
    /** 1 − 0.95: every reported interval. */
    public static final double ALPHA = 0.05;

    private Intervals() {}

    /** The standard normal quantile z with P(|Z| &gt; z) = alpha. */
    public static double z(double alpha) {
        return -new NormalDistribution().inverseCumulativeProbability(alpha / 2);
    }

    /** Student's quantile t with P(|T| &gt; t) = alpha. */
    public static double t(double alpha, double degreesOfFreedom) {
        return -new TDistribution(degreesOfFreedom).inverseCumulativeProbability(alpha / 2);
    }

    /**
     * Wilson's score interval (1927) of a rate.
     *
     * @param successes 0 to n; need not be whole
     * @param n at least 1
     */
    public static Bounds wilson(double successes, double n, double alpha) {
        double z = z(alpha);
        double p = successes / n;
        double z2 = z * z / n;
        double centre = p + z2 / 2;
        double half = z * StrictMath.sqrt(p * (1 - p) / n + z2 / (4 * n));
        double low = successes <= 0 ? 0 : (centre - half) / (1 + z2);
        double high = successes >= n ? 1 : (centre + half) / (1 + z2);
        return new Bounds(low, high);
    }

    /**
     * A rate with its Wilson interval.
     *
     * @param noRows the reason to give when n is 0, for example {@code no positives}
     */
    public static Estimate rate(long successes, long n, String noRows) {
        if (n == 0) return Estimate.undefined(noRows, 0);
        return wilson(successes, n, ALPHA).around((double) successes / n, n, "Wilson");
    }

    /** Student's t interval of a mean; needs two values or more. */
    public static Bounds mean(Moments x, double alpha) {
        double half = t(alpha, x.effective() - 1) * StrictMath.sqrt(x.squaredError());
        return new Bounds(x.mean() - half, x.mean() + half);
    }

    /** A mean with its t interval; without one for a single value. */
    public static Estimate mean(Moments x, String noRows) {
        if (x.n() == 0) return Estimate.undefined(noRows, 0);
        if (x.effective() <= 1) return new Estimate.Point(x.mean(), 1);
        return mean(x, ALPHA).around(x.mean(), x.n(), "t");
    }

    /** Welch's interval (1947) of mean(a) − mean(b); each needs two values or more. */
    public static Bounds welch(Moments a, Moments b, double alpha) {
        double va = a.squaredError();
        double vb = b.squaredError();
        double difference = a.mean() - b.mean();
        if (va + vb == 0) return new Bounds(difference, difference);
        double half = t(alpha, welchDegrees(va, a.effective(), vb, b.effective())) * StrictMath.sqrt(va + vb);
        return new Bounds(difference - half, difference + half);
    }

    /**
     * Satterthwaite's degrees of freedom.
     *
     * @param va squared standard error of the first mean
     * @param vb squared standard error of the second mean
     */
    public static double welchDegrees(double va, double na, double vb, double nb) {
        double total = va + vb;
        return total * total / (va * va / (na - 1) + vb * vb / (nb - 1));
    }
}
