package io.candor.fairness.internal;

import io.candor.core.evidence.Estimate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The named criteria of the literature, of several metrics' comparisons (Hardt et al. 2016): equalized odds is the worse of
 * the true and the false positive rate, whose bounds hold together (Bonferroni over both families).
 */
public final class Composites {
    private Composites() {}

    /** @param comparisons by metric name, binary */
    public static Map<String, Estimate> of(Map<String, Comparison> comparisons) {
        Map<String, Estimate> composites = new LinkedHashMap<>();
        Comparison selection = comparisons.get("selection_rate");
        Comparison truePositive = comparisons.get("true_positive_rate");
        Comparison falsePositive = comparisons.get("false_positive_rate");
        if (selection == null || truePositive == null || falsePositive == null) return composites;
        composites.put("demographic_parity_difference", selection.difference(1).estimate());
        composites.put("demographic_parity_ratio", selection.ratio(1).estimate());
        composites.put(
                "equalized_odds_difference",
                worse(
                        truePositive.difference(2).estimate(),
                        falsePositive.difference(2).estimate(),
                        true));
        composites.put(
                "equalized_odds_ratio",
                worse(truePositive.ratio(2).estimate(), falsePositive.ratio(2).estimate(), false));
        composites.put(
                "equal_opportunity_difference", truePositive.difference(1).estimate());
        return composites;
    }

    private static Estimate worse(Estimate a, Estimate b, boolean larger) {
        long n = Math.min(a.n(), b.n());
        if (a instanceof Estimate.Undefined u) return Estimate.undefined("true positive rate: " + u.reason(), n);
        if (b instanceof Estimate.Undefined u) return Estimate.undefined("false positive rate: " + u.reason(), n);
        if (a instanceof Estimate.Interval x && b instanceof Estimate.Interval y) {
            return new Estimate.Interval(
                    pick(x.value(), y.value(), larger),
                    pick(x.low(), y.low(), larger),
                    pick(x.high(), y.high(), larger),
                    n,
                    joint(x.interval(), y.interval()));
        }
        return new Estimate.Point(pick(a.toJson().number("value"), b.toJson().number("value"), larger), n);
    }

    private static double pick(double x, double y, boolean larger) {
        return larger ? Math.max(x, y) : Math.min(x, y);
    }

    /** Both names where the families differ in size because a group was left out of one. */
    private static String joint(String a, String b) {
        return a.equals(b) ? a : a + "; " + b;
    }
}
