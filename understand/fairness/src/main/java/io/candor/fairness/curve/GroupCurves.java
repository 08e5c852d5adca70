package io.candor.fairness.curve;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.fairness.Disparity;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.PlanJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;

/**
 * ROC curves and calibration in each group, over all rows and within each stratum of the controls. Immutable.
 *
 * @param parameters as the evidence has them
 * @param rows all rows
 * @param overall of all rows
 * @param features results by feature name, as in an assessment
 */
public record GroupCurves(Json.Obj parameters, int rows, GroupCurve overall, Map<String, Feature> features) {

    /**
     * @param unknown rows of which a value is missing
     * @param strata {@code all}, and one per combination of controls
     */
    public record Feature(List<String> columns, long unknown, Map<String, Stratum> strata) {}

    /**
     * @param groups by label; rows with a missing value are {@code (unknown)}, which no disparity counts
     * @param disparities differences of {@code auc}, {@code brier} and {@code in_the_large}
     */
    public record Stratum(Map<String, GroupCurve> groups, Map<String, Disparity> disparities) {}

    /**
     * Of two classes. The plan's weights for all metrics count; those for single metrics, and formulas, do not.
     *
     * @throws CandorException {@code CND-F061} without scores of two classes; else what an assessment throws
     */
    public static GroupCurves of(
            FairnessPlan plan, Table table, Predictions predictions, CurveSettings settings, ForkJoinPool pool) {
        if (predictions instanceof Predictions.Multiclass several && several.scores() != null) {
            throw CandorException.user(
                    "CND-F061",
                    "there are " + several.classes().size() + " classes",
                    "two, or one of several against the rest",
                    "ask for one piece of evidence per class");
        }
        return new CurveJobs(plan, table, scored(predictions), settings, pool).all(PlanJson.of(plan, table));
    }

    /**
     * One for two classes; for several, one per class against the rest.
     *
     * @throws CandorException as {@link #of}
     */
    public static List<GroupCurves> ofClasses(
            FairnessPlan plan, Table table, Predictions predictions, CurveSettings settings, ForkJoinPool pool) {
        if (!(predictions instanceof Predictions.Multiclass several)) {
            return List.of(of(plan, table, predictions, settings, pool));
        }
        List<GroupCurves> all = new ArrayList<>();
        for (int k = 0; k < several.classes().size(); k++) {
            Json.Builder parameters =
                    PlanJson.of(plan, table).put("class", several.classes().get(k));
            all.add(new CurveJobs(plan, table, scored(against(several, k)), settings, pool).all(parameters));
        }
        return List.copyOf(all);
    }

    private static Predictions.Binary scored(Predictions predictions) {
        if (predictions instanceof Predictions.Binary binary && binary.scores() != null) return binary;
        boolean number = predictions instanceof Predictions.Regression;
        throw CandorException.user(
                "CND-F061",
                number ? "numbers are predicted" : "there are decisions only",
                "scores of classes",
                number ? "leave the curves out" : "give the scores that were decided on");
    }

    private static Predictions.Binary against(Predictions.Multiclass several, int k) {
        int n = several.rows();
        int[] labels = new int[n];
        int[] decisions = new int[n];
        double[] all = several.scores();
        double[] scores = all == null ? null : new double[n];
        for (int i = 0; i < n; i++) {
            labels[i] = several.labels()[i] == k ? 1 : 0;
            decisions[i] = several.decisions()[i] == k ? 1 : 0;
            if (all != null && scores != null)
                scores[i] = all[i * several.classes().size() + k];
        }
        return new Predictions.Binary(labels, scores, decisions);
    }

    /** Evidence {@code fairness.curves} v1. */
    public Evidence evidence(List<Subject> subjects) {
        Json.Builder found = Json.object();
        long[] smallest = {overall.smallest()};
        features.forEach((name, feature) -> {
            Json.Builder strata = Json.object();
            feature.strata.forEach((label, stratum) -> {
                Json.Builder groups = Json.object();
                stratum.groups.forEach((group, curve) -> {
                    groups.put(group, curve.toJson());
                    smallest[0] = Math.min(smallest[0], curve.smallest());
                });
                Json.Builder gaps = Json.object();
                stratum.disparities.forEach((metric, gap) -> gaps.put(
                        metric, Json.object().put("difference", gap.toJson()).build()));
                strata.put(
                        label,
                        Json.object()
                                .put("groups", groups.build())
                                .put("disparities", gaps.build())
                                .build());
            });
            found.put(
                    name,
                    Json.object()
                            .put("columns", Json.texts(feature.columns))
                            .put("unknown", feature.unknown)
                            .put("strata", strata.build())
                            .build());
        });
        return new Evidence(
                "fairness.curves",
                1,
                subjects,
                new Evidence.Method(
                        "ROC curves and calibration by group",
                        1,
                        "DeLong et al. 1988; Naeini et al. 2015; Bröcker & Smith 2007"),
                parameters,
                Json.object()
                        .put("rows", rows)
                        .put("overall", overall.toJson())
                        .put("features", found.build())
                        .build(),
                List.of(
                        "A curve ranks rows within its group only; where curves lie above each other says nothing of any one threshold.",
                        "Calibration by group and equal error rates exclude each other where base rates differ and prediction is not perfect.",
                        "The calibration error is above 0 by chance alone, more so in small groups: read it beside if_calibrated.",
                        "Labels are taken as true: where they carry past decisions, calibration is calibration to these."),
                Disclosure.aggregate(smallest[0]));
    }
}
