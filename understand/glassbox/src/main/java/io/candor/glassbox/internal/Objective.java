package io.candor.glassbox.internal;

import io.candor.core.model.Link;
import org.jspecify.annotations.Nullable;

/**
 * What is minimised: its link, its constants (they scale updates and gains as interpret's do), its starting and final
 * intercepts, and the rows' state that knows its derivatives. Adding one is adding an implementation. Scores and intercepts
 * of several outputs come output by output.
 */
public interface Objective {
    Link link();

    /** 1, or the number of classes. */
    default int outputs() {
        return 1;
    }

    /** The minimised loss is this many times the one whose derivatives are taken: Cg. */
    default double gradientMultiplier() {
        return 1;
    }

    /** Second derivatives, likewise: Ch. */
    default double hessianMultiplier() {
        return 1;
    }

    /** The reported mean loss is this many times {@link Rows#loss}. */
    default double metricMultiplier() {
        return gradientMultiplier();
    }

    /** Whether the loss is half the squared residual: its second derivative is 1, and the next ones are 0. */
    default boolean quadratic() {
        return false;
    }

    /** The rows in the order in which {@link #rows} wants them. */
    default int[] arrange(int[] rows, double[] targets) {
        return rows;
    }

    /**
     * What to add to the scores of each output so that the loss is least: where a bag starts, and how a model ends.
     *
     * @param scores per output and row
     */
    double[] correction(double[][] scores, double[] targets, double @Nullable [] weights);

    /** Where scores start that are 0 for every row. */
    default double[] intercept(double[] targets, double @Nullable [] weights) {
        return correction(new double[outputs()][targets.length], targets, weights);
    }

    /**
     * Some rows, one view for each output; views share their state and are no more thread-safe than rows are.
     *
     * @param start scores per output and row
     */
    Rows[] rows(double[] targets, double @Nullable [] weights, double[][] start);

    /** Rows that are learnt from: nobody asks for their loss, or for more than two derivatives. */
    default Rows[] learntRows(double[] targets, double @Nullable [] weights, double[][] start) {
        return rows(targets, weights, start);
    }

    /** Derivatives that are kept per bin to tell the loss after a shift. */
    default int derivatives() {
        return Expansion.SHALLOW;
    }

    /** How far a bin's scores may move until the loss is no longer told from derivatives; infinite if they say all, 0 if nothing. */
    default double reach() {
        return 0;
    }

    /** How far they may move until gradients are no longer told from two derivatives. */
    default double follow() {
        return reach();
    }
}
