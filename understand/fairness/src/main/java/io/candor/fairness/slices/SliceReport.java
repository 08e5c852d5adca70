package io.candor.fairness.slices;

import io.candor.core.data.Cohort;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The worst slices of a search.
 *
 * @param worse which way is worse
 * @param overall the metric in all rows measured
 * @param columns that made slices
 * @param leftOut columns that made none, and why
 * @param slices worst first
 */
public record SliceReport(
        SlicePlan plan,
        SlicePlan.Worse worse,
        Counts counts,
        Estimate overall,
        List<String> columns,
        Map<String, String> leftOut,
        List<Found> slices) {
    private static final int MOST_SIMILAR = 5;

    /**
     * @param rows of the table
     * @param eligible rows that the metric is taken of
     * @param searched rows
     * @param measured rows
     * @param slices searched
     * @param significant of them, family-wise p ≤ .05; 0 if half of the rows was searched
     * @param replicates permutations; 0 if half of the rows was searched
     */
    public record Counts(
            int rows, int eligible, int searched, int measured, int slices, int significant, int replicates) {}

    /**
     * One slice.
     *
     * @param inside the metric in it
     * @param outside in all other rows
     * @param difference inside − outside; its intervals hold for all slices told together. Of all rows it is what the search chose, and looks larger than it is
     * @param p that there is no difference to the worse side: Holm's over the slices told, or family-wise over all searched
     * @param looked the difference in the rows searched
     * @param sure by how much the slice is surely worse, what slices are ranked by: 95 % for all slices searched, approximately; of the rows searched. Negative: perhaps not at all
     * @param similar conditions of slices that are told under this one
     */
    public record Found(
            Cohort cohort,
            Estimate inside,
            Estimate outside,
            Estimate difference,
            double p,
            double looked,
            double sure,
            List<String> similar) {
        Found withP(double other) {
            return new Found(cohort, inside, outside, difference, other, looked, sure, similar);
        }

        private Json.Obj toJson(boolean allRows) {
            Json.Builder json = Json.object()
                    .put("where", cohort.text())
                    .put("conditions", cohort.conditionsJson())
                    .put("inside", point(inside, allRows).toJson())
                    .put("outside", outside.toJson())
                    .put("difference", point(difference, allRows).toJson())
                    .put("p", p);
            if (Double.isFinite(looked) && !allRows) json.put("looked_like", looked);
            if (Double.isFinite(sure)) json.put("at_least", sure);
            return json.put("similar", Json.texts(similar.subList(0, Math.min(MOST_SIMILAR, similar.size()))))
                    .put("similar_slices", similar.size())
                    .build();
        }

        /** An interval around what was chosen for being large would not hold. */
        private static Estimate point(Estimate estimate, boolean allRows) {
            return allRows && estimate instanceof Estimate.Interval i ? new Estimate.Point(i.value(), i.n()) : estimate;
        }
    }

    /** Evidence {@code fairness.slices} v1. */
    public Evidence evidence(List<Subject> subjects, long seed) {
        List<String> limits = new ArrayList<>();
        limits.add("A slice that is not listed is not shown to do as well as the rest: small slices differ unseen.");
        if (plan.allRows()) {
            limits.add(
                    "Differences are of the rows that were searched and look larger than they are; p-values count all slices searched, exactly where none differs, else approximately.");
        } else {
            limits.add("Intervals and p-values hold for the slices listed together; half of the rows chose them.");
        }
        limits.add("A slice says where a metric differs, not why: its conditions need not be the cause.");
        return new Evidence(
                "fairness.slices",
                1,
                subjects,
                new Evidence.Method(
                        plan.allRows()
                                ? "slice search, step-down maxima over permutations"
                                : "slice search, split sample",
                        1,
                        plan.allRows()
                                ? "Westfall & Young 1993; Romano & Wolf 2005; Chung & Romano 2013"
                                : "Holm 1979"),
                parameters(seed),
                result(),
                limits,
                Disclosure.aggregate(smallest()));
    }

    private long smallest() {
        long least = counts.measured();
        for (Found f : slices) least = Math.min(least, f.inside().n());
        return Math.max(0, least);
    }

    private Json.Obj parameters(long seed) {
        return Json.object()
                .put("depth", plan.depth())
                .put("min_group", plan.minGroup())
                .put("top", plan.top())
                .put("all_rows", plan.allRows())
                .put("replicates", counts.replicates())
                .put("seed", Long.toString(seed))
                .build();
    }

    private Json.Obj result() {
        Json.Builder left = Json.object();
        leftOut.forEach(left::put);
        return Json.object()
                .put("metric", plan.metric())
                .put("worse", worse.label())
                .put("rows", counts.rows())
                .put("eligible", counts.eligible())
                .put("searched_rows", counts.searched())
                .put("measured_rows", counts.measured())
                .put("searched", counts.slices())
                .put("significant", counts.significant())
                .put("columns", Json.texts(columns))
                .put("left_out", left.build())
                .put("overall", overall.toJson())
                .put(
                        "slices",
                        Json.array(slices.stream()
                                .map(f -> f.toJson(plan.allRows()))
                                .toList()))
                .build();
    }
}
