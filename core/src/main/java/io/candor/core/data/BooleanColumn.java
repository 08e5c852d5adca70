package io.candor.core.data;

import org.jspecify.annotations.Nullable;

/** True (1), false (0) or missing (−1). */
public final class BooleanColumn implements Column {
    private final String name;
    private final byte[] values;

    public BooleanColumn(String name, byte[] values) {
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
        return ColumnType.BOOLEAN;
    }

    /** 1, 0, or −1 when missing. */
    public int get(int row) {
        return values[row];
    }

    @Override
    public boolean isMissing(int row) {
        return values[row] < 0;
    }

    @Override
    public @Nullable String text(int row) {
        return values[row] < 0 ? null : values[row] == 1 ? "true" : "false";
    }

    @Override
    public BooleanColumn select(int[] rows) {
        byte[] picked = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) picked[i] = values[rows[i]];
        return new BooleanColumn(name, picked);
    }

    @Override
    public BooleanColumn renamed(String newName) {
        return new BooleanColumn(newName, values);
    }
}
