package io.candor.report.internal;

import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Evidence {@code explain.attributions}, made ready to be drawn.
 *
 * @param of the output
 * @param scale on which values add up
 * @param rows their numbers
 * @param features the most important first
 */
record Attribution(String of, String scale, double base, double[] rows, double[] scores, List<Feature> features) {
    /** Levels of colour, from low to high. */
    static final int LEVELS = 5;

    /**
     * One feature.
     *
     * @param data per row; NaN where missing, and everywhere for a category
     * @param texts per row; empty where missing, and everywhere for a number
     * @param partner what it acts together with most; empty for nothing
     */
    record Feature(
            String name,
            double importance,
            double low,
            double high,
            int rankLow,
            int rankHigh,
            String partner,
            double[] values,
            double[] data,
            String[] texts) {
        boolean number() {
            return Arrays.stream(texts).allMatch(String::isEmpty);
        }

        /** Per row its level of colour: fifths of the numbers by rank; −1 where there is no order. */
        int[] levels() {
            int[] levels = new int[data.length];
            double[] sorted =
                    Arrays.stream(data).filter(v -> !Double.isNaN(v)).sorted().toArray();
            for (int i = 0; i < levels.length; i++) levels[i] = Double.isNaN(data[i]) ? -1 : level(sorted, data[i]);
            return levels;
        }

        /** As {@link #levels}; a category's levels are ordered by what they add on average. */
        int[] ordered() {
            if (number()) return levels();
            Map<String, double[]> sums = new TreeMap<>();
            for (int i = 0; i < texts.length; i++) {
                double[] sum = sums.computeIfAbsent(texts[i], t -> new double[2]);
                sum[0] += values[i];
                sum[1]++;
            }
            double[] means = new double[texts.length];
            for (int i = 0; i < means.length; i++) {
                double[] sum = Objects.requireNonNull(sums.get(texts[i]));
                means[i] = sum[0] / sum[1];
            }
            double[] sorted = Arrays.stream(means).sorted().toArray();
            int[] levels = new int[means.length];
            for (int i = 0; i < levels.length; i++) levels[i] = texts[i].isEmpty() ? -1 : level(sorted, means[i]);
            return levels;
        }

        /** The values of a category in their order. */
        List<String> slots() {
            Set<String> slots = new LinkedHashSet<>();
            Arrays.stream(texts).filter(t -> !t.isEmpty()).sorted().forEach(slots::add);
            return List.copyOf(slots);
        }

        String ranks() {
            return rankLow == rankHigh ? Integer.toString(rankLow) : rankLow + "–" + rankHigh;
        }
    }

    /** Of the middle of all that equal the value. */
    static int level(double[] sorted, double value) {
        int below = 0;
        int equal = 0;
        for (double v : sorted) {
            if (v < value) below++;
            else if (v == value) equal++;
        }
        return (int) Math.min(LEVELS - 1.0, LEVELS * (below + equal / 2.0) / sorted.length);
    }

    static Attribution of(Evidence evidence) {
        Json.Obj result = evidence.result();
        List<Feature> features = new ArrayList<>();
        for (Json item : result.array("features")) {
            Json.Obj feature = (Json.Obj) item;
            double importance = feature.number("importance");
            List<Json> cells = feature.array("data");
            double[] data = new double[cells.size()];
            String[] texts = new String[cells.size()];
            for (int i = 0; i < data.length; i++) {
                data[i] = cells.get(i) instanceof Json.Num n ? n.value() : Double.NaN;
                texts[i] = cells.get(i) instanceof Json.Str s ? s.value() : "";
            }
            features.add(new Feature(
                    feature.text("name"),
                    importance,
                    feature.get("low") instanceof Json.Num n ? n.value() : importance,
                    feature.get("high") instanceof Json.Num n ? n.value() : importance,
                    (int) feature.number("rankLow"),
                    (int) feature.number("rankHigh"),
                    feature.optionalText("partner").orElse(""),
                    PerformanceSection.numbers(feature.array("values")),
                    data,
                    texts));
        }
        return new Attribution(
                result.text("of"),
                result.text("output"),
                result.number("baseValue"),
                PerformanceSection.numbers(result.array("rows")),
                PerformanceSection.numbers(result.array("scores")),
                features);
    }

    List<Feature> top(int most) {
        return features.subList(0, Math.min(most, features.size()));
    }

    /** Rows by their score, low to high, ties by row. */
    int[] byScore() {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> scores[a] != scores[b] ? Double.compare(scores[a], scores[b]) : Integer.compare(a, b))
                .mapToInt(i -> i)
                .toArray();
    }

    /** What features other than the first so many add to a row. */
    double rest(int first, int row) {
        double rest = 0;
        for (Feature feature : features.subList(Math.min(first, features.size()), features.size())) {
            rest += feature.values()[row];
        }
        return rest;
    }
}
