package io.candor.explain.effect;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.json.Json;
import io.candor.core.model.Input;
import io.candor.explain.blackbox.InputRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Values of an input at which a model is asked, each one that a row has: of a number quantiles (order statistics, without
 * repetition), of a category its levels.
 *
 * @param input index
 * @param rows per point, a row that has the value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GridPoints(InputRows all, int input, int[] rows) {
    /** Levels, the most frequent ones, that are asked about. */
    private static final int MOST_LEVELS = 50;

    static GridPoints of(InputRows all, int input, int most) {
        return all.column(input) instanceof NumericColumn numbers
                ? new GridPoints(all, input, quantiles(numbers, most))
                : new GridPoints(all, input, levels((CategoricalColumn) all.column(input)));
    }

    private static int[] quantiles(NumericColumn numbers, int most) {
        Integer[] order = new Integer[numbers.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(numbers::get)); // NaN last, equal values by row
        int there = 0;
        for (Integer row : order) if (!Double.isNaN(numbers.get(row))) there++;
        List<Integer> picked = new ArrayList<>();
        for (int q = 0; q < most && there > 0; q++) {
            int row = order[(int) Math.round((double) q / (most - 1) * (there - 1))];
            boolean known = !picked.isEmpty() && numbers.get(picked.get(picked.size() - 1)) == numbers.get(row);
            if (!known) picked.add(row);
        }
        return picked.stream().mapToInt(i -> i).toArray();
    }

    private static int[] levels(CategoricalColumn column) {
        int count = column.levels().size();
        int[] first = new int[count];
        long[] frequency = new long[count];
        for (int i = column.size() - 1; i >= 0; i--) {
            if (column.code(i) < 0) continue;
            first[column.code(i)] = i;
            frequency[column.code(i)]++;
        }
        Integer[] order = new Integer[count];
        Arrays.setAll(order, l -> l);
        Arrays.sort(
                order, Comparator.comparingLong((Integer l) -> -frequency[l]).thenComparing(column.levels()::get));
        return Arrays.stream(order)
                .filter(l -> frequency[l] > 0)
                .limit(MOST_LEVELS)
                .mapToInt(l -> first[l])
                .toArray();
    }

    int count() {
        return rows.length;
    }

    boolean number() {
        return all.inputs().get(input).kind() == Input.Kind.NUMBER;
    }

    double value(int point) {
        return ((NumericColumn) all.column(input)).get(rows[point]);
    }

    /** Numbers, or names of levels. */
    Json labels() {
        if (number()) {
            double[] values = new double[rows.length];
            for (int g = 0; g < values.length; g++) values[g] = value(g);
            return Json.numbers(values);
        }
        List<String> names = new ArrayList<>();
        for (int row : rows) names.add(String.valueOf(all.column(input).text(row)));
        return Json.texts(names);
    }
}
