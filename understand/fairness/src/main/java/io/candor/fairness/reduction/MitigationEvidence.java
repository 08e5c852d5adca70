package io.candor.fairness.reduction;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/** A reduction as evidence {@code fairness.mitigation} v1. */
final class MitigationEvidence {
    private MitigationEvidence() {}

    static Evidence of(Reduction reduction, List<Subject> subjects, long minCell) {
        boolean grid = reduction.method() == Reduction.Method.GRID_SEARCH;
        return new Evidence(
                "fairness.mitigation",
                1,
                subjects,
                new Evidence.Method(
                        reduction.method().label(), 1, "Agarwal et al. 2018" + (grid ? ", §3.4" : ", algorithm 1")),
                reduction.parameters(),
                result(reduction),
                limits(reduction),
                Disclosure.aggregate(minCell));
    }

    private static Json.Obj result(Reduction reduction) {
        Json.Builder result = Json.object()
                .put("bounds", bounds(reduction))
                .put(
                        "candidates",
                        Json.array(reduction.candidates().stream()
                                .map(MitigationEvidence::candidate)
                                .toList()))
                .put("error", reduction.error())
                .put("gamma", Json.numbers(reduction.gamma()))
                .put("lambda", Json.numbers(reduction.lambda()))
                .put("violation", reduction.violation());
        if (Double.isNaN(reduction.gap())) {
            result.put(
                    "gap",
                    Json.undefined("a grid has no gap", reduction.candidates().size()));
        } else {
            result.put("gap", reduction.gap());
        }
        return result.put("best", reduction.best())
                .put("single", reduction.single())
                .put("calls", reduction.calls())
                .put("constants", reduction.constants())
                .put(
                        "iterations",
                        Json.array(reduction.history().stream()
                                .map(MitigationEvidence::iteration)
                                .toList()))
                .put("notes", Json.texts(reduction.notes()))
                .build();
    }

    private static Json bounds(Reduction reduction) {
        List<Json> bounds = new ArrayList<>();
        for (int k = 0; k < reduction.bounds().length; k++) {
            bounds.add(Json.object()
                    .put("name", reduction.labels().get(k))
                    .put("bound", reduction.bounds()[k])
                    .build());
        }
        return Json.array(bounds);
    }

    private static Json candidate(Reduction.Candidate candidate) {
        return Json.object()
                .put("weight", candidate.weight())
                .put("error", candidate.error())
                .put("gamma", Json.numbers(candidate.gamma()))
                .put("lambda", Json.numbers(candidate.lambda()))
                .build();
    }

    private static Json iteration(Reduction.Iteration iteration) {
        return Json.object()
                .put("gap", iteration.gap())
                .put("error", iteration.error())
                .put("violation", iteration.violation())
                .put("models", iteration.models())
                .put("calls", iteration.calls())
                .build();
    }

    private static List<String> limits(Reduction reduction) {
        List<String> limits = new ArrayList<>();
        limits.add(
                "Bounds of parity are of a group against its event's mean, so two groups may be twice as far apart.");
        limits.add(
                "Errors and disparities are of the rows that were fitted or measured on; on others they are larger as"
                        + " a rule, so the model is to be assessed on rows that took no part.");
        limits.add("Labels are taken as true: where they carry past decisions, error rates carry them too.");
        long mixed = reduction.candidates().stream().filter(c -> c.weight() > 0).count();
        if (mixed > 1) {
            limits.add("The bounds hold of chances over " + mixed
                    + " models: a decision is by chance, and two alike may be decided differently.");
        }
        return limits;
    }
}
