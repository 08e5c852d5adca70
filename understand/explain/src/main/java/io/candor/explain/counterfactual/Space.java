package io.candor.explain.counterfactual;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.RowEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Rows as numbers: an input that is a number stands for itself, a category is the index of its level, −1 of a level that the
 * model does not know; NaN is missing.
 */
final class Space {
    /** Stands for any level that the model does not know: which one it is makes no difference to it. */
    private static final String UNKNOWN = "(unknown)";

    private final List<Input> inputs;
    private final List<Feature> features;
    private final double[][] rows;

    /** All rows of the data stay at hand. */
    Space(List<Input> of, Table data) {
        this(of, data, IntStream.range(0, data.rows()).toArray(), data);
    }

    /**
     * @param kept rows of the data that stay at hand, but for those with infinite numbers; what values occur is read off all of them
     * @param asked rows that are explained
     * @throws CandorException {@code CND-E035} without rows; what {@link RowEncoder} throws if they do not fit the model
     */
    Space(List<Input> of, Table data, int[] kept, Table asked) {
        if (data.rows() == 0) {
            throw CandorException.user(
                    "CND-E035",
                    "the data has no rows to learn from what values occur",
                    "rows like those that the model was trained on",
                    "give some hundred of them");
        }
        inputs = of.stream().map(input -> levelled(input, data, asked)).toList();
        features = inputs.stream().map(input -> feature(input, data)).toList();
        rows = encode(data.select(
                IntStream.of(kept).filter(row -> infinite(data, row).isEmpty()).toArray()));
    }

    private static Feature feature(Input input, Table data) {
        RowEncoder encoder = new RowEncoder(List.of(input), data);
        double[] cells = new double[data.rows()];
        double[] cell = new double[1];
        for (int i = 0; i < cells.length; i++) {
            encoder.encode(i, cell);
            cells[i] = finite(cell[0]);
        }
        return Feature.of(input, cells);
    }

    /** Infinite numbers count as missing: no distance leads to them. Of two zeros one is left. */
    private static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value + 0.0;
    }

    /** A model that names no levels takes those that occur, also in the rows that are explained. */
    private static Input levelled(Input input, Table... tables) {
        if (input.kind() == Input.Kind.NUMBER || !input.levels().isEmpty()) return input;
        TreeSet<String> levels = new TreeSet<>();
        for (Table table : tables) {
            if (!table.has(input.name())) continue;
            Column column = table.column(input.name());
            for (int i = 0; i < table.rows(); i++) if (!column.isMissing(i)) levels.add(String.valueOf(column.text(i)));
        }
        return Input.category(input.name(), List.copyOf(levels));
    }

    int width() {
        return inputs.size();
    }

    Feature feature(int input) {
        return features.get(input);
    }

    List<Feature> features() {
        return features;
    }

    int indexOf(String name) {
        for (int j = 0; j < inputs.size(); j++) if (inputs.get(j).name().equals(name)) return j;
        return -1;
    }

    List<String> names() {
        return inputs.stream().map(Input::name).toList();
    }

    /** Of the data, those that are kept. */
    double[][] rows() {
        return rows;
    }

    double[][] encode(Table table) {
        RowEncoder encoder = new RowEncoder(inputs, table);
        double[][] encoded = new double[table.rows()][inputs.size()];
        for (int i = 0; i < encoded.length; i++) {
            encoder.encode(i, encoded[i]);
            for (int j = 0; j < inputs.size(); j++) encoded[i][j] = finite(encoded[i][j]);
        }
        return encoded;
    }

    /** The first input that holds an infinite number; empty if none does. */
    private String infinite(Table table, int row) {
        for (Input input : inputs) {
            boolean number = table.has(input.name()) && table.column(input.name()) instanceof NumericColumn;
            if (number && Double.isInfinite(((NumericColumn) table.column(input.name())).get(row))) return input.name();
        }
        return "";
    }

    /** Rows that are explained. */
    double[][] own(Table table, int[] picked) {
        for (int row : picked) {
            String name = infinite(table, row);
            if (name.isEmpty()) continue;
            throw CandorException.user(
                    "CND-E039",
                    "row " + row + " has an infinite '" + name + "'",
                    "finite numbers: nothing is near to infinity",
                    "correct the cell, or leave it empty");
        }
        return encode(table.select(picked));
    }

    /** Some of the rows, as a table that the model can score. */
    Table table(List<double[]> some, int from, int to) {
        List<Column> columns = new ArrayList<>(inputs.size());
        for (int j = 0; j < inputs.size(); j++) {
            Input input = inputs.get(j);
            if (input.kind() == Input.Kind.NUMBER) {
                double[] values = new double[to - from];
                for (int i = from; i < to; i++) values[i - from] = some.get(i)[j];
                columns.add(new NumericColumn(input.name(), values));
            } else {
                columns.add(category(input, some, from, to, j));
            }
        }
        return new Table(columns);
    }

    private static Column category(Input input, List<double[]> some, int from, int to, int j) {
        int[] codes = new int[to - from];
        boolean unknown = false;
        for (int i = from; i < to; i++) {
            double level = some.get(i)[j];
            codes[i - from] =
                    Double.isNaN(level) ? -1 : level < 0 ? input.levels().size() : (int) level;
            unknown |= level < 0;
        }
        if (!unknown) return new CategoricalColumn(input.name(), codes, input.levels());
        List<String> more = new ArrayList<>(input.levels());
        String name = UNKNOWN;
        while (more.contains(name)) name += "?";
        more.add(name);
        return new CategoricalColumn(input.name(), codes, more);
    }
}
