package io.candor.fairness.conditional;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import io.candor.fairness.Cell;
import io.candor.fairness.Tally.Sums;
import io.candor.fairness.conditional.internal.Part;
import io.candor.fairness.conditional.internal.StratumCells;
import io.candor.fairness.internal.Grouping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Conditional demographic disparity (Wachter, Mittelstadt &amp; Russell 2021): a group's share of the rejected minus its share of the accepted, DD, over all rows, and as the mean Σ (n_k / n) DD_k over the
 * strata; above 0 where the group is rejected more. A stratum where all are accepted, or all rejected, has no DD and is left out; elsewhere such a share is often taken as 0, which shows a disparity
 * where nobody was treated differently.
 *
 * @param strata that have both
 * @param coverage the share of rows in these
 * @param groups by label
 */
public record DemographicDisparity(int strata, double coverage, Map<String, Group> groups) {
    /**
     * @param raw over all rows
     * @param conditional over strata
     */
    public record Group(Estimate raw, Estimate conditional) {}

    /** @param side rows of a cell with outcome 0 or 1 */
    static DemographicDisparity of(
            StratumCells cells, StratumCells pooled, Grouping groups, BiFunction<Cell, Integer, Sums> side, int least) {
        Sides apart = Sides.of(cells, side);
        Sides together = Sides.of(pooled, side);
        Map<String, Group> found = new LinkedHashMap<>();
        for (int g = 0; g < groups.labels().size(); g++) {
            long n = together.by[0][0][g].count() + together.by[1][0][g].count();
            if (n == 0) continue;
            Estimate few = Estimate.undefined("not enough data: " + least + " rows are needed", n);
            found.put(
                    groups.labels().get(g),
                    n < least ? new Group(few, few) : new Group(together.estimate(g), apart.estimate(g)));
        }
        return new DemographicDisparity(apart.strata(), apart.coverage(), Collections.unmodifiableMap(found));
    }

    /**
     * Rows by outcome, stratum and group.
     *
     * @param all by outcome and stratum
     */
    private record Sides(Sums[][][] by, Sums[][] all) {
        static Sides of(StratumCells cells, BiFunction<Cell, Integer, Sums> side) {
            Sums[][][] by = new Sums[2][cells.strata()][cells.groups()];
            Sums[][] all = new Sums[2][cells.strata()];
            for (int outcome = 0; outcome < 2; outcome++) {
                for (int k = 0; k < cells.strata(); k++) {
                    all[outcome][k] = Sums.NONE;
                    for (int g = 0; g < cells.groups(); g++) {
                        by[outcome][k][g] = side.apply(cells.cells()[k][g], outcome);
                        all[outcome][k] = all[outcome][k].plus(by[outcome][k][g]);
                    }
                }
            }
            return new Sides(by, all);
        }

        private boolean both(int k) {
            return all[0][k].count() > 0 && all[1][k].count() > 0;
        }

        private double weight(int k) {
            return all[0][k].weight() + all[1][k].weight();
        }

        int strata() {
            int count = 0;
            for (int k = 0; k < all[0].length; k++) if (both(k)) count++;
            return count;
        }

        private double weight(boolean bothOnly) {
            double weight = 0;
            for (int k = 0; k < all[0].length; k++) if (!bothOnly || both(k)) weight += weight(k);
            return weight;
        }

        double coverage() {
            return strata() == 0 ? 0 : weight(true) / weight(false);
        }

        Estimate estimate(int g) {
            double total = weight(true);
            double value = 0;
            double variance = 0;
            long n = 0;
            for (int k = 0; k < all[0].length; k++) {
                if (!both(k)) continue;
                double share = weight(k) / total;
                Part.Rate rejected = new Part.Rate(by[0][k][g], all[0][k], "none rejected");
                Part.Rate accepted = new Part.Rate(by[1][k][g], all[1][k], "none accepted");
                value += share * (rejected.value() - accepted.value());
                variance += share * share * (rejected.variance() + accepted.variance());
                n += all[0][k].count() + all[1][k].count();
            }
            if (n == 0) return Estimate.undefined("no stratum has both outcomes", 0);
            double half = Intervals.z(Intervals.ALPHA) * StrictMath.sqrt(variance);
            return new Bounds(value - half, value + half).within(-1, 1).around(value, n, "delta method");
        }
    }

    Json.Obj toJson() {
        Json.Builder all = Json.object();
        groups.forEach((label, group) -> all.put(
                label,
                Json.object()
                        .put("raw", group.raw.toJson())
                        .put("conditional", group.conditional.toJson())
                        .build()));
        return Json.object()
                .put("strata", strata)
                .put("coverage", coverage)
                .put("groups", all.build())
                .build();
    }
}
