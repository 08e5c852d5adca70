package io.candor.cli;

import io.candor.core.evidence.Estimate;
import io.candor.core.model.Task;
import io.candor.evaluation.search.FoldScore;
import io.candor.evaluation.search.Leaderboard;
import io.candor.evaluation.search.ModelSize;
import io.candor.evaluation.search.Trial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A leaderboard as a table for people. */
final class LeaderboardText {
    private LeaderboardText() {}

    static String of(Leaderboard board) {
        boolean number = board.task() == Task.REGRESSION;
        List<String> headers = new ArrayList<>(List.of("", "trial", "candidate", board.loss(), "± se"));
        if (!number) headers.addAll(List.of("auc", "± se", "accuracy"));
        headers.addAll(List.of("size", "parameters", "seconds"));
        TextTable table = new TextTable(headers.toArray(String[]::new));
        for (Trial trial : board.trials()) {
            List<String> row = new ArrayList<>(List.of(
                    trial == board.chosen() ? "*" : "",
                    Integer.toString(trial.number()),
                    trial.candidate().words(),
                    figure(trial, FoldScore::loss),
                    error(trial, FoldScore::loss)));
            if (!number) {
                row.addAll(List.of(
                        figure(trial, FoldScore::auc),
                        error(trial, FoldScore::auc),
                        figure(trial, FoldScore::accuracy)));
            }
            row.add(trial.failure()
                    .map(e -> "failed: " + e.code())
                    .orElse(trial.size().map(ModelSize::words).orElse("–")));
            row.add(trial.size().map(s -> Long.toString(s.parameters())).orElse("–"));
            row.add(String.format(Locale.ROOT, "%.1f", trial.seconds()));
            table.row(row.toArray(String[]::new));
        }
        return table.toString();
    }

    /** One table per metric of groups, a column per feature; empty if nothing was compared. */
    static String disparities(Leaderboard board) {
        Map<String, Set<String>> featuresOf = new LinkedHashMap<>();
        for (Trial trial : board.trials()) {
            for (String name : trial.findings().keySet()) {
                int colon = name.lastIndexOf(": ");
                featuresOf
                        .computeIfAbsent(name.substring(colon + 2), m -> new LinkedHashSet<>())
                        .add(name.substring(0, colon));
            }
        }
        StringBuilder text = new StringBuilder();
        featuresOf.forEach((metric, features) -> {
            List<String> headers = new ArrayList<>(List.of("", "trial", "candidate"));
            headers.addAll(features);
            TextTable table = new TextTable(headers.toArray(String[]::new));
            for (Trial trial : board.trials()) {
                if (trial.failed()) continue;
                List<String> row = new ArrayList<>(List.of(
                        trial == board.chosen() ? "*" : "",
                        Integer.toString(trial.number()),
                        trial.candidate().words()));
                for (String feature : features) row.add(shown(trial.findings().get(feature + ": " + metric)));
                table.row(row.toArray(String[]::new));
            }
            text.append('\n')
                    .append(metric.replace('_', ' '))
                    .append(" between groups\n")
                    .append(table)
                    .append('\n');
        });
        return text.toString().stripTrailing();
    }

    private static String shown(@org.jspecify.annotations.Nullable Estimate estimate) {
        if (estimate instanceof Estimate.Interval i) return rounded(i.value());
        if (estimate instanceof Estimate.Point p) return rounded(p.value());
        return estimate instanceof Estimate.Undefined u ? u.reason() : "–";
    }

    private static String figure(Trial trial, ToDoubleFunction<FoldScore> metric) {
        return trial.failed() ? "–" : rounded(trial.mean(metric));
    }

    private static String error(Trial trial, ToDoubleFunction<FoldScore> metric) {
        return trial.failed() ? "–" : rounded(trial.error(metric));
    }

    /** Four digits behind the point, or four that count. */
    private static String rounded(double value) {
        if (Double.isNaN(value)) return "–";
        return Math.abs(value) < 10
                ? String.format(Locale.ROOT, "%.4f", value)
                : new BigDecimal(value).round(new MathContext(5)).toPlainString();
    }
}
