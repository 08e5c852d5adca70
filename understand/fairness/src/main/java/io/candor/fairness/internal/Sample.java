package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;

/**
 * One metric in one set of rows, and how it compares with the same metric elsewhere. Bounds hold NaN where there is no
 * interval. Comparisons are only asked of defined samples of the same kind.
 */
public interface Sample {
    boolean defined();

    double value();

    /** Rows behind it: the rate's denominator. */
    long n();

    Estimate estimate();

    /** Bounds of this − other, independent rows. */
    Bounds minus(Sample other, double alpha);

    /** Bounds of this / other, independent rows; both values are at least 0. */
    Bounds over(Sample other, double alpha);

    /** Bounds of this − whole, where these rows are part of the whole's. */
    Bounds minusWhole(Sample whole, double alpha);

    /** Bounds of this / whole, where these rows are part of the whole's. */
    Bounds overWhole(Sample whole, double alpha);

    /** Names of the intervals of differences and of ratios. */
    record Names(String difference, String ratio) {}

    Names names();
}
