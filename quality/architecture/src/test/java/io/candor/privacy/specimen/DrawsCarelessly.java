package io.candor.privacy.specimen;

import io.candor.policy.Gate;
import java.util.Random;

/** Breaks: protect draws from the secure generator only; pillars don't see each other. */
record DrawsCarelessly(Random random, Gate gate) {
    double draw() {
        return random.nextDouble() + Math.random();
    }
}
