package io.candor.benchmarks;

import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What a side gave.
 *
 * @param quality on the test rows, by the metric's name
 * @param cost by name: {@code fit_s}, {@code cpu_s} and {@code peak_mb} as {@link Watched} took them, {@code steps},
 *     {@code score_rows_per_s} and {@code term_rows_per_s} as the side says; NaN if not known
 */
record Measured(Map<String, Double> quality, Map<String, Double> cost) {
    /** Of several folds; of the peaks, too. */
    static Measured mean(List<Measured> folds) {
        Measured first = folds.get(0);
        return new Measured(
                combined(first.quality, (name, v) -> average(folds, f -> f.quality, name)),
                combined(first.cost, (name, v) -> average(folds, f -> f.cost, name)));
    }

    /** Ratios of what it cost. */
    Measured over(Measured other) {
        return new Measured(Map.of(), combined(cost, (name, v) -> v / other.cost.getOrDefault(name, Double.NaN)));
    }

    /** One line; a figure that is not known is left out. */
    String json(String side, int fold) {
        Json.Builder line = Json.object().put("side", side).put("fold", fold);
        Json.Builder quality = Json.object();
        this.quality.forEach(quality::put);
        cost.forEach((name, v) -> {
            if (!v.isNaN()) line.put(name, v);
        });
        return CanonicalJson.text(line.put("quality", quality.build()).build());
    }

    String sentence() {
        StringBuilder text = new StringBuilder();
        quality.forEach((name, v) -> text.append(String.format(Locale.ROOT, "%s %.5f, ", name, v)));
        cost.forEach((name, v) -> text.append(
                String.format(Locale.ROOT, v < 10 ? "%s %.2f, " : v < 1000 ? "%s %.1f, " : "%s %,.0f, ", name, v)));
        return text.substring(0, Math.max(0, text.length() - 2));
    }

    /** Gives a figure's new value. */
    private interface Change {
        double of(String name, double value);
    }

    private static double average(List<Measured> folds, Function<Measured, Map<String, Double>> figures, String name) {
        double sum = 0;
        for (Measured fold : folds) sum += figures.apply(fold).getOrDefault(name, Double.NaN);
        return sum / folds.size();
    }

    private static Map<String, Double> combined(Map<String, Double> figures, Change change) {
        Map<String, Double> combined = new LinkedHashMap<>();
        figures.forEach((name, v) -> combined.put(name, change.of(name, v)));
        return combined;
    }
}
