package io.candor.assessment;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.data.Column;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.glassbox.RowRoles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Columns that say something of a row and are never inputs.
 *
 * @param weight how much it counts
 * @param group rows of one group never stand on both sides of training and validation
 * @param time validation is on the latest rows
 */
public record RowColumns(Optional<String> weight, Optional<String> group, Optional<String> time) {
    public static final RowColumns NONE = new RowColumns(Optional.empty(), Optional.empty(), Optional.empty());

    /** All that are named. */
    public List<String> names() {
        return Stream.of(weight, group, time).flatMap(Optional::stream).toList();
    }

    /**
     * Their values.
     *
     * @throws CandorException {@code CND-C012} if a column is missing or does not hold what it is for
     */
    RowRoles of(Table rows) {
        RowRoles roles = RowRoles.NONE;
        if (weight.isPresent()) roles = roles.withWeights(numbers(column(rows, weight.get())));
        if (group.isPresent()) roles = roles.withGroups(groups(column(rows, group.get())));
        if (time.isPresent()) roles = roles.withTimes(numbers(column(rows, time.get())));
        return roles;
    }

    private static Column column(Table rows, String name) {
        if (rows.has(name)) return rows.column(name);
        throw CandorException.user(
                "CND-C012",
                "the data has no column '" + name + "'",
                "a column of weights, groups or times",
                Suggestions.remedy(name, rows.names()));
    }

    private static double[] numbers(Column column) {
        if (column instanceof NumericColumn numeric) return numeric.values();
        double[] values = new double[column.size()];
        if (!(column instanceof InstantColumn instants)) {
            throw CandorException.user(
                    "CND-C012",
                    "column '" + column.name() + "' holds " + column.type().label() + " values",
                    "numbers for weights, numbers or dates for times",
                    "name another column");
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = instants.isMissing(i) ? Double.NaN : instants.get(i);
        }
        return values;
    }

    /** Numbered in the order of appearance; missing is a group. */
    private static int[] groups(Column column) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> seen = new ArrayList<>();
        int[] groups = new int[column.size()];
        for (int i = 0; i < groups.length; i++) {
            String text = column.text(i);
            String key = text == null ? "" : "=" + text;
            if (!numbers.containsKey(key)) {
                numbers.put(key, seen.size());
                seen.add(key);
            }
            groups[i] = numbers.getOrDefault(key, 0);
        }
        return groups;
    }
}
