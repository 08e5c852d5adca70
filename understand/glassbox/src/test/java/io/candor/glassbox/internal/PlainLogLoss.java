package io.candor.glassbox.internal;

import io.candor.core.model.Link;
import org.jspecify.annotations.Nullable;

/** The oracle: scores as they are, one exponential per row and pass, nothing carried over from step to step. */
final class PlainLogLoss implements Objective {
    private final LogLoss quick = new LogLoss();

    @Override
    public Link link() {
        return Link.LOGIT;
    }

    @Override
    public int[] arrange(int[] rows, double[] targets) {
        return quick.arrange(rows, targets);
    }

    @Override
    public double[] intercept(double[] targets, double @Nullable [] weights) {
        return quick.intercept(targets, weights);
    }

    @Override
    public double[] correction(double[][] scores, double[] targets, double @Nullable [] weights) {
        return quick.correction(scores, targets, weights);
    }

    @Override
    public Rows[] rows(double[] targets, double @Nullable [] weights, double[][] start) {
        return new Rows[] {new PlainRows(targets, weights, start[0])};
    }

    @Override
    public int derivatives() {
        return Expansion.DEEP;
    }

    @Override
    public double reach() {
        return 0;
    }

    /** Rows that know their scores. */
    static final class PlainRows implements Rows {
        final double[] targets;
        final double @Nullable [] weights;
        final double[] scores;

        PlainRows(double[] targets, double @Nullable [] weights, double[] start) {
            this.targets = targets;
            this.weights = weights;
            this.scores = start.clone();
        }

        double weight(int row) {
            return weights == null ? 1 : weights[row];
        }

        /** Derivative 1 … 4 of one row's loss. */
        double derivative(int k, int row) {
            double p = 1 / (1 + StrictMath.exp(-scores[row]));
            double h = p * (1 - p);
            double d = k == 1 ? p - targets[row] : k == 2 ? h : k == 3 ? h * (1 - 2 * p) : h * (1 - 6 * h);
            return weight(row) * d;
        }

        void move(Codes moved, double[] shift) {
            for (int i = 0; i < scores.length; i++) scores[i] += shift[moved.get(i)];
        }

        @Override
        public void pass(@Nullable Codes moved, double[] shift, Codes[] next, Expansion[] into) {
            if (moved != null) move(moved, shift);
            double[][] d = new double[Expansion.DEEP][CHUNK];
            for (int from = 0; from < scores.length; from += CHUNK) {
                int to = Math.min(from + CHUNK, scores.length);
                for (int k = 0; k < d.length; k++) {
                    for (int i = from; i < to; i++) d[k][i - from] = derivative(k + 1, i);
                }
                for (int f = 0; f < into.length; f++) into[f].add(next[f], d, from, to);
            }
        }

        @Override
        public void derivatives(double[] g, double[] h) {
            for (int i = 0; i < scores.length; i++) {
                g[i] = derivative(1, i);
                h[i] = derivative(2, i);
            }
        }

        @Override
        public double loss() {
            double loss = 0;
            for (int i = 0; i < scores.length; i++) {
                double wrong = targets[i] == 0 ? scores[i] : -scores[i];
                loss += weight(i) * StrictMath.log1p(StrictMath.exp(wrong));
            }
            return loss;
        }

        @Override
        public void reset(double[] to) {
            System.arraycopy(to, 0, scores, 0, scores.length);
        }
    }
}
