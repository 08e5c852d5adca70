package io.candor.explain.counterfactual;

/**
 * One way to the outcome.
 *
 * @param row encoded: a number, or the index of a level
 * @param score of the changed row: of classes the probability that the goal is about
 * @param distance from the row, in units of each input's scale
 * @param cost the same with a price for each input
 * @param nearest mean distance to the nearest five real rows of the outcome; NaN if there are none
 * @param fartherThan share of those rows that lie nearer to the others; NaN likewise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Counterfactual(
        double[] row, double score, double distance, double cost, double nearest, double fartherThan) {}
