package io.candor.fairness.internal;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.fairness.Disparity;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An assessment as evidence {@code fairness.assessment} v1. */
public final class FairnessEvidence {
    private FairnessEvidence() {}

    public static Evidence of(FairnessAssessment assessment, List<Subject> subjects) {
        Json.Builder features = Json.object();
        assessment.features().forEach((name, feature) -> features.put(name, feature(assessment, feature)));
        Json.Obj result = Json.object()
                .put("task", assessment.task().label())
                .put("rows", assessment.rows())
                .put("min_group", assessment.plan().minGroup())
                .put("overall", estimates(assessment.overall()))
                .put("features", features.build())
                .build();
        return new Evidence(
                "fairness.assessment",
                1,
                subjects,
                new Evidence.Method(
                        "disaggregated metrics with intervals",
                        2,
                        "Hardt et al. 2016; Miettinen & Nurminen 1985; Hayter 1984; Welch 1947; DeLong et al. 1988"),
                parameters(assessment),
                result,
                limits(assessment),
                Disclosure.aggregate(smallest(assessment)));
    }

    private static Json.Obj parameters(FairnessAssessment assessment) {
        FairnessPlan plan = assessment.plan();
        Json.Builder out = PlanJson.groups(plan, assessment.groupings());
        if (!plan.metrics().isEmpty()) {
            Json.Builder metrics = Json.object();
            plan.metrics().forEach((name, formula) -> metrics.put(name, formula.text()));
            out.put("metrics", metrics.build());
        }
        if (!plan.weights().isEmpty()) {
            Json.Builder weights = Json.object();
            plan.weights().forEach((metric, column) -> weights.put(metric.isEmpty() ? "(all)" : metric, column));
            out.put("weights", weights.build());
        }
        return out.build();
    }

    private static Json.Obj feature(FairnessAssessment assessment, FairnessAssessment.Feature feature) {
        Json.Builder strata = Json.object();
        feature.strata().forEach((label, stratum) -> strata.put(label, stratum(assessment, stratum)));
        return Json.object()
                .put("columns", Json.texts(feature.columns()))
                .put("unknown", feature.unknown())
                .put("strata", strata.build())
                .build();
    }

    private static Json.Obj stratum(FairnessAssessment assessment, FairnessAssessment.Stratum stratum) {
        Json.Builder groups = Json.object();
        stratum.groups().forEach((label, group) -> {
            Json.Builder out = Json.object().put("n", group.n());
            if (assessment.task() == Task.BINARY) out.put("positives", group.positives());
            groups.put(label, out.put("metrics", estimates(group.metrics())).build());
        });
        Json.Builder disparities = Json.object();
        stratum.disparities().forEach((metric, named) -> disparities.put(metric, disparities(named)));
        return Json.object()
                .put("groups", groups.build())
                .put("disparities", disparities.build())
                .put("composites", estimates(stratum.composites()))
                .build();
    }

    private static Json.Obj disparities(Map<String, Disparity> named) {
        Json.Builder out = Json.object();
        named.forEach((name, disparity) -> out.put(name, disparity.toJson()));
        return out.build();
    }

    private static Json.Obj estimates(Map<String, Estimate> estimates) {
        Json.Builder out = Json.object();
        estimates.forEach((name, estimate) -> out.put(name, estimate.toJson()));
        return out.build();
    }

    private static List<String> limits(FairnessAssessment assessment) {
        List<String> limits = new ArrayList<>();
        limits.add("Says how groups differ, not why, and not that one metric is the right one for the decision.");
        limits.add("Labels are taken as true: where they carry past decisions, error rates carry them too.");
        limits.add("Each interval holds at 95 % by itself; with many metrics and features some miss by chance.");
        if (assessment.task() == Task.MULTICLASS) {
            limits.add(
                    "Of several classes each is compared by itself against the rest; which of them is the good one to get,"
                            + " and how bad which mistake is, is not in these figures.");
        }
        if (!assessment.plan().weights().isEmpty()) {
            limits.add(
                    "Rows are weighted: intervals hold for independent rows, not for clusters or strata of a survey.");
        }
        boolean small = false;
        for (FairnessAssessment.Feature feature : assessment.features().values()) {
            if (feature.unknown() > 0) {
                limits.add("Rows whose value of " + String.join(" & ", feature.columns())
                        + " is missing count in the overall figures but in no disparity: " + feature.unknown() + ".");
            }
            for (FairnessAssessment.Stratum s : feature.strata().values())
                small |= !s.small().isEmpty();
        }
        if (small) {
            limits.add("Groups of less than " + assessment.plan().minGroup()
                    + " rows are in the disparities; little can be concluded about them.");
        }
        return limits;
    }

    private static long smallest(FairnessAssessment assessment) {
        long least = assessment.rows();
        for (FairnessAssessment.Feature feature : assessment.features().values()) {
            for (FairnessAssessment.Stratum stratum : feature.strata().values()) {
                for (FairnessAssessment.Group g : stratum.groups().values()) least = Math.min(least, g.n());
            }
        }
        return least;
    }
}
