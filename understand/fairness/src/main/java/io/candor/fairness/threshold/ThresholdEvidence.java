package io.candor.fairness.threshold;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Fitted thresholds as evidence {@code fairness.mitigation} v1. */
final class ThresholdEvidence {
    private ThresholdEvidence() {}

    static Evidence of(ThresholdFit fit, List<Subject> subjects) {
        ThresholdPlan plan = fit.plan();
        List<Json> parities = new ArrayList<>();
        for (Parity p : plan.parities()) {
            parities.add(Json.object()
                    .put("criterion", p.criterion().label())
                    .put("bound_kind", "difference")
                    .put("difference", p.tolerance())
                    .build());
        }
        List<Json> points = new ArrayList<>();
        long smallest = fit.rows();
        for (ThresholdFit.OperatingPoint point : fit.points()) {
            smallest = Math.min(smallest, point.rows());
            points.add(Json.object()
                    .put("group", point.group())
                    .put("n", point.rows())
                    .put("rule", point.rule().toJson())
                    .put("selection_rate", rate(point.selectionRate(), "no rows", point.rows()))
                    .put("true_positive_rate", rate(point.truePositiveRate(), "no positives", 0))
                    .put("false_positive_rate", rate(point.falsePositiveRate(), "no negatives", 0))
                    .build());
        }
        Json.Builder gaps = Json.object();
        fit.gaps().forEach(gaps::put);
        List<String> limits = new ArrayList<>();
        limits.add(
                "Rates and gaps are of the rows that thresholds were fitted to; on others they are larger as a rule, so decisions are to be"
                        + " assessed on rows that took no part.");
        limits.add(
                "The sensitive columns are read whenever it decides: whether they may be is a question of law and policy.");
        if (fit.decider().drawing()) {
            limits.add(
                    "Some decisions are by chance: two people with one score in one group may be decided differently.");
        }
        return new Evidence(
                "fairness.mitigation",
                1,
                subjects,
                new Evidence.Method("thresholds by group", 1, "Hardt et al. 2016; Cruz & Hardt 2024"),
                Json.object()
                        .put("parities", Json.array(parities))
                        .put("objective", plan.objective().text())
                        .build(),
                Json.object()
                        .put("rows", fit.rows())
                        .put("left_out", fit.leftOut())
                        .put("objective", fit.objective())
                        .put("gaps", gaps.build())
                        .put("proof", fit.proof().label())
                        .put("groups", Json.array(points))
                        .put("reads", Json.texts(fit.decider().reads()))
                        .build(),
                limits,
                Disclosure.aggregate(smallest));
    }

    private static Json rate(double value, String missing, long n) {
        return Double.isNaN(value) ? Json.undefined(missing, n) : Json.of(value);
    }
}
