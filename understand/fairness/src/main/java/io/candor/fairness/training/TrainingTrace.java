package io.candor.fairness.training;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.Figures;
import io.candor.fairness.training.internal.Joined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Performance and gaps after steps of learning, of all rows out of fold and of each fold. Immutable.
 *
 * @param plan the groups
 * @param steps how many a bag had made at most, ascending; one per point
 * @param points one per entry of {@code steps}
 */
public record TrainingTrace(FairnessPlan plan, List<Long> steps, List<Point> points) {
    private static final List<String> PERFORMANCE = List.of("accuracy", "log_loss", "auc", "rmse", "r2");

    /**
     * Rows that a model did not learn from, as it saw them on its way.
     *
     * @param table with the sensitive columns
     * @param predictions one per entry of the steps; a model that had ended by then repeats its last
     */
    public record Fold(Table table, List<Predictions> predictions) {
        public Fold {
            predictions = List.copyOf(predictions);
        }
    }

    /**
     * @param n rows
     * @param performance by metric
     * @param disparities by feature, then by name
     */
    public record Measured(long n, Map<String, Estimate> performance, Map<String, Map<String, Estimate>> disparities) {}

    /**
     * @param pooled all folds' rows together
     * @param folds each by itself
     */
    public record Point(Measured pooled, List<Measured> folds) {}

    /**
     * @param table the rows of all folds, in the folds' order
     * @param steps ascending
     * @throws CandorException {@code CND-F026} if a fold has not one prediction per entry of the steps, or there are none; and what an assessment throws
     */
    public static TrainingTrace of(FairnessPlan plan, Table table, List<Long> steps, List<Fold> folds) {
        boolean fits = !steps.isEmpty() && !folds.isEmpty();
        for (Fold fold : folds) fits &= fold.predictions().size() == steps.size();
        if (!fits) {
            throw CandorException.user(
                    "CND-F026",
                    "predictions and steps of training do not go together",
                    "one set of predictions per fold and step",
                    "carry a fold's last predictions on where it ended early");
        }
        List<Point> points = new ArrayList<>();
        for (int s = 0; s < steps.size(); s++) {
            List<Measured> own = new ArrayList<>();
            List<Predictions> all = new ArrayList<>();
            for (Fold fold : folds) {
                Predictions predictions = fold.predictions().get(s);
                own.add(measured(FairnessAssessment.of(plan, fold.table(), predictions)));
                all.add(predictions);
            }
            points.add(new Point(measured(FairnessAssessment.of(plan, table, Joined.of(all))), List.copyOf(own)));
        }
        return new TrainingTrace(plan, List.copyOf(steps), List.copyOf(points));
    }

    private static Measured measured(FairnessAssessment assessment) {
        Json.Obj result = assessment.evidence(List.of()).result();
        Map<String, Estimate> performance = new LinkedHashMap<>();
        for (String metric : PERFORMANCE) {
            Estimate estimate = assessment.overall().get(metric);
            if (estimate != null) performance.put(metric, estimate);
        }
        Map<String, Map<String, Estimate>> disparities = new LinkedHashMap<>();
        for (String feature : assessment.features().keySet()) {
            Map<String, Estimate> own = new LinkedHashMap<>();
            for (String name : Figures.disparities(
                    result, feature, assessment.plan().metrics().keySet()))
                own.put(name, Figures.disparity(result, feature, name));
            disparities.put(feature, Collections.unmodifiableMap(own));
        }
        return new Measured(
                assessment.rows(), Collections.unmodifiableMap(performance), Collections.unmodifiableMap(disparities));
    }

    /**
     * Evidence {@code fairness.training} v1.
     *
     * @param parameters what was trained and how: algorithm, settings, seed
     */
    public Evidence evidence(List<Subject> subjects, Json.Obj parameters) {
        List<Json> all = new ArrayList<>();
        for (int s = 0; s < steps.size(); s++) {
            Json.Builder out = Json.object().put("steps", steps.get(s));
            json(points.get(s).pooled()).members().forEach(out::put);
            all.add(out.put(
                            "folds",
                            Json.array(points.get(s).folds().stream()
                                    .map(f -> (Json) json(f))
                                    .toList()))
                    .build());
        }
        long least = points.get(0).folds().stream().mapToLong(Measured::n).min().orElse(0);
        Json.Builder with = Json.object();
        parameters.members().forEach(with::put);
        with.put("sensitive", Json.texts(plan.sensitive()))
                .put(
                        "intersections",
                        Json.array(
                                plan.intersections().stream().map(Json::texts).toList()));
        return new Evidence(
                "fairness.training",
                1,
                subjects,
                new Evidence.Method("out-of-fold gaps along the steps of training", 1, "none"),
                with.build(),
                Json.object().put("points", Json.array(all)).build(),
                List.of(
                        "Figures are of models trained on parts of the rows; the model of all rows is another one.",
                        "Intervals of pooled figures take rows as independent; the folds' models share rows.",
                        "Points along the way are of the same rows: the best of them flatters itself.",
                        "A gap of one fold is of few rows, and never below 0: it lies above the pooled one where groups are alike."),
                Disclosure.aggregate(least));
    }

    private static Json.Obj json(Measured measured) {
        Json.Builder performance = Json.object();
        measured.performance().forEach((name, e) -> performance.put(name, e.toJson()));
        Json.Builder disparities = Json.object();
        measured.disparities().forEach((feature, named) -> {
            Json.Builder own = Json.object();
            named.forEach((name, e) -> own.put(name, e.toJson()));
            disparities.put(feature, own.build());
        });
        return Json.object()
                .put("n", measured.n())
                .put("performance", performance.build())
                .put("disparities", disparities.build())
                .build();
    }
}
