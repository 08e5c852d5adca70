package io.candor.core.model;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a table's rows into a model's encoded rows: numbers as they are, levels as indices into the model's own list, NaN
 * for missing, −1 for a level the model has not seen. Thread-safe.
 */
public final class RowEncoder {
    private final double[][] numbers; // by input; null where the input is a category
    private final int[][] codes; // by input: per row −2 missing, −1 unseen, else level; null where a number
    private final int rows;

    /**
     * @throws CandorException {@code CND-M001} if an input's column is missing, {@code CND-M002} if a numeric input's column
     *     does not hold numbers
     */
    public RowEncoder(List<Input> inputs, Table table) {
        this.rows = table.rows();
        this.numbers = new double[inputs.size()][];
        this.codes = new int[inputs.size()][];
        for (int j = 0; j < inputs.size(); j++) {
            Input input = inputs.get(j);
            if (!table.has(input.name())) throw missing(input, table);
            Column column = table.column(input.name());
            if (input.kind() == Input.Kind.NUMBER) numbers[j] = numbers(input, column);
            else codes[j] = codes(input, column);
        }
    }

    public int rows() {
        return rows;
    }

    /** Writes one encoded row into {@code out}, whose length is the number of inputs. */
    public void encode(int row, double[] out) {
        for (int j = 0; j < out.length; j++) {
            double[] column = numbers[j];
            if (column != null) {
                out[j] = column[row];
            } else {
                int code = codes[j][row];
                out[j] = code == -2 ? Double.NaN : code;
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

    private static int[] codes(Input input, Column column) {
        Map<String, Integer> index = new HashMap<>();
        for (int l = 0; l < input.levels().size(); l++) index.put(input.levels().get(l), l);
        int[] codes = new int[column.size()];
        if (column instanceof CategoricalColumn categories) {
            int[] translated = new int[categories.levels().size()];
            for (int l = 0; l < translated.length; l++) {
                translated[l] = index.getOrDefault(categories.levels().get(l), -1);
            }
            for (int i = 0; i < codes.length; i++) {
                codes[i] = categories.code(i) < 0 ? -2 : translated[categories.code(i)];
            }
            return codes;
        }
        for (int i = 0; i < codes.length; i++) {
            String text = column.text(i);
            codes[i] = text == null ? -2 : index.getOrDefault(text, -1);
        }
        return codes;
    }

    private static CandorException missing(Input input, Table table) {
        return CandorException.user(
                "CND-M001",
                "the data has no column '" + input.name() + "'",
                "the model needs it",
                io.candor.core.Suggestions.remedy(input.name(), table.names()));
    }
}
