package io.candor.glassbox.internal;

import io.candor.glassbox.BagRecord;

/**
 * What one stage of one bag learnt.
 *
 * @param trainingRows rows it learnt from
 * @param validationRows rows it held out
 * @param intercept per output, where its scores started
 * @param scores output by output, per term and cell; all zero for terms with nothing to learn from
 * @param weight total weight of its training rows
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record BagResult(
        int trainingRows,
        int validationRows,
        BagRecord.Stage stage,
        double[] intercept,
        double[][] scores,
        double weight) {}
