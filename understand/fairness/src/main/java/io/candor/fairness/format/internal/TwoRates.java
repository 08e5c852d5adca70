package io.candor.fairness.format.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.MiettinenNurminen;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.special.Gamma;

/**
 * A rate beside another: their ratio, and the p-value of their difference. Fisher's exact test (two-sided, by the probabilities that
 * are not above the observed one's) where an expected count is below 5, else the pooled two-proportion z-test.
 */
public record TwoRates(long x, long n, long x0, long n0) {
    /** The ratio to the other rate, with its own 95 % interval. */
    public Estimate ratio() {
        long support = Math.min(n, n0);
        if (x0 == 0) return Estimate.undefined("the highest rate is 0", support);
        Bounds bounds = new MiettinenNurminen(x, n, x0, n0).ratio(Intervals.ALPHA);
        double value = ((double) x / n) / ((double) x0 / n0);
        if (Double.isInfinite(bounds.high())) return new Estimate.Point(value, support);
        return bounds.around(value, support, "Miettinen-Nurminen");
    }

    public boolean exact() {
        double total = (double) n + n0;
        double selected = (double) x + x0;
        double least = Math.min(n, n0) * Math.min(selected, total - selected) / total;
        return least < 5;
    }

    public String test() {
        return exact() ? "Fisher" : "two-proportion z";
    }

    public double p() {
        return exact() ? fisher() : z();
    }

    private double z() {
        double pooled = (double) (x + x0) / (n + n0);
        double error = StrictMath.sqrt(pooled * (1 - pooled) * (1.0 / n + 1.0 / n0));
        double z = ((double) x / n - (double) x0 / n0) / error;
        return 2 * new NormalDistribution().cumulativeProbability(-Math.abs(z));
    }

    private double fisher() {
        long k = x + x0;
        long low = Math.max(0, k - n0);
        long high = Math.min(n, k);
        double observed = log(x, k);
        double sum = 0;
        for (long i = low; i <= high; i++) {
            double here = log(i, k);
            if (here <= observed + 1e-7) sum += StrictMath.exp(here);
        }
        return Math.min(1, sum);
    }

    /** log P(i of the k selected are among the n). */
    private double log(long i, long k) {
        return choose(n, i) + choose(n0, k - i) - choose(n + n0, k);
    }

    private static double choose(long n, long k) {
        return Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
    }
}
