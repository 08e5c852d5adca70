package io.candor.glassbox.internal;

/**
 * Rows of one bag as the booster uses them: their scores move by tables over terms, and derivatives are summed per cell of a
 * term. With several outputs, what is called a term here is a term as one output sees it: index output · terms + term.
 */
interface BagRows {
    /** Gradients of one term at the present scores. */
    void measure(int t, Histogram out);

    /** Collects for all terms at the present scores; {@link #measured} then gives them one by one. */
    void measureAll();

    /** Gradients of one term as {@link #measureAll} found them; nothing may have moved since. */
    void measured(int t, Histogram out);

    /** Moves scores. */
    void move(int t, double[] update);

    /**
     * Moves scores and returns the sum of the losses after it.
     *
     * @param repeats how many steps of this term came just before it
     */
    double lossAfter(int t, double[] update, int repeats);

    /** Sets every score, output by output. */
    void reset(double[][] scores);
}
