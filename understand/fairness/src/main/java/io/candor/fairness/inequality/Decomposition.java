package io.candor.fairness.inequality;

import io.candor.core.json.Json;
import io.candor.fairness.inequality.internal.Benefits;
import io.candor.fairness.inequality.internal.Indices;
import java.util.Collection;

/**
 * A generalised entropy index as the sum of a part between groups, its value if each row had its group's mean, and a part within them, Σ p_g (μ_g / μ)^α I_g (Shorrocks 1980).
 *
 * @param between at least 0, and above it by chance alone
 * @param betweenByChance about what {@code between} would be on average if all groups had one mean: Σ p_g Var(μ_g − μ) / (2 μ²)
 * @param n rows of the groups
 * @param undefined why there is none; else empty
 */
public record Decomposition(
        double total, double between, double within, double betweenByChance, long n, String undefined) {

    /** @param order 0, 1 or 2 */
    static Decomposition of(int order, Benefits all, Collection<Benefits> groups) {
        if (groups.size() < 2) return none("fewer than two groups", all.n());
        if (!(all.mean() > 0)) return none("the mean benefit is 0", all.n());
        if (order == 0 && all.value()[0] == 0) return none("a benefit is 0", all.n());
        double mean = all.mean();
        double[] means = new double[groups.size()];
        double[] weights = new double[groups.size()];
        double within = 0;
        double chance = 0;
        int g = 0;
        for (Benefits group : groups) {
            double share = group.total() / all.total();
            means[g] = group.mean();
            weights[g++] = group.total();
            double ratio = group.mean() / mean;
            if (ratio > 0) within += share * StrictMath.pow(ratio, order) * Indices.entropy(group, order);
            chance += share * apart(group, all, groups);
        }
        double between = Indices.entropy(new Benefits(means, weights, weights, all.n()), order);
        return new Decomposition(Indices.entropy(all, order), between, within, chance / (2 * mean * mean), all.n(), "");
    }

    /** Var(μ_g − μ), where μ is the mean of all groups. */
    private static double apart(Benefits group, Benefits all, Collection<Benefits> groups) {
        double variance = 0;
        for (Benefits other : groups) {
            double share = other.total() / all.total();
            double factor = other == group ? 1 - share : share;
            variance += factor * factor * squaredError(other, all);
        }
        return variance;
    }

    /** Of a single row, that of all rows. */
    private static double squaredError(Benefits group, Benefits all) {
        double own = group.meanSample().variance();
        return Double.isNaN(own) ? all.meanSample().variance() * all.n() / group.n() : own;
    }

    private static Decomposition none(String reason, long n) {
        return new Decomposition(Double.NaN, Double.NaN, Double.NaN, Double.NaN, n, reason);
    }

    /** The part between groups; 0 if nothing is unequal. */
    public double betweenShare() {
        return total == 0 ? 0 : between / total;
    }

    Json.Obj toJson() {
        if (!undefined.isEmpty()) return Json.undefined(undefined, n);
        return Json.object()
                .put("total", total)
                .put("between", between)
                .put("within", within)
                .put("between_share", betweenShare())
                .put("between_by_chance", betweenByChance)
                .put("n", n)
                .build();
    }
}
