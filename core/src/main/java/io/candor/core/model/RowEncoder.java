package io.candor.core.model;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a table's rows into a model's encoded rows: numbers as they are, levels as indices into the model's own list, NaN
 * for missing, −1 for a level the model has not seen. How cells find their levels: {@link LevelIndex}. Thread-safe.
 */
public final class RowEncoder {
    private final double[][] numbers; // by input; null where the input is a category
    private final int[][] codes; // by input: per row −1 missing, else an index into levels[input]; null where a number
    private final int[][] levels; // by input: the model's level, −1 unseen; null where a number
    private final int rows;

    /**
     * @throws CandorException {@code CND-M001} if an input's column is missing, {@code CND-M002} if a numeric input's column
     *     does not hold numbers
     */
    public RowEncoder(List<Input> inputs, Table table) {
        this.rows = table.rows();
        this.numbers = new double[inputs.size()][];
        this.codes = new int[inputs.size()][];
        this.levels = new int[inputs.size()][];
        for (int j = 0; j < inputs.size(); j++) {
            Input input = inputs.get(j);
            if (!table.has(input.name())) throw missing(input, table);
            Column column = table.column(input.name());
            if (input.kind() == Input.Kind.NUMBER) numbers[j] = numbers(input, column);
            else encode(j, input, column);
        }
    }

    public int rows() {
        return rows;
    }

    /** The column's own array; null for a category. */
    double @Nullable [] numbers(int input) {
        return numbers[input];
    }

    /** Per row −1 for missing, else an index into {@link #levels}. */
    int[] codes(int input) {
        return codes[input];
    }

    /** Per code the model's level, −1 for one that it has not seen. */
    int[] levels(int input) {
        return levels[input];
    }

    /** Writes one encoded row into {@code out}, whose length is the number of inputs. */
    public void encode(int row, double[] out) {
        for (int j = 0; j < out.length; j++) {
            double[] column = numbers[j];
            if (column != null) {
                out[j] = column[row];
            } else {
                int code = codes[j][row];
                out[j] = code < 0 ? Double.NaN : levels[j][code];
            }
        }
    }

    private static double[] numbers(Input input, Column column) {
        if (column instanceof NumericColumn numeric) return numeric.values();
        double[] parsed = new double[column.size()];
        for (int i = 0; i < parsed.length; i++) {
            String text = column.text(i);
            if (text != null) {
                throw CandorException.user(
                        "CND-M002",
                        "column '" + input.name() + "' holds " + column.type().label() + " values",
                        "the model takes numbers there",
                        "give the data that the model was made for");
            }
            parsed[i] = Double.NaN;
        }
        return parsed;
    }

    private void encode(int j, Input input, Column column) {
        LevelIndex index = new LevelIndex(input.levels());
        if (column instanceof CategoricalColumn categories) {
            codes[j] = categories.codes();
            levels[j] = categories.levels().stream().mapToInt(index::ofText).toArray();
            return;
        }
        int unseen = input.levels().size();
        codes[j] = new int[column.size()];
        for (int i = 0; i < column.size(); i++) {
            int level = column.isMissing(i) ? -1 : index.of(column, i);
            codes[j][i] = column.isMissing(i) ? -1 : level < 0 ? unseen : level;
        }
        levels[j] = new int[unseen + 1];
        for (int l = 0; l < unseen; l++) levels[j][l] = l;
        levels[j][unseen] = -1;
    }

    private static CandorException missing(Input input, Table table) {
        return CandorException.user(
                "CND-M001",
                "the data has no column '" + input.name() + "'",
                "the model needs it",
                io.candor.core.Suggestions.remedy(input.name(), table.names()));
    }
}
