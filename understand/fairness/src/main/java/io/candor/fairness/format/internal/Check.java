package io.candor.fairness.format.internal;

import io.candor.core.CandorException;
import io.candor.core.data.Table;

/** What every format refuses. */
public final class Check {
    private Check() {}

    /** @throws CandorException {@code CND-F051} no rows, or not one outcome per row */
    public static void rows(Table table, int outcomes) {
        if (table.rows() == outcomes && outcomes > 0) return;
        throw CandorException.user(
                "CND-F051",
                table.rows() + " rows and " + outcomes + " outcomes make no report",
                "one outcome per row, and one row or more",
                "give the rows that were decided on");
    }

    /** @throws CandorException {@code CND-F051} a score is missing or infinite */
    public static void scores(double[] scores) {
        for (double score : scores) {
            if (Math.abs(score) < Double.POSITIVE_INFINITY) continue;
            throw CandorException.user(
                    "CND-F051",
                    "a score is missing or infinite",
                    "a number for each person",
                    "leave such rows out, and say so in the report");
        }
    }
}
