package io.candor.fairness.internal;

import io.candor.core.data.Table;
import io.candor.core.json.Json;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import java.util.Map;

/** What a plan asked for, as parameters of evidence; analyses beside the assessment look at all metrics' common weights only. */
public final class PlanJson {
    private PlanJson() {}

    /** To be continued with the settings of an analysis. */
    public static Json.Builder of(FairnessPlan plan, Table table) {
        Json.Builder out = groups(plan, Grouping.cutColumns(table, plan));
        String weights = plan.weights().get("");
        if (weights != null) out.put("weights", weights);
        return out;
    }

    /** The groups, without metrics and weights. */
    static Json.Builder groups(FairnessPlan plan, Map<String, FairnessAssessment.Grouped> groupings) {
        Json.Builder cuts = Json.object();
        for (Map.Entry<String, FairnessAssessment.Grouped> column : groupings.entrySet()) {
            FairnessAssessment.Grouped grouped = column.getValue();
            cuts.put(
                    column.getKey(),
                    Json.object()
                            .put("rule", grouped.rule())
                            .put(
                                    "cuts",
                                    Json.array(grouped.cuts().stream()
                                            .map(Json::of)
                                            .toList()))
                            .build());
        }
        Json.Builder out = Json.object()
                .put("sensitive", Json.texts(plan.sensitive()))
                .put(
                        "intersections",
                        Json.array(
                                plan.intersections().stream().map(Json::texts).toList()))
                .put("controls", Json.texts(plan.controls()))
                .put("min_group", plan.minGroup())
                .put("confidence", 0.95)
                .put("groupings", cuts.build());
        if (plan.minSupport() > 0) out.put("min_support", plan.minSupport());
        return out;
    }
}
