package io.candor.fairness.internal;

import io.candor.core.CandorException;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.fairness.FairnessPlan;
import org.jspecify.annotations.Nullable;

/** How often each row counts. */
public final class Weights {
    private Weights() {}

    /** Those that a plan gives for all metrics; null if each row weighs 1. */
    public static double @Nullable [] common(FairnessPlan plan, Table table) {
        String column = plan.weights().get("");
        return column == null ? null : of(table, column);
    }

    /** @throws CandorException {@code CND-F016} not numbers above 0 */
    static double[] of(Table table, String column) {
        if (table.column(column) instanceof NumericColumn numbers) {
            double[] weights = numbers.values();
            boolean usable = true;
            for (double w : weights) usable &= w > 0 && w < Double.POSITIVE_INFINITY;
            if (usable) return weights;
        }
        throw CandorException.user(
                "CND-F016",
                "the weights in '" + column + "' can't be used",
                "numbers above 0, none missing",
                "remove rows that shall not count, or name another column");
    }
}
