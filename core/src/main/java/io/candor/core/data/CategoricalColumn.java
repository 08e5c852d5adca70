package io.candor.core.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Codes into a list of levels; code −1 is missing. Levels need not all occur. */
public final class CategoricalColumn implements Column {
    private final String name;
    private final int[] codes;
    private final List<String> levels;

    /**
     * @param codes one per row, −1 or an index into {@code levels}
     * @param levels distinct texts
     */
    public CategoricalColumn(String name, int[] codes, List<String> levels) {
        this.name = name;
        this.codes = codes;
        this.levels = List.copyOf(levels);
    }

    /** Levels sorted by text; null is missing. */
    public static CategoricalColumn of(String name, List<@Nullable String> cells) {
        TreeSet<String> sorted = new TreeSet<>();
        for (String cell : cells) if (cell != null) sorted.add(cell);
        List<String> levels = new ArrayList<>(sorted);
        Map<String, Integer> index = new LinkedHashMap<>();
        for (int i = 0; i < levels.size(); i++) index.put(levels.get(i), i);
        int[] codes = new int[cells.size()];
        for (int i = 0; i < codes.length; i++) {
            String cell = cells.get(i);
            codes[i] = cell == null ? -1 : index.getOrDefault(cell, -1);
        }
        return new CategoricalColumn(name, codes, levels);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public ColumnType type() {
        return ColumnType.CATEGORY;
    }

    public int code(int row) {
        return codes[row];
    }

    /** The column's own array: read, never write. */
    public int[] codes() {
        return codes;
    }

    public List<String> levels() {
        return levels;
    }

    @Override
    public boolean isMissing(int row) {
        return codes[row] < 0;
    }

    @Override
    public @Nullable String text(int row) {
        return codes[row] < 0 ? null : levels.get(codes[row]);
    }

    @Override
    public CategoricalColumn select(int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) picked[i] = codes[rows[i]];
        return new CategoricalColumn(name, picked, levels);
    }

    @Override
    public CategoricalColumn renamed(String newName) {
        return new CategoricalColumn(newName, codes, levels);
    }
}
