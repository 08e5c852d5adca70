package io.candor.assessment;

import io.candor.assessment.internal.Association;
import io.candor.core.CandorException;
import io.candor.core.data.Column;
import io.candor.core.data.ColumnType;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which columns a model learns from. One rule for {@code init}, {@code train} and {@code run}: every column but the label, named
 * ids, dates, constants, texts, columns that only number the rows, and suspected leaks. A leak is suspected when a column alone
 * tells the label (cross-fitted AUC of 0.9, R² of 0.9), or when the label's odds differ twenty-fold between rows that have a value
 * and rows that don't, or between a column's only two values. No names are built in; the reason is always given.
 *
 * @param choices one per column but the label, in the table's order
 */
public record InputSelection(List<Choice> choices) {
    private static final double LEAK_AUC = 0.9;
    private static final double LEAK_R2 = 0.9;
    private static final double LEAK_ODDS = 20;

    /**
     * @param reason why it is left out; empty for an input
     */
    public record Choice(String column, boolean input, String reason) {}

    public InputSelection {
        choices = List.copyOf(choices);
    }

    /** The inputs, in the table's order. */
    public List<String> inputs() {
        return choices.stream().filter(Choice::input).map(Choice::column).toList();
    }

    /** What was left out and why, one sentence each. */
    public List<String> leftOut() {
        return choices.stream()
                .filter(c -> !c.input())
                .map(c -> "left out " + c.column() + ": " + c.reason())
                .toList();
    }

    /** Exactly the named columns. */
    public static InputSelection exactly(Table table, String label, List<String> inputs) {
        for (String input : inputs) table.column(input);
        Set<String> wanted = new HashSet<>(inputs);
        if (wanted.contains(label)) {
            throw CandorException.user(
                    "CND-C006",
                    "the label '" + label + "' is named as an input",
                    "inputs without the label",
                    "remove it");
        }
        List<Choice> choices = new ArrayList<>();
        for (String name : table.names()) {
            if (name.equals(label)) continue;
            choices.add(new Choice(name, wanted.contains(name), wanted.contains(name) ? "" : "not named as an input"));
        }
        return new InputSelection(choices);
    }

    /**
     * By the rule.
     *
     * @param table rows with a label
     * @param target one value per row of {@code table}
     * @param drop columns that somebody left out
     */
    public static InputSelection byRule(Table table, Target target, List<String> drop) {
        for (String name : drop) table.column(name);
        List<Choice> choices = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.name().equals(target.name())) continue;
            String reason = drop.contains(column.name()) ? "dropped on request" : reason(column, target);
            choices.add(new Choice(column.name(), reason.isEmpty(), reason));
        }
        InputSelection selection = new InputSelection(choices);
        if (selection.inputs().isEmpty()) {
            throw CandorException.user(
                    "CND-C007",
                    "no column is left to learn from",
                    "at least one column that is no id, date, constant, text or suspected leak",
                    "name the inputs yourself with --inputs");
        }
        return selection;
    }

    private static String reason(Column column, Target target) {
        if (column.type() == ColumnType.INSTANT) return "a date";
        if (column.type() == ColumnType.TEXT) return "text with more than 1,000 distinct values";
        if (column.missingCount() == column.size()) return "no values";
        if (constant(column)) return "constant";
        if (numbersTheRows(column)) return "it numbers the rows (an id)";
        return leak(column, target);
    }

    private static boolean constant(Column column) {
        String first = null;
        boolean missing = false;
        boolean present = false;
        for (int i = 0; i < column.size(); i++) {
            if (column.isMissing(i)) {
                missing = true;
            } else if (!present) {
                present = true;
                first = column.text(i);
            } else if (!java.util.Objects.equals(first, column.text(i))) {
                return false;
            }
            if (missing && present) return false;
        }
        return true;
    }

    /** Distinct in every row, and either text-like or whole numbers that are dense or in order. */
    private static boolean numbersTheRows(Column column) {
        int n = column.size();
        if (n < 20 || column.missingCount() > 0) return false;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < n; i++) if (!seen.add(String.valueOf(column.text(i)))) return false;
        if (!(column instanceof NumericColumn numbers)) return true;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        boolean ascending = true;
        for (int i = 0; i < n; i++) {
            double v = numbers.get(i);
            if (v != Math.rint(v)) return false;
            ascending &= v > max;
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        return ascending || max - min < 2.0 * n;
    }

    private static String leak(Column column, Target target) {
        Association association = Association.of(column, target);
        if (association.auc() >= LEAK_AUC) {
            return "suspected leak: alone it tells the label (AUC " + rounded(association.auc()) + ")";
        }
        if (association.r2() >= LEAK_R2) {
            return "suspected leak: alone it tells the label (R² " + rounded(association.r2()) + ")";
        }
        if (association.oddsRatioOfPresence() >= LEAK_ODDS) {
            return "suspected leak: whether it is filled tells the label (odds ratio "
                    + Math.round(association.oddsRatioOfPresence()) + ")";
        }
        if (association.oddsRatioOfValues() >= LEAK_ODDS) {
            return "suspected leak: its two values tell the label apart (odds ratio "
                    + Math.round(association.oddsRatioOfValues()) + ")";
        }
        return "";
    }

    private static String rounded(double v) {
        return String.format(Locale.ROOT, "%.2f", v);
    }
}
