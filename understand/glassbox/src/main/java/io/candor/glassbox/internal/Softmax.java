package io.candor.glassbox.internal;

import io.candor.core.model.Link;
import org.jspecify.annotations.Nullable;

/**
 * Log loss of several classes. Each step moves one class with a cut of its own: the loss as a function of one class's score
 * is that of two classes, this one and the rest, so that all that holds for {@link LogLoss} holds here. (interpret moves all
 * classes at once, with one cut for all.)
 */
final class Softmax implements Objective {
    private static final int SWEEPS = 100;

    private final int classes;

    Softmax(int classes) {
        this.classes = classes;
    }

    @Override
    public Link link() {
        return Link.SOFTMAX;
    }

    @Override
    public int outputs() {
        return classes;
    }

    @Override
    public Rows[] rows(double[] targets, double @Nullable [] weights, double[][] start) {
        return new SoftmaxRows(targets, weights, start).views();
    }

    @Override
    public int derivatives() {
        return Expansion.DEEP;
    }

    @Override
    public double reach() {
        return new LogLoss().reach();
    }

    @Override
    public double follow() {
        return new LogLoss().follow();
    }

    @Override
    public double[] intercept(double[] targets, double @Nullable [] weights) {
        double[] logs = new double[classes];
        for (int i = 0; i < targets.length; i++) logs[(int) targets[i]] += weights == null ? 1 : weights[i];
        double mean = 0;
        for (int k = 0; k < classes; k++) {
            logs[k] = StrictMath.log(Math.max(logs[k], 1e-9));
            mean += logs[k] / classes;
        }
        for (int k = 0; k < classes; k++) logs[k] -= mean;
        return logs;
    }

    /** Newton's method class by class, with steps of at most 1; classes without rows are far below the others. */
    @Override
    public double[] correction(double[][] scores, double[] targets, double @Nullable [] weights) {
        int n = targets.length;
        double[] shift = new double[classes];
        double[][] grown = new double[classes][n];
        double[] total = new double[n];
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < n; i++) {
                grown[k][i] = Exponential.of(scores[k][i]);
                total[i] += grown[k][i];
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double most = 0;
            for (int k = 0; k < classes; k++) {
                double move = move(grown[k], total, targets, weights, k);
                if (Math.abs(shift[k] + move) > LogLossRows.FAR) move = 0;
                double factor = StrictMath.exp(move);
                for (int i = 0; i < n; i++) {
                    grown[k][i] *= factor;
                    total[i] = 0;
                    for (double[] own : grown) total[i] += own[i]; // afresh: nothing cancels
                }
                shift[k] += move;
                most = Math.max(most, Math.abs(move));
            }
            if (most < 1e-12) break;
        }
        double mean = 0;
        for (double s : shift) mean += s / classes;
        for (int k = 0; k < classes; k++) shift[k] -= mean;
        return shift;
    }

    private static double move(double[] grown, double[] total, double[] targets, double @Nullable [] weights, int k) {
        double gradient = 0;
        double hessian = 0;
        for (int i = 0; i < total.length; i++) {
            double w = weights == null ? 1 : weights[i];
            double p = grown[i] / total[i];
            gradient += w * (p - (targets[i] == k ? 1 : 0));
            hessian += w * p * (1 - p);
        }
        return hessian > 0 ? Math.max(-1, Math.min(1, -gradient / hessian)) : 0;
    }
}
