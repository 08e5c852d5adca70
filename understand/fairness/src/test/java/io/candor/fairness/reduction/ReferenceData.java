package io.candor.fairness.reduction;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.fairness.FairnessPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The twenty rows of fairlearn's smoke tests for reductions (MIT licence): facts, typed anew. */
final class ReferenceData {
    static final String GROUPS = "AAAAAAABBBBBBBCCCCCC";
    static final String LABELS = "01101000010111001111";
    static final String NUMBERS = "00011240223346134447";
    static final List<String> INPUTS = List.of("x1", "x2", "x3");

    private ReferenceData() {}

    static double[] digits(String text) {
        return text.chars().mapToDouble(c -> c - '0').toArray();
    }

    static Table table(String groups) {
        return new Table(List.of(
                new NumericColumn("x1", digits("01101010111101001011")),
                new NumericColumn("x2", digits("00001000000011111111")),
                new NumericColumn("x3", digits("11111111111111111111")),
                CategoricalColumn.of(
                        "g",
                        groups.chars().mapToObj(c -> String.valueOf((char) c)).toList())));
    }

    static Target decisions(double[] labels) {
        return new Target("y", Task.BINARY, labels, List.of("no", "yes"));
    }

    static ReductionRows rows(double[] labels) {
        return ReductionRows.of(table(GROUPS), INPUTS, decisions(labels), FairnessPlan.of("g"), null);
    }

    /** With a control column, one character per row. */
    static ReductionRows controlled(String strata) {
        Table table = table(GROUPS)
                .with(CategoricalColumn.of(
                        "c",
                        strata.chars().mapToObj(c -> String.valueOf((char) c)).toList()));
        return ReductionRows.of(
                table, INPUTS, decisions(digits(LABELS)), FairnessPlan.of("g").withControls("c"), null);
    }

    static ReductionRows numbers() {
        double[] y = digits(NUMBERS);
        for (int i = 0; i < y.length; i++) y[i] /= 10;
        return ReductionRows.of(
                table(GROUPS), INPUTS, new Target("y", Task.REGRESSION, y, List.of()), FairnessPlan.of("g"), null);
    }

    /** Small cases: one character per row for group and label, one input per text of digits. */
    static ReductionRows small(String groups, String labels, double @Nullable [] weights, String... inputs) {
        List<io.candor.core.data.Column> columns = new java.util.ArrayList<>();
        List<String> names = new java.util.ArrayList<>();
        for (String input : inputs) {
            names.add("x" + names.size());
            columns.add(new NumericColumn(names.get(names.size() - 1), digits(input)));
        }
        List<@Nullable String> cells = new java.util.ArrayList<>();
        for (char c : groups.toCharArray()) cells.add(c == '?' ? null : String.valueOf(c));
        columns.add(CategoricalColumn.of("g", cells));
        return ReductionRows.of(new Table(columns), names, decisions(digits(labels)), FairnessPlan.of("g"), weights);
    }
}
