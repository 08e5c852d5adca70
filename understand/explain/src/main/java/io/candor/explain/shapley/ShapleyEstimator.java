package io.candor.explain.shapley;

import io.candor.core.random.RandomStream;

/** A way to find a game's Shapley values. */
public interface ShapleyEstimator {
    /** As it stands in evidence. */
    String name();

    Shapley estimate(Game game, RandomStream random);
}
