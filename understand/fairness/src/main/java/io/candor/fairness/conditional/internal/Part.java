package io.candor.fairness.conditional.internal;

import io.candor.evaluation.Moments;
import io.candor.fairness.Tally.Sums;
import io.candor.fairness.internal.EffectiveRate;
import io.candor.fairness.internal.NormalSample;
import io.candor.fairness.internal.RateSample;
import io.candor.fairness.internal.Sample;
import java.util.List;

/** One metric of one group in one stratum. */
public sealed interface Part {
    /** Rows behind it. */
    long n();

    /** Their weight. */
    double weight();

    /** Whether its value, and how sure it is, can be told. */
    boolean there();

    /** Of one group over all rows, by the methods of an assessment. */
    Sample raw();

    /** The mean of parts of one kind. */
    static Sample mean(List<Part> parts, double[] shares, String missing) {
        if (parts.isEmpty()) return new NormalSample(Double.NaN, Double.NaN, 0, 0, missing, "t");
        if (parts.get(0) instanceof Rate) {
            List<Rate> rates = parts.stream().map(Rate.class::cast).toList();
            return Rate.mean(rates, shares, missing);
        }
        return Mean.mean(parts.stream().map(Mean.class::cast).toList(), shares, missing);
    }

    /**
     * Some rows among others.
     *
     * @param missing why there is no rate without these
     */
    record Rate(Sums of, Sums among, String missing) implements Part {
        @Override
        public long n() {
            return among.count();
        }

        @Override
        public double weight() {
            return among.weight();
        }

        @Override
        public boolean there() {
            return n() > 0;
        }

        @Override
        public Sample raw() {
            return new RateSample(of, among, missing);
        }

        public double value() {
            return of.weight() / among.weight();
        }

        /** Kish's effective number of rows. */
        private double effective() {
            return among.weight() * among.weight() / among.squares();
        }

        /** With half a row added to each side, as the variance is taken at. */
        private double centre() {
            return (value() * effective() + 0.5) / (effective() + 1);
        }

        /**
         * Its squared standard error, by linearisation. Half a row is added to each side, so that a stratum where all or none
         * are counted does not look certain (Agresti &amp; Coull 1998).
         */
        public double variance() {
            double n = effective();
            double p = centre();
            double scale = among.weight() / among.squares(); // to weights that sum up to n
            double ones = of.squares() * scale * scale + 0.5;
            double zeros = among.minus(of).squares() * scale * scale + 0.5;
            return (ones * (1 - p) * (1 - p) + zeros * p * p) / (n * (n + 1));
        }

        private static Sample mean(List<Rate> parts, double[] shares, String missing) {
            double value = 0;
            double centre = 0;
            double variance = 0;
            long n = 0;
            for (int k = 0; k < shares.length; k++) {
                Rate part = parts.get(k);
                value += shares[k] * part.value();
                centre += shares[k] * part.centre();
                variance += shares[k] * shares[k] * part.variance();
                n += part.n();
            }
            double within = Math.min(1, Math.max(0, value));
            return new EffectiveRate(within, centre * (1 - centre) / variance, n, missing);
        }
    }

    /** A mean; two rows are needed to tell how sure it is. */
    record Mean(Moments moments) implements Part {
        @Override
        public long n() {
            return moments.n();
        }

        @Override
        public double weight() {
            return moments.n() == 0 ? 0 : moments.weight();
        }

        @Override
        public boolean there() {
            return moments.n() > 1;
        }

        @Override
        public Sample raw() {
            return NormalSample.mean(moments, "no rows");
        }

        private static Sample mean(List<Mean> parts, double[] shares, String missing) {
            double value = 0;
            double variance = 0;
            double uncertain = 0; // of the variance, for Satterthwaite's degrees of freedom
            long n = 0;
            for (int k = 0; k < shares.length; k++) {
                Moments moments = parts.get(k).moments;
                double own = shares[k] * shares[k] * moments.squaredError();
                value += shares[k] * moments.mean();
                variance += own;
                uncertain += own * own / (moments.effective() - 1);
                n += moments.n();
            }
            double degrees = uncertain > 0 ? variance * variance / uncertain : Double.POSITIVE_INFINITY;
            return new NormalSample(value, variance, degrees, n, missing, "t");
        }
    }
}
