package io.candor.fairness.threshold;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.GroupDecider;
import io.candor.fairness.threshold.ThresholdFit.OperatingPoint;
import java.util.ArrayList;
import java.util.List;

/** Fits as evidence {@code fairness.mitigation} v1: one candidate each, as when tolerances are traded off against the objective. Keys of draws are not in it. */
public final class ThresholdEvidence {
    private ThresholdEvidence() {}

    /**
     * @param fits one or more, to the same rows
     * @param subjects digests of the model and of the data
     */
    public static Evidence of(List<ThresholdFit> fits, List<Subject> subjects) {
        List<Json> candidates = new ArrayList<>();
        long smallest = Long.MAX_VALUE;
        for (ThresholdFit fit : fits) {
            candidates.add(candidate(fit));
            for (OperatingPoint point : fit.points()) smallest = Math.min(smallest, point.rows());
        }
        return new Evidence(
                "fairness.mitigation",
                1,
                subjects,
                new Evidence.Method("thresholds by group", 1, "Hardt et al. 2016; Cruz & Hardt 2024; Dinkelbach 1967"),
                parameters(fits.get(0).plan()),
                Json.object()
                        .put("rows", fits.get(0).rows())
                        .put("unknown", fits.get(0).leftOut())
                        .put("candidates", Json.array(candidates))
                        .build(),
                limits(fits),
                Disclosure.aggregate(smallest));
    }

    private static Json.Obj parameters(ThresholdPlan plan) {
        return Json.object()
                .put("criterion", criteria(plan))
                .put("bound", tolerance(plan))
                .put("objective", plan.objective().text())
                .put(
                        "bounds",
                        Json.texts(plan.bounds().stream()
                                .map(ThresholdEvidence::text)
                                .toList()))
                .put("flip", plan.flip())
                .put("mixtures", plan.mixtures())
                .put("otherwise", plan.otherwise())
                .build();
    }

    private static String criteria(ThresholdPlan plan) {
        return String.join(
                ", ", plan.parities().stream().map(p -> p.criterion().label()).toList());
    }

    private static Json tolerance(ThresholdPlan plan) {
        List<Json> each =
                plan.parities().stream().map(p -> (Json) Json.of(p.tolerance())).toList();
        return each.size() == 1 ? each.get(0) : Json.array(each);
    }

    private static String text(CellBound bound) {
        String least = bound.least() > Double.NEGATIVE_INFINITY ? " >= " + bound.least() : "";
        String most = bound.most() < Double.POSITIVE_INFINITY ? " <= " + bound.most() : "";
        return bound.metric().text() + least + most + " in " + bound.where();
    }

    private static Json.Obj candidate(ThresholdFit fit) {
        Json.Builder gaps = Json.object();
        fit.gaps().forEach(gaps::put);
        GroupDecider keyless =
                new GroupDecider(fit.decider().groups(), fit.decider().otherwise(), null);
        return Json.object()
                .put("criterion", criteria(fit.plan()))
                .put("bound", tolerance(fit.plan()))
                .put("objective", number(fit.objective(), fit.rows()))
                .put("gap", fit.gap())
                .put("gaps", gaps.build())
                .put("proof", fit.proof().label())
                .put("reads", Json.texts(fit.decider().reads()))
                .put("draws", fit.decider().drawing())
                .put(
                        "groups",
                        Json.array(fit.points().stream()
                                .map(ThresholdEvidence::group)
                                .toList()))
                .put("decider", keyless.toJson())
                .build();
    }

    private static Json.Obj group(OperatingPoint point) {
        return Json.object()
                .put("group", point.group())
                .put("n", point.rows())
                .put("rule", point.rule().text())
                .put("selection_rate", point.selectionRate())
                .put("true_positive_rate", number(point.truePositiveRate(), point.rows()))
                .put("false_positive_rate", number(point.falsePositiveRate(), point.rows()))
                .build();
    }

    private static Json number(double value, long n) {
        return Double.isFinite(value) ? Json.of(value) : Json.undefined("no rows with that label", n);
    }

    private static List<String> limits(List<ThresholdFit> fits) {
        List<String> limits = new ArrayList<>();
        limits.add(
                "Rates and gaps are those of the rows that were fitted to; on other rows they differ, the more the smaller"
                        + " a group is.");
        limits.add(
                "The decider reads the sensitive columns whenever it decides; whether it may is not a matter of figures.");
        boolean draws = false;
        boolean proved = true;
        for (ThresholdFit fit : fits) {
            draws |= fit.decider().drawing();
            proved &= fit.proof() == ThresholdFit.Proof.OPTIMAL;
        }
        if (draws) limits.add("Some decisions are drawn by chance: figures are expected over the draws.");
        if (!proved) limits.add("For some candidates it is not proved that none of their kind is better.");
        return limits;
    }
}
