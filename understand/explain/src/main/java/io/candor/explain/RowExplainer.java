package io.candor.explain;

/**
 * Shares the score of single encoded rows among the inputs, in the serving process: nothing is allocated after a thread's first row.
 * Base plus values is the score before the link, up to rounding. Thread-safe.
 */
public interface RowExplainer {
    int inputs();

    int outputs();

    /** Per output what is said of no row in particular. */
    double[] base();

    /**
     * @param row one number per input, see {@link io.candor.core.model.Input}
     * @param values receives {@link #inputs()} × {@link #outputs()} values, input by input
     */
    void explain(double[] row, double[] values);
}
