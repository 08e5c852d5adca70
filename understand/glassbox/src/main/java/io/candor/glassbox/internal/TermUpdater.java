package io.candor.glassbox.internal;

import io.candor.core.random.RandomStream;

/** Finds the next step of one term from its histogram. Not thread-safe. */
interface TermUpdater {
    /**
     * @param random whether to cut at random places (smoothing) instead of the best ones
     * @param update receives the leaf value of every bin, before the learning rate
     * @return the gain, before the objective's constants
     */
    double update(Histogram sums, boolean random, RandomStream draws, double[] update);
}
