package io.candor.core.data;

import org.jspecify.annotations.Nullable;

/** One named column of a {@link Table}. Immutable; arrays that are handed in become the column's own. */
public sealed interface Column permits NumericColumn, CategoricalColumn, BooleanColumn, TextColumn, InstantColumn {
    String name();

    /** Number of rows. */
    int size();

    ColumnType type();

    boolean isMissing(int row);

    /** The cell as text, as it would be written to CSV; null when missing. */
    @Nullable
    String text(int row);

    /** The given rows, in the given order; rows may repeat. */
    Column select(int[] rows);

    Column renamed(String name);

    /** How many cells are missing. */
    default int missingCount() {
        int missing = 0;
        for (int i = 0; i < size(); i++) if (isMissing(i)) missing++;
        return missing;
    }
}
