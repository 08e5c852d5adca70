package io.candor.evaluation;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import java.util.List;
import java.util.OptionalDouble;

/** Evidence {@code evaluation.performance} v1. */
public final class PerformanceEvidence {
    private static final String KIND = "evaluation.performance";

    private PerformanceEvidence() {}

    /**
     * @param subjects digests of the model and of the rows
     * @param split which rows: {@code test}, {@code train}, {@code all}
     * @param positive name of the positive class
     * @param threshold what decided; empty if the decisions came otherwise
     * @param seed of the bootstrap
     */
    public static Evidence of(
            List<Subject> subjects,
            String split,
            String positive,
            OptionalDouble threshold,
            long seed,
            BinaryEvaluation evaluation) {
        Json.Builder result = Json.object()
                .put("task", "binary")
                .put("rows", evaluation.rows())
                .put("split", split)
                .put("positive", positive);
        threshold.ifPresent(t -> result.put("threshold", t));
        Json.Obj parameters = Json.object()
                .put("confidence", 0.95)
                .put("seed", Long.toString(seed))
                .put("log_loss_clip", Losses.CLIP)
                .put("calibration_bins", 10)
                .put("curve_points", 201)
                .build();
        return new Evidence(
                KIND,
                1,
                subjects,
                new Evidence.Method(
                        "binary classification metrics",
                        1,
                        "Wilson 1927; DeLong et al. 1988; Sun & Xu 2014; Miettinen & Nurminen 1985"),
                parameters,
                evaluation.toJson(result).build(),
                List.of(
                        "Holds for these rows and others drawn like them; not after a shift of the population.",
                        "Intervals take rows as independent and leave out the chance of training and of splitting.",
                        "The calibration error is biased upwards, the more so the fewer the rows."),
                Disclosure.aggregate(smallest(evaluation.confusion())));
    }

    /** As above, for several classes. */
    public static Evidence of(List<Subject> subjects, String split, MulticlassEvaluation evaluation) {
        Json.Builder result = Json.object()
                .put("task", "multiclass")
                .put("rows", evaluation.rows())
                .put("split", split);
        long least = Long.MAX_VALUE;
        for (long[] row : evaluation.confusion()) for (long cell : row) if (cell > 0) least = Math.min(least, cell);
        return new Evidence(
                KIND,
                1,
                subjects,
                new Evidence.Method(
                        "multiclass classification metrics",
                        1,
                        "Wilson 1927; DeLong et al. 1988, one class against the rest; Student 1908"),
                Json.object()
                        .put("confidence", 0.95)
                        .put("log_loss_clip", Losses.CLIP)
                        .put("auc", "mean over classes, each against the rest")
                        .put("decision", "the most probable class; of equals the first")
                        .build(),
                evaluation.toJson(result).build(),
                List.of(
                        "Holds for these rows and others drawn like them; not after a shift of the population.",
                        "Intervals take rows as independent and leave out the chance of training and of splitting.",
                        "Means over classes count a rare class as much as a frequent one."),
                Disclosure.aggregate(least));
    }

    /** As above, for a predicted number. */
    public static Evidence of(List<Subject> subjects, String split, RegressionEvaluation evaluation) {
        Json.Builder result = Json.object()
                .put("task", "regression")
                .put("rows", evaluation.rows())
                .put("split", split);
        return new Evidence(
                KIND,
                1,
                subjects,
                new Evidence.Method("regression metrics", 1, "Student 1908; order statistics; influence functions"),
                Json.object().put("confidence", 0.95).build(),
                evaluation.toJson(result).build(),
                List.of(
                        "Holds for these rows and others drawn like them; not after a shift of the population.",
                        "Intervals take rows as independent and leave out the chance of training and of splitting.",
                        "The lowest and highest residual are those of single rows."),
                Disclosure.aggregate(1));
    }

    private static long smallest(Confusion c) {
        long least = Long.MAX_VALUE;
        for (long cell : new long[] {c.tp(), c.fp(), c.tn(), c.fn()}) if (cell > 0) least = Math.min(least, cell);
        return least;
    }
}
