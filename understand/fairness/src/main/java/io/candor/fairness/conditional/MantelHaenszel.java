package io.candor.fairness.conditional;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;

/**
 * Selection of a group against the rest, over strata: the risk difference Σ (x₁n₀ − x₀n₁)/n over Σ n₁n₀/n with Sato's variance (1989), which holds for few large strata as for many small ones, and
 * the odds ratio Σ x₁(n₀ − x₀)/n over Σ x₀(n₁ − x₁)/n with the variance of its logarithm by Robins, Breslow &amp; Greenland (1986).
 *
 * @param strata that hold rows of both
 * @param riskDifference of the group minus the rest
 * @param oddsRatio of the group over the rest
 */
public record MantelHaenszel(int strata, Estimate riskDifference, Estimate oddsRatio) {
    static MantelHaenszel undefined(String reason, long n) {
        return new MantelHaenszel(0, Estimate.undefined(reason, n), Estimate.undefined(reason, n));
    }

    /**
     * @param x1 selected rows of the group, by stratum
     * @param n1 rows of the group
     * @param x0 selected rows of the rest
     * @param n0 rows of the rest
     */
    static MantelHaenszel of(long[] x1, long[] n1, long[] x0, long[] n0) {
        int strata = 0;
        long rows = 0;
        double weight = 0;
        double gap = 0;
        double p = 0; // Sato's sums
        double q = 0;
        double r = 0; // Robins', Breslow's and Greenland's
        double s = 0;
        double pr = 0;
        double psqr = 0;
        double qs = 0;
        for (int k = 0; k < x1.length; k++) {
            if (n1[k] == 0 || n0[k] == 0) continue;
            strata++;
            double n = n1[k] + n0[k];
            rows += n1[k] + n0[k];
            double a = x1[k];
            double b = n1[k] - x1[k];
            double c = x0[k];
            double d = n0[k] - x0[k];
            weight += n1[k] * (double) n0[k] / n;
            gap += (a * n0[k] - c * n1[k]) / n;
            double f1 = n1[k] / n;
            double f0 = n0[k] / n;
            p += f1 * f1 * c - f0 * f0 * a + f1 * f0 * (n0[k] - n1[k]) / 2;
            q += (a * d + c * b) / (2 * n);
            double same = (a + d) / n;
            double crossed = (b + c) / n;
            r += a * d / n;
            s += b * c / n;
            pr += same * a * d / n;
            psqr += (same * b * c + crossed * a * d) / n;
            qs += crossed * b * c / n;
        }
        if (strata == 0) return undefined("no stratum has rows of the group and of the rest", 0);
        double z = Intervals.z(Intervals.ALPHA);
        double difference = gap / weight;
        double half = z * StrictMath.sqrt(Math.max(0, difference * p + q)) / weight;
        Estimate risk =
                new Bounds(difference - half, difference + half).within(-1, 1).around(difference, rows, "Sato");
        if (r == 0 || s == 0) {
            return new MantelHaenszel(
                    strata, risk, Estimate.undefined("no stratum tells it: a count is 0 in each", rows));
        }
        double error = StrictMath.sqrt(pr / (2 * r * r) + psqr / (2 * r * s) + qs / (2 * s * s));
        double factor = StrictMath.exp(z * error);
        double odds = r / s;
        return new MantelHaenszel(
                strata,
                risk,
                new Bounds(odds / factor, odds * factor).around(odds, rows, "Robins-Breslow-Greenland, log"));
    }

    Json.Obj toJson() {
        return Json.object()
                .put("strata", strata)
                .put("risk_difference", riskDifference.toJson())
                .put("odds_ratio", oddsRatio.toJson())
                .build();
    }
}
