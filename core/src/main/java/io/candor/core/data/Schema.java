package io.candor.core.data;

import java.util.List;

/** Names and types of a table's columns, in order. */
public record Schema(List<Field> fields) {
    /** One column's name and type. */
    public record Field(String name, ColumnType type) {}

    public Schema {
        fields = List.copyOf(fields);
    }
}
