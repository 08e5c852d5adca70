package io.candor.glassbox.internal;

import io.candor.core.model.Link;
import org.jspecify.annotations.Nullable;

/**
 * What is minimised: its link, its constants (they scale updates and gains as interpret's do), its starting and final
 * intercept, and the rows' state that knows its derivatives. Adding one is adding an implementation.
 */
public interface Objective {
    Link link();

    /** The reported loss is this many times the one whose derivatives are taken: Cg. */
    double gradientMultiplier();

    /** Second derivatives, likewise: Ch. */
    double hessianMultiplier();

    /** The rows in the order in which {@link #rows} wants them. */
    int[] arrange(int[] rows, double[] targets);

    /** Where a bag starts. */
    double intercept(double[] targets, double @Nullable [] weights);

    /** Some rows, their scores at the intercept. Not thread-safe. */
    Rows rows(double[] targets, double @Nullable [] weights, double intercept);

    /** Derivatives that are kept per bin to follow shifts. */
    int derivatives();

    /** How far a bin's scores may move before derivatives are taken anew; infinite if they say all. */
    double reach();

    /** What to add to every score so that the mean prediction is the mean target. */
    double correction(double[] scores, double[] targets, double @Nullable [] weights);
}
