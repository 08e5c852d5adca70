package io.candor.policy.internal;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.Json;
import io.candor.policy.Gate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Short names of metrics. {@code fairness.assessment}: {@code selection_rate.ratio} and the like, a composite's name, or
 * {@code overall.selection_rate}; {@code evaluation.performance}: the metric's name; {@code datasheet.model}: {@code
 * completeness}. Everything else by pointer.
 */
public final class MetricAddress {
    private static final String FAIRNESS = "fairness.assessment";
    private static final String PERFORMANCE = "evaluation.performance";
    private static final String DATASHEET = "datasheet.model";
    private static final String RESULT = "/predicate/result/";
    private static final String OVERALL = "overall.";

    private static final List<String> GROUP_METRICS = List.of(
            "selection_rate",
            "base_rate",
            "accuracy",
            "true_positive_rate",
            "false_positive_rate",
            "true_negative_rate",
            "false_negative_rate",
            "precision",
            "auc",
            "log_loss",
            "brier",
            "mean_score",
            "mean_prediction",
            "mean_label",
            "mean_error",
            "mae",
            "rmse",
            "r2");
    private static final List<String> DISPARITIES =
            List.of("difference", "ratio", "difference_to_overall", "ratio_to_overall");
    private static final List<String> COMPOSITES = List.of(
            "demographic_parity_difference",
            "demographic_parity_ratio",
            "equalized_odds_difference",
            "equalized_odds_ratio",
            "equal_opportunity_difference");
    private static final List<String> PERFORMANCE_METRICS = List.of(
            "auc",
            "log_loss",
            "brier",
            "accuracy",
            "base_rate",
            "selection_rate",
            "precision",
            "recall",
            "specificity",
            "f1",
            "balanced_accuracy",
            "expected_calibration_error",
            "rmse",
            "mae",
            "r2",
            "mean_error",
            "median_absolute_error");

    private MetricAddress() {}

    /** @throws CandorException {@code CND-Y005}, {@code CND-Y006}, {@code CND-Y011} */
    public static void check(
            String gate, String kind, @Nullable String metric, @Nullable String pointer, @Nullable String feature) {
        if (pointer != null && !pointer.startsWith("/predicate/")) {
            throw CandorException.user(
                    "CND-Y011",
                    "the pointer '" + pointer + "' of gate '" + gate + "' does not lead into a statement's predicate",
                    "a JSON pointer that starts with /predicate/",
                    "copy the part after # of an evidence address");
        }
        if (metric != null) known(gate, kind, metric);
        boolean perFeature = FAIRNESS.equals(kind) && metric != null && !metric.startsWith(OVERALL);
        if (perFeature == (feature != null)) return;
        throw CandorException.user(
                "CND-Y006",
                "gate '" + gate + "' "
                        + (perFeature ? "names no feature" : "names a feature that its metric does not have"),
                "a feature with the disparities of fairness.assessment, and only there",
                perFeature ? "add, for example, feature: sex" : "remove the feature");
    }

    /** The pointer of a checked gate. */
    public static String of(Gate gate) {
        String pointer = gate.pointer();
        if (pointer != null) return pointer;
        String metric = String.valueOf(gate.metric());
        return switch (gate.evidenceKind()) {
            case PERFORMANCE -> RESULT + "metrics/" + metric;
            case DATASHEET -> RESULT + metric;
            default -> fairness(gate, metric);
        };
    }

    private static String fairness(Gate gate, String metric) {
        if (metric.startsWith(OVERALL)) return RESULT + "overall/" + metric.substring(OVERALL.length());
        String stratum = RESULT + "features/" + Json.pointerToken(String.valueOf(gate.feature())) + "/strata/"
                + Json.pointerToken(gate.stratum()) + "/";
        if (COMPOSITES.contains(metric)) return stratum + "composites/" + metric;
        return stratum + "disparities/" + metric.replace('.', '/');
    }

    private static void known(String gate, String kind, String metric) {
        List<String> names = switch (kind) {
            case FAIRNESS -> fairnessNames();
            case PERFORMANCE -> PERFORMANCE_METRICS;
            case DATASHEET -> List.of("completeness");
            default -> List.of();
        };
        if (names.contains(metric)) return;
        String remedy = names.isEmpty()
                ? "address the number by a pointer instead"
                : Suggestions.closest(metric, names)
                        .map(n -> "did you mean '" + n + "'?")
                        .orElse(
                                FAIRNESS.equals(kind)
                                        ? "use <metric>.<difference, ratio, ...>, a composite, or overall.<metric>"
                                        : Suggestions.remedy(metric, names));
        throw CandorException.user(
                "CND-Y005",
                "gate '" + gate + "' names the metric '" + metric + "', which " + kind + " does not have",
                "a metric of that kind of evidence",
                remedy);
    }

    private static List<String> fairnessNames() {
        List<String> names = new ArrayList<>(COMPOSITES);
        for (String metric : GROUP_METRICS) {
            for (String disparity : DISPARITIES) names.add(metric + "." + disparity);
            names.add(OVERALL + metric);
        }
        return names;
    }
}
