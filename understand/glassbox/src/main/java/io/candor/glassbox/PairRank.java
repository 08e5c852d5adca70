package io.candor.glassbox;

import java.util.List;

/**
 * Where FAST put a pair.
 *
 * @param inputs the names of both
 * @param meanRank over bags, from 1
 * @param meanStrength over bags: the gain per unit of weight of the best four quadrants, in the unit of the loss
 */
public record PairRank(List<String> inputs, double meanRank, double meanStrength) {
    public PairRank {
        inputs = List.copyOf(inputs);
    }
}
