package io.candor.core.data;

import io.candor.core.json.EcmaNumber;
import org.jspecify.annotations.Nullable;

/** Numbers; NaN is missing. Infinities are values here and refused where an algorithm has no use for them. */
public final class NumericColumn implements Column {
    private final String name;
    private final double[] values;

    public NumericColumn(String name, double[] values) {
        this.name = name;
        this.values = values;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public ColumnType type() {
        return ColumnType.NUMBER;
    }

    public double get(int row) {
        return values[row];
    }

    /** The column's own array: read, never write. */
    public double[] values() {
        return values;
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public @Nullable String text(int row) {
        double v = values[row];
        if (Double.isNaN(v)) return null;
        if (Double.isInfinite(v)) return v > 0 ? "Infinity" : "-Infinity";
        return EcmaNumber.format(v);
    }

    @Override
    public NumericColumn select(int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) picked[i] = values[rows[i]];
        return new NumericColumn(name, picked);
    }

    @Override
    public NumericColumn renamed(String newName) {
        return new NumericColumn(newName, values);
    }
}
