package io.candor.explain.whatif;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A row of a table with some inputs changed. A level that the model has not seen and a number beyond those of the data are let
 * through, with a remark: the model answers, but nothing that it learnt stands behind the answer.
 *
 * @param row one row, with the changes
 */
record ChangedRow(Table row, List<String> remarks) {
    /**
     * @throws CandorException {@code CND-E037} for a name that is no input or is there twice, {@code CND-E038} for a text where a
     *     number is wanted
     */
    static ChangedRow of(List<Input> inputs, Table table, int row, List<Change> changes) {
        Table changed = table.select(new int[] {row});
        List<String> remarks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Change change : changes) {
            Input input = input(inputs, change.input());
            if (!seen.add(input.name())) {
                throw CandorException.user(
                        "CND-E037",
                        "'" + input.name() + "' is changed twice",
                        "each input at most once",
                        "leave one of them out");
            }
            Column before = table.column(input.name());
            Column after = cell(input, before, change.value());
            remark(input, before, after, remarks);
            changed = changed.with(after);
        }
        return new ChangedRow(changed, List.copyOf(remarks));
    }

    static Input input(List<Input> inputs, String name) {
        for (Input input : inputs) if (input.name().equals(name)) return input;
        throw CandorException.user(
                "CND-E037",
                "the model has no input '" + name + "'",
                "one of its inputs",
                Suggestions.remedy(name, inputs.stream().map(Input::name).toList()));
    }

    /** Of the same type as the column, where that can hold the value: models find levels by type, too. */
    private static Column cell(Input input, Column before, String value) {
        String text = value.strip();
        boolean missing = text.isEmpty();
        if (input.kind() == Input.Kind.NUMBER || before instanceof NumericColumn) {
            double number = missing ? Double.NaN : number(text);
            if (missing || !Double.isNaN(number)) return new NumericColumn(input.name(), new double[] {number});
            if (input.kind() == Input.Kind.NUMBER) {
                throw CandorException.user(
                        "CND-E038",
                        "'" + text + "' is no number, and '" + input.name() + "' is one",
                        "a number with a point, as in 12.5",
                        "correct it, or leave it empty for missing");
            }
        }
        if (before instanceof BooleanColumn) {
            String flag = text.toLowerCase(Locale.ROOT);
            if (flag.equals("true") || flag.equals("false") || missing) {
                byte bit = (byte) (missing ? -1 : flag.equals("true") ? 1 : 0);
                return new BooleanColumn(input.name(), new byte[] {bit});
            }
        }
        return missing
                ? CategoricalColumn.of(input.name(), Collections.singletonList(null))
                : CategoricalColumn.of(input.name(), List.of(text));
    }

    /** NaN for what is no decimal number. */
    private static double number(String text) {
        if (!text.matches("[-+]?[0-9.][0-9.eE+-]*")) return Double.NaN;
        try {
            double number = Double.parseDouble(text);
            return Double.isInfinite(number) ? Double.NaN : number;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static void remark(Input input, Column before, Column after, List<String> remarks) {
        String name = "'" + input.name() + "'";
        if (after.isMissing(0)) {
            if (before.missingCount() == 0) remarks.add(name + " is missing, which no row of the data has");
            return;
        }
        if (input.kind() == Input.Kind.CATEGORY) {
            if (unseen(input, before, after))
                remarks.add(name + " has the level '" + after.text(0) + "', which the model has not seen");
            return;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < before.size(); i++) {
            if (!(before instanceof NumericColumn numbers) || before.isMissing(i)) continue;
            low = Math.min(low, numbers.get(i));
            high = Math.max(high, numbers.get(i));
        }
        double value = ((NumericColumn) after).get(0);
        if (low > high || value >= low && value <= high) return;
        remarks.add(name + " is " + after.text(0) + ", outside of the data's " + text(low) + " to " + text(high));
    }

    private static String text(double value) {
        return String.valueOf(new NumericColumn("", new double[] {value}).text(0));
    }

    private static boolean unseen(Input input, Column before, Column after) {
        if (!input.levels().isEmpty()) {
            double[] code = new double[1];
            new io.candor.core.model.RowEncoder(List.of(input), new Table(List.of(after))).encode(0, code);
            return code[0] == -1;
        }
        for (int i = 0; i < before.size(); i++)
            if (!before.isMissing(i) && String.valueOf(before.text(i)).equals(after.text(0))) return false;
        return true;
    }
}
