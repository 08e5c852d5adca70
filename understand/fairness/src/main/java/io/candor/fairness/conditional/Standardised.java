package io.candor.fairness.conditional;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.fairness.Disparity;
import io.candor.fairness.conditional.internal.ConditionalMetric;
import io.candor.fairness.conditional.internal.Part;
import io.candor.fairness.conditional.internal.StratumCells;
import io.candor.fairness.internal.Among;
import io.candor.fairness.internal.Comparison;
import io.candor.fairness.internal.Grouping;
import io.candor.fairness.internal.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One metric, directly standardised: each group's mean over the strata with the strata's shares of all rows at risk, Σ_k w_k m_gk. What is left of a gap is then not due to groups being in
 * different strata. The shares are taken as given: they are those of these rows.
 *
 * @param strata with rows at risk
 * @param used those in which every group that is compared has rows
 * @param coverage the share of the rows at risk that lies in these
 * @param unused labels of the others
 * @param leftOut groups that have too few rows, or rows in strata of less than half of the rows at risk only
 * @param groups by label
 * @param rawDifference between the same groups over all their rows
 * @param difference largest − smallest of the standardised ones
 * @param ratio smallest / largest
 */
public record Standardised(
        int strata,
        int used,
        double coverage,
        List<String> unused,
        List<String> leftOut,
        Map<String, Group> groups,
        Disparity rawDifference,
        Disparity difference,
        Disparity ratio) {

    /** @param n rows at risk in the used strata */
    public record Group(long n, Estimate raw, Estimate standardised) {}

    private static final double LEAST_REACH = 0.5;

    static Standardised of(
            ConditionalMetric metric,
            StratumCells cells,
            StratumCells pooled,
            Grouping strata,
            Grouping groups,
            int least) {
        return new Work(metric, cells, pooled, strata, groups, least).result();
    }

    /** One metric on its way. */
    private static final class Work {
        private final Part[][] parts; // by stratum, then group
        private final Part[] raw;
        private final Grouping strata;
        private final Grouping groups;
        private final double[] atRisk; // weight, by stratum
        private double total;
        private final boolean[] kept; // by group

        Work(
                ConditionalMetric metric,
                StratumCells cells,
                StratumCells pooled,
                Grouping strata,
                Grouping groups,
                int least) {
            this.strata = strata;
            this.groups = groups;
            parts = new Part[cells.strata()][cells.groups()];
            raw = new Part[cells.groups()];
            atRisk = new double[cells.strata()];
            kept = new boolean[cells.groups()];
            for (int k = 0; k < parts.length; k++) {
                for (int g = 0; g < raw.length; g++) {
                    parts[k][g] = metric.of().apply(cells.cells()[k][g]);
                    atRisk[k] += parts[k][g].weight();
                }
                total += atRisk[k];
            }
            for (int g = 0; g < raw.length; g++) {
                raw[g] = metric.of().apply(pooled.cells()[0][g]);
                double reach = 0;
                for (int k = 0; k < parts.length; k++) if (parts[k][g].there()) reach += atRisk[k];
                kept[g] = raw[g].there() && raw[g].n() >= least && reach >= LEAST_REACH * total;
            }
        }

        Standardised result() {
            List<Integer> used = new ArrayList<>();
            List<String> unused = new ArrayList<>();
            double covered = 0;
            int there = 0;
            for (int k = 0; k < parts.length; k++) {
                if (atRisk[k] == 0) continue;
                there++;
                if (holdsAll(k)) {
                    used.add(k);
                    covered += atRisk[k];
                } else unused.add(strata.labels().get(k));
            }
            double[] shares = new double[used.size()];
            for (int i = 0; i < shares.length; i++) shares[i] = atRisk[used.get(i)] / covered;
            Map<String, Group> found = new LinkedHashMap<>();
            Map<String, Sample> before = new LinkedHashMap<>();
            Map<String, Sample> after = new LinkedHashMap<>();
            List<String> leftOut = new ArrayList<>();
            for (int g = 0; g < raw.length; g++) {
                String label = groups.labels().get(g);
                if (!kept[g]) {
                    leftOut.add(label);
                    continue;
                }
                int own = g;
                List<Part> taken = used.stream().map(k -> parts[k][own]).toList();
                Sample mean = Part.mean(taken, shares, "no stratum has rows of every group");
                before.put(label, raw[g].raw());
                after.put(label, mean);
                found.put(label, new Group(mean.n(), raw[g].raw().estimate(), mean.estimate()));
            }
            Comparison standardised = Among.groups(after);
            return new Standardised(
                    there,
                    used.size(),
                    total == 0 ? 0 : covered / total,
                    List.copyOf(unused),
                    List.copyOf(leftOut),
                    Collections.unmodifiableMap(found),
                    Among.groups(before).difference(1),
                    standardised.difference(1),
                    standardised.ratio(1));
        }

        private boolean holdsAll(int stratum) {
            boolean any = false;
            for (int g = 0; g < raw.length; g++) {
                any |= kept[g];
                if (kept[g] && !parts[stratum][g].there()) return false;
            }
            return any;
        }
    }

    Json.Obj toJson() {
        Json.Builder all = Json.object();
        groups.forEach((label, group) -> all.put(
                label,
                Json.object()
                        .put("n", group.n)
                        .put("raw", group.raw.toJson())
                        .put("standardised", group.standardised.toJson())
                        .build()));
        return Json.object()
                .put("strata", strata)
                .put("used", used)
                .put("coverage", coverage)
                .put("unused", Json.texts(unused))
                .put("left_out", Json.texts(leftOut))
                .put("groups", all.build())
                .put("raw_difference", rawDifference.toJson())
                .put("difference", difference.toJson())
                .put("ratio", ratio.toJson())
                .build();
    }
}
