package io.candor.fairness.internal;

import io.candor.evaluation.StudentizedRange;
import java.util.HashMap;
import java.util.Map;

/** Levels of single pairs by number of groups and level of all, each worked out once for an assessment. Not thread-safe. */
final class PairLevels {
    private record Asked(int groups, double alpha) {}

    private final Map<Asked, Double> known = new HashMap<>();

    double of(int groups, double alpha) {
        return known.computeIfAbsent(new Asked(groups, alpha), a -> StudentizedRange.pairLevel(a.groups, a.alpha));
    }
}
