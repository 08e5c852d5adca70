package io.candor.core.data;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An immutable, columnar, named table. Thread-safe. It costs what its columns' arrays cost; selecting columns copies
 * nothing, selecting rows copies them.
 */
public final class Table {
    private final int rows;
    private final Map<String, Column> columns;

    /**
     * @throws CandorException {@code CND-D001} if two columns have one name, {@code CND-D002} if their lengths differ
     */
    public Table(Collection<? extends Column> columns) {
        Map<String, Column> byName = new LinkedHashMap<>();
        int size = -1;
        for (Column column : columns) {
            if (byName.put(column.name(), column) != null) {
                throw CandorException.user(
                        "CND-D001",
                        "two columns are called '" + column.name() + "'",
                        "column names are unique",
                        "rename one of them");
            }
            if (size >= 0 && column.size() != size) {
                throw CandorException.user(
                        "CND-D002",
                        "column '" + column.name() + "' has " + column.size() + " rows, others have " + size,
                        "all columns have the same number of rows",
                        "check the source");
            }
            size = column.size();
        }
        this.rows = Math.max(size, 0);
        this.columns = byName;
    }

    public int rows() {
        return rows;
    }

    /** Columns in order. */
    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** Column names in order. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    public boolean has(String name) {
        return columns.containsKey(name);
    }

    /** @throws CandorException {@code CND-D003} with the nearest name if there is no such column */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw CandorException.user(
                    "CND-D003",
                    "there is no column '" + name + "'",
                    "the table has " + columns.size() + " columns",
                    Suggestions.remedy(name, columns.keySet()));
        }
        return column;
    }

    /** The given rows, in the given order; rows may repeat. */
    public Table select(int[] picked) {
        List<Column> selected = new ArrayList<>(columns.size());
        for (Column column : columns.values()) selected.add(column.select(picked));
        return new Table(selected);
    }

    /** The named columns, in the given order. */
    public Table only(List<String> names) {
        return new Table(names.stream().map(this::column).toList());
    }

    /** This table with one more column, or with the column of that name replaced. */
    public Table with(Column column) {
        Map<String, Column> changed = new LinkedHashMap<>(columns);
        changed.put(column.name(), column);
        return new Table(changed.values());
    }

    public Schema schema() {
        return new Schema(columns.values().stream()
                .map(c -> new Schema.Field(c.name(), c.type()))
                .toList());
    }
}
