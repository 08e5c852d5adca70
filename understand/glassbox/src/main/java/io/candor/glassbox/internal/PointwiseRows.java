package io.candor.glassbox.internal;

import org.jspecify.annotations.Nullable;

/** Rows of a {@link PointwiseObjective}: they know their scores. */
final class PointwiseRows implements Rows {
    private final PointwiseObjective objective;
    private final double[] targets;
    private final double @Nullable [] weights;
    private final double[] scores;
    private final double[] s = new double[CHUNK];
    private final double[] y = new double[CHUNK];
    private final double[][] d = new double[2][CHUNK];

    PointwiseRows(PointwiseObjective objective, double[] targets, double @Nullable [] weights, double[] start) {
        this.objective = objective;
        this.targets = targets;
        this.weights = weights;
        this.scores = start.clone();
    }

    @Override
    public void reset(double[] to) {
        System.arraycopy(to, 0, scores, 0, scores.length);
    }

    @Override
    public void pass(@Nullable Codes moved, double[] shift, Codes[] next, Expansion[] into) {
        for (int from = 0; from < scores.length; from += CHUNK) {
            int to = Math.min(from + CHUNK, scores.length);
            if (moved != null) moved.add(scores, from, to, shift);
            if (into.length == 0) continue;
            differentiate(from, to);
            for (int k = 0; k < into.length; k++) into[k].add(next[k], d, from, to);
        }
    }

    @Override
    public void derivatives(double[] g, double[] h) {
        for (int from = 0; from < scores.length; from += CHUNK) {
            int to = Math.min(from + CHUNK, scores.length);
            differentiate(from, to);
            System.arraycopy(d[0], 0, g, from, to - from);
            System.arraycopy(d[1], 0, h, from, to - from);
        }
    }

    private void differentiate(int from, int to) {
        int n = to - from;
        System.arraycopy(scores, from, s, 0, n);
        System.arraycopy(targets, from, y, 0, n);
        objective.differentiate(s, y, d[0], d[1], n);
        if (weights == null) return;
        for (int k = 0; k < n; k++) {
            d[0][k] *= weights[from + k];
            d[1][k] *= weights[from + k];
        }
    }

    @Override
    public double loss() {
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            double one = objective.loss(scores[i], targets[i]);
            loss += weights == null ? one : weights[i] * one;
        }
        return loss;
    }
}
