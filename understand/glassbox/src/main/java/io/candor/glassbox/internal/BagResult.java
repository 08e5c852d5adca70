package io.candor.glassbox.internal;

import io.candor.glassbox.BagRecord;

/**
 * What one bag learnt.
 *
 * @param scores per feature and bin; all zero for features with nothing to learn from
 * @param weight total weight of its training rows
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record BagResult(BagRecord record, double intercept, double[][] scores, double weight) {}
