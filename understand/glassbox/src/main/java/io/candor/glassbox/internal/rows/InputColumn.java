package io.candor.glassbox.internal.rows;

import io.candor.core.CandorException;
import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.model.Input;
import java.util.List;

/** One input's training values. */
public sealed interface InputColumn {
    Input input();

    int rows();

    /** In an encoded row (see {@link Input}). */
    double value(int row);

    InputColumn select(int[] rows);

    /** Numbers; NaN is missing. */
    @SuppressWarnings("ArrayRecordComponent") // an identity is never compared
    record Numbers(Input input, double[] values) implements InputColumn {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public double value(int row) {
            return values[row];
        }

        @Override
        public Numbers select(int[] rows) {
            double[] picked = new double[rows.length];
            for (int i = 0; i < rows.length; i++) picked[i] = values[rows[i]];
            return new Numbers(input, picked);
        }
    }

    /** Indices of levels; −1 is missing. */
    @SuppressWarnings("ArrayRecordComponent") // an identity is never compared
    record Levels(Input input, int[] codes) implements InputColumn {
        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public double value(int row) {
            return codes[row] < 0 ? Double.NaN : codes[row];
        }

        @Override
        public Levels select(int[] rows) {
            int[] picked = new int[rows.length];
            for (int i = 0; i < rows.length; i++) picked[i] = codes[rows[i]];
            return new Levels(input, picked);
        }
    }

    /**
     * Numbers, categories and booleans (levels false, true).
     *
     * @throws CandorException {@code CND-G003} for text and instants, {@code CND-G006} for an infinite number
     */
    static InputColumn of(Column column) {
        if (column instanceof NumericColumn numbers) {
            for (double v : numbers.values()) {
                if (Double.isInfinite(v)) {
                    throw CandorException.user(
                            "CND-G006",
                            "column '" + column.name() + "' has an infinite value",
                            "finite numbers or missing cells",
                            "replace it or leave the cell empty");
                }
            }
            return new Numbers(Input.number(column.name()), numbers.values());
        }
        if (column instanceof CategoricalColumn categories) {
            return new Levels(Input.category(column.name(), categories.levels()), categories.codes());
        }
        if (column instanceof BooleanColumn flags) {
            int[] codes = new int[flags.size()];
            for (int i = 0; i < codes.length; i++) codes[i] = flags.get(i);
            return new Levels(Input.category(column.name(), List.of("false", "true")), codes);
        }
        throw CandorException.user(
                "CND-G003",
                "column '" + column.name() + "' holds " + column.type().label() + " values",
                "numbers, categories or booleans",
                "drop it, or make a number or a category of it");
    }
}
