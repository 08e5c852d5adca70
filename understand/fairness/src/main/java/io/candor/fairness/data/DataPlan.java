package io.candor.fairness.data;

import io.candor.core.CandorException;
import io.candor.fairness.FairnessPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to measure of data.
 *
 * @param groups whose labels, shares and values are compared; only features and cuts are looked at
 * @param inputs columns that may stand in for a sensitive one; those that make a feature are left out of it
 * @param references shares that groups should have, by feature and group; each feature's add up to 1
 */
public record DataPlan(FairnessPlan groups, List<String> inputs, Map<String, Map<String, Double>> references) {
    /** @throws CandorException {@code CND-F074} if shares are not between 0 and 1 or do not add up to 1 */
    public DataPlan {
        inputs = List.copyOf(inputs);
        Map<String, Map<String, Double>> copy = new TreeMap<>();
        references.forEach((feature, shares) -> {
            double sum = 0;
            boolean shaped = true;
            for (double share : shares.values()) {
                shaped &= share > 0 && share <= 1;
                sum += share;
            }
            if (!shaped || !(Math.abs(sum - 1) < 1e-6)) {
                throw CandorException.user(
                        "CND-F074",
                        "the reference shares of '" + feature + "' are not those of one whole",
                        "numbers above 0 that add up to 1, one for each group",
                        "correct them");
            }
            copy.put(feature, Map.copyOf(shares));
        });
        references = java.util.Collections.unmodifiableMap(copy);
    }
}
