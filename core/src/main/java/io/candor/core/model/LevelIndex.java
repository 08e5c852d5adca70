package io.candor.core.model;

import io.candor.core.data.BooleanColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the level of a category that a cell names: by its text. A number or a truth value may be written otherwise by the
 * program that made the model ({@code 1e-05} for 0.00001; {@code True} or {@code 1} for true), so where no level has the
 * cell's text, a number is compared as a number and a truth value with those spellings.
 */
final class LevelIndex {
    private final Map<String, Integer> texts = new HashMap<>();
    private final Map<Double, Integer> numbers = new HashMap<>();

    LevelIndex(List<String> levels) {
        for (int l = 0; l < levels.size(); l++) texts.putIfAbsent(levels.get(l), l);
        for (int l = 0; l < levels.size(); l++) {
            double number = number(levels.get(l));
            if (!Double.isNaN(number)) numbers.putIfAbsent(number + 0.0, l); // + 0.0: −0 is 0
        }
    }

    /** −1 for none. */
    int ofText(String text) {
        return texts.getOrDefault(text, -1);
    }

    /** The level of a cell that is not missing; −1 for none. */
    int of(Column column, int row) {
        int level = ofText(String.valueOf(column.text(row)));
        if (level >= 0) return level;
        if (column instanceof NumericColumn values) return ofNumber(values.get(row));
        return column instanceof BooleanColumn flags ? ofTruth(flags.get(row) == 1) : -1;
    }

    /** The level of a number, a truth value or a text; −1 for none. */
    int of(Object value) {
        int level = ofText(value.toString());
        if (level >= 0) return level;
        if (value instanceof Number number) return ofNumber(number.doubleValue());
        return value instanceof Boolean truth ? ofTruth(truth) : -1;
    }

    private int ofNumber(double value) {
        return numbers.getOrDefault(value + 0.0, -1);
    }

    private int ofTruth(boolean yes) {
        int level = ofText(yes ? "True" : "False");
        return level >= 0 ? level : ofText(yes ? "1" : "0");
    }

    /** NaN for text. Only what starts and ends like a decimal number: Java would also take {@code 1d} and {@code 0x1p3}. */
    private static double number(String text) {
        if (!text.matches("[-+]?[0-9.][0-9.eE+-]*")) return Double.NaN;
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
