package io.candor.glassbox.internal;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a {@link LogLoss} that are learnt from, in single precision: half the memory of {@link LogLossRows}, and loops of
 * twice as many rows to an instruction. Their state is that class's, the odds of the wrong class. A row's gradient is right
 * to about 1e-6, far below what a step of boosting resolves; sums over rows are in double precision (see {@link SingleSums}).
 * Rows of equal weight only, and derivatives up to the second: losses, on which early stopping decides, are
 * {@link LogLossRows}' business.
 */
final class SingleLogLossRows implements Rows {
    static final double FAR = 80;
    private static final float LOW = (float) StrictMath.exp(-FAR);
    private static final float HIGH = (float) StrictMath.exp(FAR);

    private final float[] odds;
    private final int negatives;
    private double bound; // no score is larger
    private float[] up = new float[0];
    private float[] down = new float[0];
    private final float[] chunk = new float[CHUNK];
    private final float[] g = new float[CHUNK];
    private final float[] h = new float[CHUNK];

    /** @param targets zeros first */
    SingleLogLossRows(double[] targets, double[] start) {
        this.odds = new float[targets.length];
        int n = 0;
        while (n < targets.length && targets[n] == 0) n++;
        this.negatives = n;
        reset(start);
    }

    @Override
    public void reset(double[] scores) {
        bound = 0;
        for (int i = 0; i < odds.length; i++) {
            double score = Math.max(-FAR, Math.min(FAR, scores[i]));
            bound = Math.max(bound, Math.abs(score));
            odds[i] = (float) StrictMath.exp(i < negatives ? score : -score);
        }
    }

    @Override
    public void pass(@Nullable Codes moved, double[] shift, Codes[] next, Expansion[] into) {
        if (moved != null) prepare(shift);
        for (int from = 0, to; from < odds.length; from = to) {
            to = Math.min(from + CHUNK, from < negatives ? negatives : odds.length);
            boolean negative = from < negatives;
            if (moved != null) {
                moved.multiply(odds, from, to, negative ? up : down);
                if (bound > FAR) cutOff(from, to);
            }
            if (into.length == 0) continue;
            differentiate(from, to);
            for (int k = 0; k < into.length; k++) into[k].add(next[k], g, h, from, to);
        }
    }

    /** Factors of a shift, and the bound after it. */
    private void prepare(double[] shift) {
        if (up.length < shift.length) {
            up = new float[shift.length];
            down = new float[shift.length];
        }
        double most = 0;
        for (int b = 0; b < shift.length; b++) {
            most = Math.max(most, Math.abs(shift[b]));
            if (b > 0 && shift[b] == shift[b - 1]) {
                up[b] = up[b - 1];
                down[b] = down[b - 1];
            } else {
                double u = Math.max(-FAR, Math.min(FAR, shift[b]));
                up[b] = (float) LogLossRows.exp(u);
                down[b] = (float) LogLossRows.exp(-u);
            }
        }
        bound += most;
    }

    private void cutOff(int from, int to) {
        for (int i = from; i < to; i++) odds[i] = Math.min(Math.max(odds[i], LOW), HIGH);
    }

    private void differentiate(int from, int to) {
        System.arraycopy(odds, from, chunk, 0, to - from);
        differentiate(chunk, g, h, to - from, from < negatives ? 1 : -1);
    }

    private static void differentiate(float[] r, float[] g, float[] h, int n, float sign) {
        for (int k = 0; k < n; k++) {
            float x = 1 / (1 + r[k]);
            float q = r[k] * x;
            g[k] = sign * q;
            h[k] = q * x;
        }
    }

    @Override
    public void derivatives(double[] first, double[] second) {
        for (int i = 0; i < odds.length; i++) {
            double q = odds[i] / (1.0 + odds[i]);
            first[i] = i < negatives ? q : -q;
            second[i] = q / (1.0 + odds[i]);
        }
    }

    @Override
    public double loss() {
        double loss = 0;
        for (float r : odds) loss += Logarithm.of(1.0 + r);
        return loss;
    }
}
