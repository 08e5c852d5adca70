package io.candor.core.data;

/** The type of a column. The names in lower case are what schemas, digests and {@code candor.yaml} say. */
public enum ColumnType {
    NUMBER,
    CATEGORY,
    BOOLEAN,
    TEXT,
    INSTANT;

    /** The stored name: lower case. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
