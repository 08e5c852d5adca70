package io.candor.core.model;

import java.util.List;

/**
 * What one outer bag of an additive model learnt from its share of the rows: the raw material of uncertainty and of merging.
 *
 * @param weight total weight of the rows that it learnt from
 * @param intercept one per output
 * @param scores one table per term of the model, shaped like the term's
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record Bag(double weight, double[] intercept, List<double[]> scores) {
    public Bag {
        scores = List.copyOf(scores);
    }
}
