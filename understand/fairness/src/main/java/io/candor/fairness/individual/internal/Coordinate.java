package io.candor.fairness.individual.internal;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.json.Json;
import io.candor.evaluation.Quantiles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * How far rows are apart in one column, from 0 to 1 (Gower 1971). Numbers by their difference over the distance from the 5 % to the 95 % quantile, cut at 1, so that a few extreme values do not make all
 * others look alike; where that distance is 0, over the whole range. Other values differ or do not. A missing value is as far from any other as can be, and alike to another missing one.
 */
public sealed interface Coordinate {
    /** The values of some rows side by side, so that looking at all of them is one walk through memory. */
    Others at(int[] rows);

    /** Rows that others are held against. */
    interface Others {
        /**
         * Adds how far a row of the table is from each of these.
         *
         * @param from position of the first
         * @param to position after the last
         * @param into from position 0
         */
        void add(int row, int from, int to, double[] into);
    }

    /** Whether all rows have one value, so that it tells no rows apart. */
    boolean constant();

    String name();

    Json.Obj toJson();

    /** @throws CandorException {@code CND-F065} a date, or an infinite number */
    static Coordinate of(Column column) {
        if (column instanceof InstantColumn) throw unusable(column, "is a date");
        if (column instanceof NumericColumn numbers) return Number.of(numbers);
        if (column instanceof CategoricalColumn c) return Category.of(c.name(), c.codes());
        int[] codes = new int[column.size()];
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < codes.length; i++) {
            String text = column.text(i);
            codes[i] = text == null ? -1 : index.computeIfAbsent(text, t -> index.size());
        }
        return Category.of(column.name(), codes);
    }

    private static CandorException unusable(Column column, String problem) {
        return CandorException.user(
                "CND-F065",
                "column '" + column.name() + "' " + problem,
                "columns in which rows can be alike: finite numbers, categories, texts",
                "name other columns, or derive one from it");
    }

    /** @param scale the difference that counts as 1; 0 if constant */
    record Number(String name, double[] values, double scale, boolean constant) implements Coordinate {
        static Number of(NumericColumn column) {
            double[] sorted = DoubleStream.of(column.values())
                    .filter(v -> !Double.isNaN(v))
                    .map(v -> v + 0.0)
                    .sorted()
                    .toArray();
            int n = sorted.length;
            boolean missing = n < column.size();
            if (n == 0) return new Number(column.name(), column.values(), 0, true);
            if (Double.isInfinite(sorted[0]) || Double.isInfinite(sorted[n - 1]))
                throw unusable(column, "has an infinite value");
            double scale = Quantiles.ofSorted(sorted, 0.95) - Quantiles.ofSorted(sorted, 0.05);
            if (scale == 0) scale = sorted[n - 1] - sorted[0];
            return new Number(column.name(), column.values(), scale, scale == 0 && !missing);
        }

        @Override
        public Others at(int[] rows) {
            double[] near = Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
            double unit = scale == 0 ? 1 : scale;
            return (row, from, to, into) -> {
                double own = values[row];
                if (Double.isNaN(own)) {
                    for (int i = from; i < to; i++) into[i - from] += Double.isNaN(near[i]) ? 0 : 1;
                    return;
                }
                for (int i = from; i < to; i++) {
                    double apart = Math.abs(own - near[i]) / unit;
                    into[i - from] += apart < 1 ? apart : 1; // NaN is missing: as far as can be
                }
            };
        }

        @Override
        public Json.Obj toJson() {
            return Json.object()
                    .put("name", name)
                    .put("type", "number")
                    .put("scale", scale)
                    .build();
        }
    }

    /** @param codes −1 is missing */
    record Category(String name, int[] codes, boolean constant) implements Coordinate {
        static Category of(String name, int[] codes) {
            return new Category(name, codes, Arrays.stream(codes).distinct().count() < 2);
        }

        @Override
        public Others at(int[] rows) {
            int[] near = Arrays.stream(rows).map(i -> codes[i]).toArray();
            return (row, from, to, into) -> {
                int own = codes[row];
                for (int i = from; i < to; i++) into[i - from] += near[i] == own ? 0 : 1;
            };
        }

        @Override
        public Json.Obj toJson() {
            return Json.object().put("name", name).put("type", "category").build();
        }
    }
}
