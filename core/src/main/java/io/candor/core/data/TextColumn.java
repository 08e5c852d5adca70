package io.candor.core.data;

import org.jspecify.annotations.Nullable;

/** Free text: more than 1,000 distinct values. Never an input of a glass-box model. */
public final class TextColumn implements Column {
    private final String name;
    private final @Nullable String[] values;

    /** @param values one per row; null is missing */
    public TextColumn(String name, @Nullable String[] values) {
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
        return ColumnType.TEXT;
    }

    @Override
    public boolean isMissing(int row) {
        return values[row] == null;
    }

    @Override
    public @Nullable String text(int row) {
        return values[row];
    }

    @Override
    public TextColumn select(int[] rows) {
        @Nullable String[] picked = new @Nullable String[rows.length];
        for (int i = 0; i < rows.length; i++) picked[i] = values[rows[i]];
        return new TextColumn(name, picked);
    }

    @Override
    public TextColumn renamed(String newName) {
        return new TextColumn(newName, values);
    }
}
