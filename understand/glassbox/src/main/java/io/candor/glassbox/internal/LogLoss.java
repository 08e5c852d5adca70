package io.candor.glassbox.internal;

import io.candor.core.model.Link;
import org.jspecify.annotations.Nullable;

/** Log loss of two classes: gradient p − y, second derivative p(1 − p), constants 1 and 1. */
public final class LogLoss implements Objective {
    private static final int NEWTON_STEPS = 100;

    @Override
    public Link link() {
        return Link.LOGIT;
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
    public double[] intercept(double[] targets, double @Nullable [] weights) {
        double positive = 0;
        double negative = 0;
        for (int i = 0; i < targets.length; i++) {
            double w = weights == null ? 1 : weights[i];
            if (targets[i] == 0) negative += w;
            else positive += w;
        }
        return new double[] {StrictMath.log(positive / negative)};
    }

    /** Newton's method with steps of at most 1. */
    @Override
    public double[] correction(double[][] outputs, double[] targets, double @Nullable [] weights) {
        double[] scores = outputs[0];
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
        return new double[] {shift};
    }

    @Override
    public Rows[] rows(double[] targets, double @Nullable [] weights, double[][] start) {
        return new Rows[] {new LogLossRows(targets, weights, start[0])};
    }

    @Override
    public Rows[] learntRows(double[] targets, double @Nullable [] weights, double[][] start) {
        return weights == null ? new Rows[] {new SingleLogLossRows(targets, start[0])} : rows(targets, weights, start);
    }

    @Override
    public int derivatives() {
        return Expansion.DEEP;
    }

    /** The fifth derivative is at most 0.128, so that four derivatives give a row's loss to 1e-12. */
    @Override
    public double reach() {
        return 1.0 / 64;
    }

    /** The third derivative is at most 0.0963, so that two give a row's gradient to 3e-6. */
    @Override
    public double follow() {
        return 1.0 / 128;
    }
}
