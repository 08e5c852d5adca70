package io.candor.glassbox.internal;

import io.candor.core.model.Link;
import org.jspecify.annotations.Nullable;

/**
 * What is minimised: its link, its constants (they scale updates and gains as interpret's do), its starting and final
 * intercept, and the rows' state that knows its gradients. Adding one is adding an implementation.
 */
public interface Objective {
    Link link();

    /** Factor on leaf values before the learning rate: Cg / Ch. */
    double updateMultiplier();

    /** Factor on gains when terms compete: Cg² / Ch. */
    double gainMultiplier();

    /** The rows in the order in which {@link #training} and {@link #validation} want them. */
    int[] arrange(int[] rows, double[] targets);

    /** Where a bag starts. */
    double intercept(double[] targets, double @Nullable [] weights);

    /** State of the rows that are learnt from. */
    TrainingRows training(double[] targets, double @Nullable [] weights, double intercept);

    /** State of the rows that are held out. */
    ValidationRows validation(double[] targets, double @Nullable [] weights, double intercept);

    /** What to add to every score so that the mean prediction is the mean target. */
    double correction(double[] scores, double[] targets, double @Nullable [] weights);

    /** Rows that are learnt from. Not thread-safe. */
    interface TrainingRows {
        /**
         * One pass: applies an update, then collects gradients per bin of another feature.
         *
         * @param updated bins of the feature that the update belongs to; null to apply nothing
         * @param update what is added to the score, by bin
         * @param next bins of the feature to collect for
         * @param into receives the sums; cleared before, merged after by the caller
         */
        void pass(@Nullable Codes updated, double[] update, Codes next, Histogram into);

        /** Sets every score: rounding errors of many updates end here. */
        void reset(double[] scores);
    }

    /** Rows that are held out. Not thread-safe. */
    interface ValidationRows {
        /** Applies an update and returns the mean loss after it. */
        double apply(Codes updated, double[] update);

        /** Sets every score. */
        void reset(double[] scores);
    }
}
