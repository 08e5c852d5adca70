package io.candor.explain.counterfactual;

import io.candor.core.CandorException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is better.
 *
 * @param count ways that are wanted of each row
 * @param costs price of a unit of distance, by input; 1 where none is named
 * @param perChange what each change costs beside its distance
 * @param plausibility what a unit of distance costs by which a way lies farther from real rows of the outcome than their median
 * @param combinations up to so many of the grid all are tried
 */
public record Preferences(
        int count, Map<String, Double> costs, double perChange, double plausibility, int combinations) {
    public static final int MOST = 100;
    public static final Preferences DEFAULT = new Preferences(1, Map.of(), 0.5, 0.25, 4096);

    /** @throws CandorException {@code CND-E036} for a number that is out of range */
    public Preferences {
        costs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(costs));
        if (count < 1 || count > MOST) throw outOfRange("the count " + count, "1 to " + MOST);
        for (Map.Entry<String, Double> cost : costs.entrySet())
            if (!(cost.getValue() > 0 && cost.getValue() <= 1e9))
                throw outOfRange("the cost of '" + cost.getKey() + "'", "above 0, at most 1e9");
        if (!(perChange >= 0 && perChange <= 1e9)) throw outOfRange("the cost of a change", "0 to 1e9");
        if (!(plausibility >= 0 && plausibility <= 1e9)) throw outOfRange("the price of plausibility", "0 to 1e9");
    }

    private static CandorException outOfRange(String what, String expected) {
        return CandorException.user("CND-E036", what + " is out of range", expected, "correct it, or leave it out");
    }

    public Preferences count(int wanted) {
        return new Preferences(wanted, costs, perChange, plausibility, combinations);
    }

    public Preferences costs(Map<String, Double> prices) {
        return new Preferences(count, prices, perChange, plausibility, combinations);
    }
}
