package io.candor.fairness.slices.internal;

import io.candor.evaluation.ConfusionFormula;

/**
 * How a metric in some rows differs from that in the rest, of sums: counts of each kind of row, or number, sum and sum of squares of values. Differences are in minus rest;
 * variances are not pooled, so that permuted statistics keep their level where the two spread differently (Chung &amp; Romano 2013).
 */
public interface Contrast {
    /** NaN where it does not exist. */
    double difference(double[] in, double[] rest);

    double variance(double[] in, double[] rest);

    default double statistic(double[] in, double[] rest) {
        double d = difference(in, rest);
        double variance = variance(in, rest);
        if (!Double.isFinite(d) || !(variance < Double.POSITIVE_INFINITY)) return Double.NEGATIVE_INFINITY;
        return d / StrictMath.sqrt(Math.max(variance, 1e-300));
    }

    /** A rate of the second kind of row; with one success and one failure more in each part, so that a rate of 0 does not look certain (Agresti &amp; Caffo 2000). */
    record Rate() implements Contrast {
        private static double p(double[] s) {
            return (s[1] + 1) / (s[0] + s[1] + 2);
        }

        @Override
        public double difference(double[] in, double[] rest) {
            return p(in) - p(rest);
        }

        @Override
        public double variance(double[] in, double[] rest) {
            return one(in) + one(rest);
        }

        private static double one(double[] s) {
            return p(s) * (1 - p(s)) / (s[0] + s[1] + 2);
        }
    }

    /** A formula over tp, fp, tn and fn, by the delta method with ½ added to each cell's count in the variance. */
    record Cells(ConfusionFormula formula) implements Contrast {
        @Override
        public double difference(double[] in, double[] rest) {
            return value(in) - value(rest);
        }

        private double value(double[] s) {
            return formula.value(s[0], s[1], s[2], s[3]);
        }

        @Override
        public double variance(double[] in, double[] rest) {
            return one(in) + one(rest);
        }

        private double one(double[] s) {
            double[] g = formula.gradient(s[0] + 0.5, s[1] + 0.5, s[2] + 0.5, s[3] + 0.5);
            double n = s[0] + s[1] + s[2] + s[3] + 2;
            double mean = 0;
            for (int c = 0; c < 4; c++) mean += g[c] * (s[c] + 0.5) / n;
            double variance = 0;
            for (int c = 0; c < 4; c++) variance += (g[c] - mean) * (g[c] - mean) * (s[c] + 0.5);
            return variance;
        }
    }

    /** A mean: number, sum, sum of squares. */
    record Mean() implements Contrast {
        @Override
        public double difference(double[] in, double[] rest) {
            return in[1] / in[0] - rest[1] / rest[0];
        }

        @Override
        public double variance(double[] in, double[] rest) {
            return one(in) + one(rest);
        }

        private static double one(double[] s) {
            double mean = s[1] / s[0];
            return Math.max(0, s[2] / s[0] - mean * mean) / (s[0] - 1);
        }
    }
}
