package io.candor.explain;

import io.candor.core.CandorException;
import io.candor.core.data.Table;

/** Refuses rows that can't be explained. */
public final class ExplainedRows {
    private ExplainedRows() {}

    /** @throws CandorException {@code CND-E003} if there is no such row */
    public static void check(Table table, int[] rows) {
        for (int row : rows) {
            if (row >= 0 && row < table.rows()) continue;
            throw CandorException.user(
                    "CND-E003",
                    "there is no row " + row,
                    "the data has " + table.rows() + " rows, counted from 0",
                    "name rows of the data");
        }
    }

    /** @throws CandorException {@code CND-E002} without rows, of which nothing is the mean */
    public static void checkSome(Table table) {
        if (table.rows() > 0) return;
        throw CandorException.user(
                "CND-E002",
                "there are no rows to explain",
                "importance is a mean over rows",
                "check the data, or the filter that chose these rows");
    }
}
