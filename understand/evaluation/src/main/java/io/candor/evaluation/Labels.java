package io.candor.evaluation;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.data.Column;
import io.candor.core.data.ColumnType;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The label column as a target. A number with more than 20 values is regression; two values are binary; 3 to 20, or text,
 * multiclass. Classes are in ascending order, except that binary is negative, positive: the positive class is the named
 * one, else {@code 1}, {@code true} or {@code yes}, else the rarer one, else the later in order.
 *
 * @param target one value per kept row
 * @param rows the kept rows of the table, ascending: those whose label is not missing
 * @param dropped how many rows have no label
 * @param positiveBecause why the positive class is the positive one; empty unless binary
 */
public record Labels(Target target, int[] rows, int dropped, String positiveBecause) {
    private static final int MOST_CLASSES_OF_A_NUMBER = 20;
    private static final Set<String> TRUE_NAMES = Set.of("1", "true", "yes");

    /**
     * @param label name of the label column
     * @param positive name of the positive class; null to let the rule choose
     * @param task null to let the rule choose
     * @throws CandorException {@code CND-D003} no such column; {@code CND-V008} no row has a label; {@code CND-V009} one class
     *     only; {@code CND-V010} an infinite label; {@code CND-V011} the positive class does not occur; {@code CND-V012} the
     *     label does not fit the task; {@code CND-V013} a positive class where there are not two
     */
    public static Labels of(Table table, String label, @Nullable String positive, @Nullable Task task) {
        Column column = table.column(label);
        int[] rows = labelled(column);
        if (column instanceof NumericColumn numbers) refuseInfinite(numbers);
        if (column.type() == ColumnType.INSTANT) throw misfit(label, "is a date", "a number or a class");
        Map<String, Integer> counts = counts(column, rows);
        Task chosen = task == null ? rule(column, counts.size()) : fitting(label, column, counts.size(), task);
        int dropped = column.size() - rows.length;
        if (chosen == Task.REGRESSION && column instanceof NumericColumn numbers) {
            refusePositive(label, positive, "is a number to predict");
            return new Labels(regression(label, numbers, rows), rows, dropped, "");
        }
        if (counts.size() == 1) {
            throw CandorException.user(
                    "CND-V009",
                    "label '" + label + "' has one class only",
                    "two classes or more among the rows with a label",
                    "check the label column and the filter of the rows");
        }
        List<String> classes = new ArrayList<>(counts.keySet());
        if (chosen == Task.MULTICLASS) {
            refusePositive(label, positive, "has " + classes.size() + " classes");
            return new Labels(target(label, chosen, column, rows, classes), rows, dropped, "");
        }
        String because = chooseBinary(label, classes, counts, positive);
        return new Labels(target(label, chosen, column, rows, classes), rows, dropped, because);
    }

    private static int[] labelled(Column column) {
        int[] rows = new int[column.size()];
        int n = 0;
        for (int i = 0; i < rows.length; i++) if (!column.isMissing(i)) rows[n++] = i;
        if (n == 0) {
            throw CandorException.user(
                    "CND-V008",
                    "no row has a label in '" + column.name() + "'",
                    "one row or more with a label",
                    "name another label column");
        }
        return Arrays.copyOf(rows, n);
    }

    private static void refuseInfinite(NumericColumn column) {
        for (double v : column.values()) {
            if (!Double.isInfinite(v)) continue;
            throw CandorException.user(
                    "CND-V010",
                    "label '" + column.name() + "' has an infinite value",
                    "finite numbers",
                    "remove such rows or mend them");
        }
    }

    private static Map<String, Integer> counts(Column column, int[] rows) {
        Map<String, Integer> counts = column instanceof NumericColumn
                ? new TreeMap<>((a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b)))
                : new TreeMap<>();
        for (int row : rows) counts.merge(String.valueOf(column.text(row)), 1, Integer::sum);
        return counts;
    }

    private static Task rule(Column column, int distinct) {
        if (column instanceof NumericColumn && distinct > MOST_CLASSES_OF_A_NUMBER) return Task.REGRESSION;
        return distinct <= 2 ? Task.BINARY : Task.MULTICLASS;
    }

    private static Task fitting(String label, Column column, int distinct, Task task) {
        if (task == Task.REGRESSION && !(column instanceof NumericColumn)) {
            throw misfit(label, "is not a number", "numbers for regression");
        }
        if (task == Task.BINARY && distinct > 2) {
            throw misfit(label, "has " + distinct + " values", "two values for a binary task");
        }
        if (task == Task.MULTICLASS && distinct == 2) {
            throw misfit(label, "has two values", "three or more for a multiclass task");
        }
        return task;
    }

    private static CandorException misfit(String label, String problem, String expected) {
        return CandorException.user(
                "CND-V012",
                "label '" + label + "' " + problem,
                expected,
                "choose another task or another label column");
    }

    private static void refusePositive(String label, @Nullable String positive, String problem) {
        if (positive == null) return;
        throw CandorException.user(
                "CND-V013",
                "a positive class is named, but label '" + label + "' " + problem,
                "a label of two classes",
                "leave the positive class out, or choose another label column");
    }

    private static Target regression(String label, NumericColumn column, int[] rows) {
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) values[i] = column.get(rows[i]);
        return new Target(label, Task.REGRESSION, values, List.of());
    }

    private static Target target(String label, Task task, Column column, int[] rows, List<String> classes) {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < classes.size(); i++) index.put(classes.get(i), i);
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Integer k = index.get(String.valueOf(column.text(rows[i])));
            values[i] = k == null ? Double.NaN : k;
        }
        return new Target(label, task, values, classes);
    }

    /** Puts the positive class last and says why it is the positive one. */
    private static String chooseBinary(
            String label, List<String> classes, Map<String, Integer> counts, @Nullable String positive) {
        String first = classes.get(0);
        String second = classes.get(1);
        String chosen = second;
        String because;
        boolean firstIsTrue = TRUE_NAMES.contains(first.toLowerCase(Locale.ROOT));
        boolean secondIsTrue = TRUE_NAMES.contains(second.toLowerCase(Locale.ROOT));
        int rarer = Integer.compare(counts.getOrDefault(second, 0), counts.getOrDefault(first, 0));
        if (positive != null) {
            chosen = named(label, classes, positive);
            because = "named";
        } else if (firstIsTrue != secondIsTrue) {
            chosen = firstIsTrue ? first : second;
            because = "its name says so";
        } else {
            if (rarer > 0) chosen = first;
            because = rarer == 0 ? "equally frequent, the later in order" : "the rarer one";
        }
        if (chosen.equals(first)) java.util.Collections.reverse(classes);
        return because;
    }

    private static String named(String label, List<String> classes, String positive) {
        if (classes.contains(positive)) return positive;
        for (String c : classes) if (sameNumber(c, positive)) return c;
        throw CandorException.user(
                "CND-V011",
                "label '" + label + "' has no class '" + positive + "'",
                "a class that occurs",
                Suggestions.remedy(positive, classes));
    }

    private static boolean sameNumber(String a, String b) {
        try {
            return Double.parseDouble(a) == Double.parseDouble(b);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
