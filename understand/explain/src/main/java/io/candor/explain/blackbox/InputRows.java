package io.candor.explain.blackbox;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows with a model's inputs and nothing else, of one table or of several below each other. A number is a numeric column, a
 * category a categorical one; missing stays missing.
 */
public final class InputRows {
    private final List<Input> inputs;
    private final List<Column> columns;
    private final int rows;

    private InputRows(List<Input> inputs, List<Column> columns, int rows) {
        this.inputs = inputs;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * @throws CandorException {@code CND-E010} if a table lacks an input or holds something else than its numbers
     */
    public static InputRows of(List<Input> inputs, Table... tables) {
        int rows = 0;
        for (Table table : tables) rows += table.rows();
        List<Column> columns = new ArrayList<>();
        for (Input input : inputs) columns.add(column(input, rows, tables));
        return new InputRows(List.copyOf(inputs), columns, rows);
    }

    private static Column column(Input input, int rows, Table... tables) {
        boolean number = input.kind() == Input.Kind.NUMBER;
        double[] numbers = new double[number ? rows : 0];
        List<@Nullable String> texts = new ArrayList<>();
        int at = 0;
        for (Table table : tables) {
            if (!table.has(input.name())) throw unfit(input, "is not there");
            Column column = table.column(input.name());
            for (int i = 0; i < table.rows(); i++) {
                if (!number) texts.add(column.text(i));
                else if (column instanceof NumericColumn numeric) numbers[at++] = numeric.get(i);
                else if (column.isMissing(i)) numbers[at++] = Double.NaN;
                else throw unfit(input, "does not hold numbers");
            }
        }
        return number ? new NumericColumn(input.name(), numbers) : CategoricalColumn.of(input.name(), texts);
    }

    private static CandorException unfit(Input input, String why) {
        return CandorException.user(
                "CND-E010",
                "the column '" + input.name() + "' " + why,
                "every input of the model, in the data and in the background",
                "give rows like those that the model was made for");
    }

    public List<Input> inputs() {
        return inputs;
    }

    public int rows() {
        return rows;
    }

    public Column column(int input) {
        return columns.get(input);
    }

    /** As a table, to be scored. */
    public Table table() {
        return new Table(columns);
    }

    /** Rows whose inputs come from rows of their own: {@code picked[input][row]}. */
    public Table mixed(int[][] picked) {
        List<Column> mixed = new ArrayList<>();
        for (int j = 0; j < columns.size(); j++) mixed.add(columns.get(j).select(picked[j]));
        return new Table(mixed);
    }

    /** Whether two rows hold the same in an input; missing equals missing. */
    public boolean same(int input, int row, int other) {
        if (columns.get(input) instanceof NumericColumn numbers)
            return Double.compare(numbers.get(row), numbers.get(other)) == 0;
        CategoricalColumn codes = (CategoricalColumn) columns.get(input);
        return codes.code(row) == codes.code(other);
    }
}
