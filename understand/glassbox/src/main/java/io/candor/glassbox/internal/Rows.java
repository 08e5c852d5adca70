package io.candor.glassbox.internal;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one bag that are learnt from, or those that are held out, as one output sees them: the state of each, which is
 * its score.
 */
interface Rows {
    /** Most rows of a chunk. */
    int CHUNK = 512;

    /**
     * One pass over the rows: moves their scores, then collects derivatives per bin of other features.
     *
     * @param moved bins of the feature by which scores move; null to move nothing
     * @param shift what is added to the score, by bin
     * @param next bins of the features to collect for; may be empty
     * @param into receives the sums of each; cleared before, merged after by the caller, and of one depth
     */
    void pass(@Nullable Codes moved, double[] shift, Codes[] next, Expansion[] into);

    /** First and second derivative of every row's loss, weight included. */
    void derivatives(double[] g, double[] h);

    /** Weighted sum of the losses. */
    double loss();

    /** Sets every score: rounding errors of many updates end here. */
    void reset(double[] scores);
}
