package io.candor.core.model;

/** Scores one encoded row without allocating. Thread-safe. */
@FunctionalInterface
public interface RowScorer {
    /**
     * @param row one number per input, see {@link Input}
     * @param out receives one score per output
     */
    void score(double[] row, double[] out);
}
