package io.candor.glassbox.internal;

import io.candor.core.model.Link;
import org.jspecify.annotations.Nullable;

/** Root mean squared error: gradient s − y, second derivative the weight, constants 2 and 2. The state is the residual. */
public final class SquaredError implements Objective {
    private static final int CHUNK = 1024;

    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    @Override
    public double updateMultiplier() {
        return 1;
    }

    @Override
    public double gainMultiplier() {
        return 2;
    }

    @Override
    public int[] arrange(int[] rows, double[] targets) {
        return rows;
    }

    @Override
    public double intercept(double[] targets, double @Nullable [] weights) {
        return correction(new double[targets.length], targets, weights);
    }

    @Override
    public double correction(double[] scores, double[] targets, double @Nullable [] weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < targets.length; i++) {
            double w = weights == null ? 1 : weights[i];
            total += w;
            sum += w * (targets[i] - scores[i]);
        }
        return total > 0 ? sum / total : 0;
    }

    @Override
    public TrainingRows training(double[] targets, double @Nullable [] weights, double intercept) {
        return new Training(targets, weights, intercept);
    }

    @Override
    public ValidationRows validation(double[] targets, double @Nullable [] weights, double intercept) {
        return new Validation(targets, weights, intercept);
    }

    private static double[] residuals(double[] targets, double intercept) {
        double[] residuals = new double[targets.length];
        for (int i = 0; i < residuals.length; i++) residuals[i] = intercept - targets[i];
        return residuals;
    }

    private static void reset(double[] residuals, double[] scores, double[] targets) {
        for (int i = 0; i < residuals.length; i++) residuals[i] = scores[i] - targets[i];
    }

    private static final class Training implements TrainingRows {
        private final double[] targets;
        private final double @Nullable [] weights;
        private final double[] residuals;
        private final double[] gradients = new double[CHUNK];
        private final double[] hessians = new double[CHUNK];

        Training(double[] targets, double @Nullable [] weights, double intercept) {
            this.targets = targets;
            this.weights = weights;
            this.residuals = residuals(targets, intercept);
            java.util.Arrays.fill(hessians, 1);
        }

        @Override
        public void pass(@Nullable Codes updated, double[] update, Codes next, Histogram into) {
            for (int from = 0; from < residuals.length; from += CHUNK) {
                int to = Math.min(from + CHUNK, residuals.length);
                if (updated != null) updated.add(residuals, from, to, update);
                if (weights == null) {
                    System.arraycopy(residuals, from, gradients, 0, to - from);
                } else {
                    for (int i = from; i < to; i++) {
                        gradients[i - from] = weights[i] * residuals[i];
                        hessians[i - from] = weights[i];
                    }
                }
                next.accumulate(gradients, hessians, from, to, into.even, into.odd);
            }
        }

        @Override
        public void reset(double[] scores) {
            SquaredError.reset(residuals, scores, targets);
        }
    }

    private static final class Validation implements ValidationRows {
        private final double[] targets;
        private final double @Nullable [] weights;
        private final double[] residuals;
        private final double total;

        Validation(double[] targets, double @Nullable [] weights, double intercept) {
            this.targets = targets;
            this.weights = weights;
            this.residuals = residuals(targets, intercept);
            double sum = 0;
            for (int i = 0; i < targets.length; i++) sum += weights == null ? 1 : weights[i];
            this.total = sum;
        }

        @Override
        public double apply(Codes updated, double[] update) {
            updated.add(residuals, 0, residuals.length, update);
            double loss = 0;
            for (int i = 0; i < residuals.length; i++) {
                double squared = residuals[i] * residuals[i];
                loss += weights == null ? squared : weights[i] * squared;
            }
            return loss / total;
        }

        @Override
        public void reset(double[] scores) {
            SquaredError.reset(residuals, scores, targets);
        }
    }
}
