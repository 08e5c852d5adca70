package io.candor.evaluation;

/** Losses of one predicted probability. */
public final class Losses {
    /** A probability is kept this far from 0 and 1 in the logarithmic loss, which would else be infinite. */
    public static final double CLIP = 1e-15;

    private Losses() {}

    /** Negative log-likelihood, natural logarithm, of a score clipped to [1e-15, 1 − 1e-15]. */
    public static double log(int label, double score) {
        double p = Math.min(1 - CLIP, Math.max(CLIP, score));
        return -(label == 1 ? StrictMath.log(p) : StrictMath.log1p(-p));
    }

    /** Squared error of the probability. */
    public static double brier(int label, double score) {
        double error = score - label;
        return error * error;
    }
}
