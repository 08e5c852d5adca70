package io.candor.fairness.compare.internal;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.fairness.compare.Candidate;
import io.candor.fairness.compare.ComparisonPlan;
import io.candor.fairness.compare.ModelComparison;
import io.candor.fairness.internal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A comparison as evidence {@code fairness.comparison} v1. */
public final class ComparisonEvidence {
    /** Metrics of groups that are kept of two classes; the rest is in each model's own assessment. */
    private static final Set<String> OF_TWO =
            Set.of("selection_rate", "true_positive_rate", "false_positive_rate", "accuracy", "precision");

    private ComparisonEvidence() {}

    public static Evidence of(ModelComparison comparison, List<Subject> data, long seed) {
        ComparisonPlan plan = comparison.plan();
        List<Subject> subjects = new ArrayList<>(data);
        for (Candidate c : comparison.candidates()) subjects.add(c.model());
        Json.Obj first = comparison.candidates().get(0).assessment();
        Json.Builder candidates = Json.object();
        for (int c = 0; c < comparison.candidates().size(); c++) {
            candidates.put(comparison.candidates().get(c).name(), candidate(comparison, c));
        }
        Json.Obj result = Json.object()
                .put("task", first.text("task"))
                .put("rows", first.number("rows"))
                .put("performance", plan.performance())
                .put("higher_is_better", plan.higherIsBetter())
                .put("baseline", comparison.baseline())
                .put(
                        "order",
                        Json.texts(comparison.candidates().stream()
                                .map(Candidate::name)
                                .toList()))
                .put(
                        "limits",
                        Json.array(comparison.plan().limits().stream()
                                .map(ComparisonEvidence::limit)
                                .toList()))
                .put(
                        "axes",
                        Json.array(comparison.axes().stream()
                                .map(a -> axis(comparison, a))
                                .toList()))
                .put("candidates", candidates.build())
                .build();
        return new Evidence(
                "fairness.comparison",
                1,
                subjects,
                new Evidence.Method(
                        "performance against disparity, Pareto front, paired bootstrap", 1, "Efron & Tibshirani 1993"),
                Json.object()
                        .put("sensitive", Json.texts(plan.plan().sensitive()))
                        .put(
                                "intersections",
                                Json.array(plan.plan().intersections().stream()
                                        .map(Json::texts)
                                        .toList()))
                        .put("min_support", plan.plan().minSupport())
                        .put("draws", plan.draws())
                        .put("confidence", 0.95)
                        .put("seed", Long.toString(seed))
                        .build(),
                result,
                limits(comparison),
                Disclosure.aggregate(smallest(comparison)));
    }

    private static Json limit(io.candor.fairness.compare.Limit limit) {
        Json.Builder out = Json.object().put("measure", limit.measure());
        if (!limit.feature().isEmpty()) out.put("feature", limit.feature());
        return out.put(limit.atMost() ? "at_most" : "at_least", limit.value())
                .put("source", limit.source())
                .build();
    }

    private static Json axis(ModelComparison comparison, ModelComparison.Axis axis) {
        Json.Builder standings = Json.object();
        for (int c = 0; c < comparison.candidates().size(); c++) {
            ModelComparison.Standing s = axis.standings().get(c);
            Json.Builder out = Json.object()
                    .put("disparity", s.disparity().toJson())
                    .put("front", s.front())
                    .put("dominated_by", Json.texts(s.dominatedBy()));
            if (!Double.isNaN(s.frontShare())) out.put("front_share", s.frontShare());
            standings.put(
                    comparison.candidates().get(c).name(),
                    out.put("against_baseline", s.against().toJson()).build());
        }
        return Json.object()
                .put("feature", axis.feature())
                .put("disparity", axis.disparity())
                .put("lower_is_better", axis.lowerIsBetter())
                .put("standings", standings.build())
                .build();
    }

    private static Json.Obj candidate(ModelComparison comparison, int c) {
        Candidate candidate = comparison.candidates().get(c);
        Json.Builder out =
                Json.object().put("digest", candidate.model().sha256()).put("made", candidate.made());
        if (candidate.reads() != null) out.put("reads", Json.texts(candidate.reads()));
        if (candidate.threshold() != null) out.put("threshold", candidate.threshold());
        out.put("performance", comparison.performance(candidate).toJson());
        Estimate against = comparison.performanceAgainst().get(c);
        out.put("performance_against_baseline", against.toJson());
        Json.Builder states = Json.object();
        comparison.limits(c).forEach((source, state) -> states.put(source, state.label()));
        out.put("limits", states.build());
        Json.Builder features = Json.object();
        for (String feature :
                candidate.assessment().object("features").members().keySet()) {
            features.put(feature, groups(comparison, candidate, feature));
        }
        out.put("features", features.build());
        Json.Obj sweep = comparison.sweeps().get(c);
        if (sweep != null) out.put("sweep", sweep);
        return out.build();
    }

    private static Json.Obj groups(ModelComparison comparison, Candidate candidate, String feature) {
        boolean two = candidate.assessment().text("task").equals("binary");
        Set<String> own = comparison.plan().plan().metrics().keySet();
        Json.Builder groups = Json.object();
        Json.Obj all = Figures.stratum(candidate.assessment(), feature).object("groups");
        for (Map.Entry<String, Json> group : all.members().entrySet()) {
            Json.Obj cell = (Json.Obj) group.getValue();
            Json.Builder metrics = Json.object();
            cell.object("metrics").members().forEach((name, estimate) -> {
                if (!two || OF_TWO.contains(name) || own.contains(name)) metrics.put(name, estimate);
            });
            Json.Builder out = Json.object().put("n", cell.number("n"));
            if (two) out.put("positives", cell.number("positives"));
            groups.put(group.getKey(), out.put("metrics", metrics.build()).build());
        }
        return groups.build();
    }

    private static List<String> limits(ModelComparison comparison) {
        List<String> limits = new ArrayList<>(List.of(
                "Says how models compare on these rows, not which one to take: what a gap may cost is for people to decide.",
                "The front is that of the estimates; the share of draws on it shows how sure it is. Choosing the best of many"
                        + " models on the rows that they are compared on flatters it: assess the choice again on other rows.",
                "A gap is never below 0, so that resampled gaps of models that treat groups alike lie above theirs: differences of"
                        + " two gaps share most of that, and their intervals are approximate."));
        for (Candidate c : comparison.candidates()) {
            if (c.made().optionalText("chance").isEmpty()) continue;
            limits.add("'" + c.name() + "' decides by chance; its figures are of the decisions drawn, by their key.");
        }
        limits.addAll(comparison.notes());
        return limits;
    }

    private static long smallest(ModelComparison comparison) {
        long least = Long.MAX_VALUE;
        for (Candidate c : comparison.candidates()) {
            for (String feature : c.assessment().object("features").members().keySet()) {
                for (Json group : Figures.stratum(c.assessment(), feature)
                        .object("groups")
                        .members()
                        .values()) least = Math.min(least, (long) ((Json.Obj) group).number("n"));
            }
        }
        return least;
    }
}
