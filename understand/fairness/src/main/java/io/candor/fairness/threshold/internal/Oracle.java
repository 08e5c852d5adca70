package io.candor.fairness.threshold.internal;

import java.util.Optional;

/** Finds the best choice within parities and bounds for an objective that is linear in the selected rows. */
interface Oracle {
    /**
     * The choice with the greatest a × positives + b × negatives selected.
     *
     * @throws io.candor.core.CandorException {@code CND-F045} if there is no choice
     */
    Choice best(double a, double b);

    /** The mixture of two choices; empty where choices can't be mixed. */
    Optional<Choice> between(Choice from, Choice to, double share);

    /** Whether {@link #best} is sure to be the best. */
    boolean exact();
}
