package io.candor.glassbox.internal;

import org.jspecify.annotations.Nullable;

/**
 * An objective with one output, of which no more is known than loss and derivatives of a row at its score. Its gradient grows
 * with the score, so the best shift is where the summed gradient is 0.
 */
abstract class PointwiseObjective implements Objective {
    private static final int STEPS = 200;
    private static final double FARTHEST = 1L << 40;

    /** First and second derivatives of the first {@code n} rows of a chunk. */
    abstract void differentiate(double[] scores, double[] targets, double[] g, double[] h, int n);

    abstract double loss(double score, double target);

    /** A step of the score that is neither tiny nor huge. */
    double unit() {
        return 1;
    }

    @Override
    public Rows[] rows(double[] targets, double @Nullable [] weights, double[][] start) {
        return new Rows[] {new PointwiseRows(this, targets, weights, start[0])};
    }

    /** Newton's method, held between bounds that bracket the zero, halving where it would leave them. */
    @Override
    public double[] correction(double[][] scores, double[] targets, double @Nullable [] weights) {
        Sums sums = new Sums(scores[0], targets, weights);
        double low = -unit();
        double high = unit();
        while (sums.at(low).gradient > 0 && low > -FARTHEST * unit()) low *= 2;
        while (sums.at(high).gradient < 0 && high < FARTHEST * unit()) high *= 2;
        double shift = 0;
        for (int step = 0; step < STEPS; step++) {
            sums.at(shift);
            if (sums.gradient == 0) break;
            if (sums.gradient > 0) high = shift;
            else low = shift;
            double next = shift - sums.gradient / sums.hessian;
            if (!(next > low && next < high)) next = low / 2 + high / 2;
            double moved = Math.abs(next - shift);
            shift = next;
            if (moved <= 1e-13 * Math.max(unit(), Math.abs(shift))) break;
        }
        return new double[] {shift};
    }

    private final class Sums {
        private final double[] scores;
        private final double[] targets;
        private final double @Nullable [] weights;
        private final double[] s = new double[Rows.CHUNK];
        private final double[] y = new double[Rows.CHUNK];
        private final double[] g = new double[Rows.CHUNK];
        private final double[] h = new double[Rows.CHUNK];
        double gradient;
        double hessian;

        Sums(double[] scores, double[] targets, double @Nullable [] weights) {
            this.scores = scores;
            this.targets = targets;
            this.weights = weights;
        }

        Sums at(double shift) {
            gradient = 0;
            hessian = 0;
            for (int from = 0; from < scores.length; from += Rows.CHUNK) {
                int n = Math.min(Rows.CHUNK, scores.length - from);
                for (int k = 0; k < n; k++) s[k] = scores[from + k] + shift;
                System.arraycopy(targets, from, y, 0, n);
                differentiate(s, y, g, h, n);
                for (int k = 0; k < n; k++) {
                    double w = weights == null ? 1 : weights[from + k];
                    gradient += w * g[k];
                    hessian += w * h[k];
                }
            }
            return this;
        }
    }
}
