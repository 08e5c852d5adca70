package io.candor.glassbox.internal;

import io.candor.core.model.Link;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Log loss of two classes: gradient p − y, second derivative p(1 − p), constants 1 and 1.
 *
 * <p>The state of a row is not its score but the odds of its <em>wrong</em> class, r = e^s for a negative and e^−s for a
 * positive. A step multiplies r by a factor that is one exponential per leaf, so the loop over rows has none; the gradient
 * is ±r/(1 + r), and the loss of eight rows is one logarithm of a product of 1 + r. Negatives come first, so that neither
 * loop looks at a label. Odds are kept within e^±300, where probabilities are 0 and 1 to the last bit.
 */
public final class LogLoss implements Objective {
    private static final int CHUNK = 512;
    private static final double FAR = 300;
    private static final double LOW = StrictMath.exp(-FAR);
    private static final double HIGH = StrictMath.exp(FAR);
    private static final int NEWTON_STEPS = 100;

    @Override
    public Link link() {
        return Link.LOGIT;
    }

    @Override
    public double updateMultiplier() {
        return 1;
    }

    @Override
    public double gainMultiplier() {
        return 1;
    }

    /** Negatives first; else the order is kept. */
    @Override
    public int[] arrange(int[] rows, double[] targets) {
        int[] arranged = new int[rows.length];
        int n = 0;
        for (int row : rows) if (targets[row] == 0) arranged[n++] = row;
        for (int row : rows) if (targets[row] != 0) arranged[n++] = row;
        return arranged;
    }

    @Override
    public double intercept(double[] targets, double @Nullable [] weights) {
        double positive = 0;
        double negative = 0;
        for (int i = 0; i < targets.length; i++) {
            double w = weights == null ? 1 : weights[i];
            if (targets[i] == 0) negative += w;
            else positive += w;
        }
        return StrictMath.log(positive / negative);
    }

    /** Newton's method with steps of at most 1. */
    @Override
    public double correction(double[] scores, double[] targets, double @Nullable [] weights) {
        double shift = 0;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double gradient = 0;
            double hessian = 0;
            for (int i = 0; i < scores.length; i++) {
                double w = weights == null ? 1 : weights[i];
                double p = 1 / (1 + StrictMath.exp(-(scores[i] + shift)));
                gradient += w * (p - targets[i]);
                hessian += w * p * (1 - p);
            }
            double move = hessian > 0 ? -gradient / hessian : 0;
            move = Math.max(-1, Math.min(1, move));
            shift += move;
            if (Math.abs(move) < 1e-12) break;
        }
        return shift;
    }

    @Override
    public TrainingRows training(double[] targets, double @Nullable [] weights, double intercept) {
        return new Training(new Rows(targets, intercept), weights);
    }

    @Override
    public ValidationRows validation(double[] targets, double @Nullable [] weights, double intercept) {
        return new Validation(new Rows(targets, intercept), weights);
    }

    /** Odds of the wrong class; negatives first. */
    private static final class Rows {
        final double[] odds;
        final int negatives;
        private double[] up = new double[0];
        private double[] down = new double[0];

        Rows(double[] targets, double intercept) {
            this.odds = new double[targets.length];
            int n = 0;
            while (n < targets.length && targets[n] == 0) n++;
            this.negatives = n;
            double[] scores = new double[targets.length];
            Arrays.fill(scores, intercept);
            reset(scores);
        }

        void reset(double[] scores) {
            for (int i = 0; i < odds.length; i++) {
                double score = Math.max(-FAR, Math.min(FAR, scores[i]));
                odds[i] = StrictMath.exp(i < negatives ? score : -score);
            }
        }

        /** Prepares the factors of an update. */
        void factors(double[] update) {
            if (up.length < update.length) {
                up = new double[update.length];
                down = new double[update.length];
            }
            for (int b = 0; b < update.length; b++) {
                if (b > 0 && update[b] == update[b - 1]) {
                    up[b] = up[b - 1];
                    down[b] = down[b - 1];
                } else {
                    double u = Math.max(-2 * FAR, Math.min(2 * FAR, update[b]));
                    up[b] = StrictMath.exp(u);
                    down[b] = StrictMath.exp(-u);
                }
            }
        }

        /** Applies the prepared factors to rows of one class, and keeps the odds in bounds. */
        void multiply(Codes updated, int from, int to) {
            updated.multiply(odds, from, to, from < negatives ? up : down);
            for (int i = from; i < to; i++) odds[i] = Math.min(Math.max(odds[i], LOW), HIGH);
        }

        /** End of a chunk that starts at {@code from} and holds one class only. */
        int chunkEnd(int from) {
            return Math.min(from + CHUNK, from < negatives ? negatives : odds.length);
        }
    }

    private static final class Training implements TrainingRows {
        private final Rows rows;
        private final double @Nullable [] weights;
        private final double[] gradients = new double[CHUNK];
        private final double[] hessians = new double[CHUNK];

        Training(Rows rows, double @Nullable [] weights) {
            this.rows = rows;
            this.weights = weights;
        }

        @Override
        public void pass(@Nullable Codes updated, double[] update, Codes next, Histogram into) {
            if (updated != null) rows.factors(update);
            int n = rows.odds.length;
            for (int from = 0, to; from < n; from = to) {
                to = rows.chunkEnd(from);
                if (updated != null) rows.multiply(updated, from, to);
                differentiate(from, to, from < rows.negatives ? 1 : -1);
                if (weights != null) weigh(weights, from, to);
                next.accumulate(gradients, hessians, from, to, into.even, into.odd);
            }
        }

        private void differentiate(int from, int to, double sign) {
            double[] odds = rows.odds;
            for (int k = 0; k < to - from; k++) {
                double r = odds[from + k];
                double p = r / (1 + r);
                gradients[k] = sign * p;
                hessians[k] = p * (1 - p);
            }
        }

        private void weigh(double[] weights, int from, int to) {
            for (int k = 0; k < to - from; k++) {
                gradients[k] *= weights[from + k];
                hessians[k] *= weights[from + k];
            }
        }

        @Override
        public void reset(double[] scores) {
            rows.reset(scores);
        }
    }

    private static final class Validation implements ValidationRows {
        private final Rows rows;
        private final double @Nullable [] weights;
        private final double total;

        Validation(Rows rows, double @Nullable [] weights) {
            this.rows = rows;
            this.weights = weights;
            double sum = 0;
            for (int i = 0; i < rows.odds.length; i++) sum += weights == null ? 1 : weights[i];
            this.total = sum;
        }

        @Override
        public double apply(Codes updated, double[] update) {
            rows.factors(update);
            int n = rows.odds.length;
            for (int from = 0, to; from < n; from = to) {
                to = rows.chunkEnd(from);
                rows.multiply(updated, from, to);
            }
            return (weights == null ? loss(rows.odds) : loss(rows.odds, weights)) / total;
        }

        /** Odds of 8 rows together stay below e^2400; they are taken two by two where that could overflow. */
        private static double loss(double[] odds) {
            double loss = 0;
            int i = 0;
            for (; i + 8 <= odds.length; i += 8) {
                double a = (1 + odds[i]) * (1 + odds[i + 1]);
                double b = (1 + odds[i + 2]) * (1 + odds[i + 3]);
                double c = (1 + odds[i + 4]) * (1 + odds[i + 5]);
                double d = (1 + odds[i + 6]) * (1 + odds[i + 7]);
                double product = a * b * (c * d);
                loss += product < 1e300
                        ? StrictMath.log(product)
                        : StrictMath.log(a) + StrictMath.log(b) + StrictMath.log(c) + StrictMath.log(d);
            }
            for (; i < odds.length; i++) loss += StrictMath.log(1 + odds[i]);
            return loss;
        }

        private static double loss(double[] odds, double[] weights) {
            double loss = 0;
            for (int i = 0; i < odds.length; i++) loss += weights[i] * Logarithm.of(1 + odds[i]);
            return loss;
        }

        @Override
        public void reset(double[] scores) {
            rows.reset(scores);
        }
    }
}
