package io.candor.report.internal;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Estimates as words and cells. */
final class Estimates {
    /** Headers that go with {@link #cells}. */
    static final List<String> HEADERS = List.of("Value", "95 % low", "95 % high", "n", "Interval");

    /** The order in which people read metrics; others follow by name. Files sort members, so order is the renderer's. */
    private static final List<String> ORDER = List.of(
            "auc",
            "accuracy",
            "balanced_accuracy",
            "precision",
            "recall",
            "specificity",
            "f1",
            "log_loss",
            "brier",
            "expected_calibration_error",
            "base_rate",
            "selection_rate",
            "true_positive_rate",
            "false_positive_rate",
            "true_negative_rate",
            "false_negative_rate",
            "r2",
            "rmse",
            "mae",
            "mean_error",
            "median_absolute_error");

    private Estimates() {}

    /** Members in the order of metrics. */
    static List<Map.Entry<String, Json>> ordered(Json.Obj metrics) {
        Comparator<Map.Entry<String, Json>> order =
                Comparator.comparingInt(e -> ORDER.contains(e.getKey()) ? ORDER.indexOf(e.getKey()) : ORDER.size());
        return metrics.members().entrySet().stream()
                .sorted(order.thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    static Estimate of(Json json) {
        return Estimate.fromJson((Json.Obj) json);
    }

    /** {@code 0.312 [0.271, 0.356]}, or why there is no number. */
    static String sentence(Estimate estimate) {
        if (estimate instanceof Estimate.Interval i) {
            return Numbers.value(i.value()) + " [" + Numbers.value(i.low()) + ", " + Numbers.value(i.high()) + "]";
        }
        if (estimate instanceof Estimate.Point p) return Numbers.value(p.value());
        return "undefined (" + ((Estimate.Undefined) estimate).reason() + ")";
    }

    /** Value, low, high, n, method. */
    static List<String> cells(Estimate estimate) {
        String n = Numbers.grouped(estimate.n());
        if (estimate instanceof Estimate.Interval i) {
            return List.of(Numbers.value(i.value()), Numbers.value(i.low()), Numbers.value(i.high()), n, i.interval());
        }
        if (estimate instanceof Estimate.Point p) return List.of(Numbers.value(p.value()), "–", "–", n, "none");
        return List.of("undefined: " + ((Estimate.Undefined) estimate).reason(), "–", "–", n, "–");
    }

    /** With a capital. */
    static String title(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** A metric's name for people: {@code true_positive_rate} is "true positive rate". */
    static String metric(String name) {
        Map<String, String> special = Map.of(
                "auc",
                "AUC",
                "rmse",
                "RMSE",
                "mae",
                "MAE",
                "r2",
                "R²",
                "f1",
                "F1",
                "brier",
                "Brier score",
                "log_loss",
                "log loss");
        int bracket = name.indexOf(" ("); // of a class, whose own name stays as it is
        if (bracket > 0) return metric(name.substring(0, bracket)) + name.substring(bracket);
        return special.getOrDefault(name, name.replace('_', ' '));
    }
}
