package io.candor.fairness.inequality.internal;

import io.candor.core.CandorException;
import io.candor.fairness.Cell;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.Ascending;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The benefit of each row.
 *
 * @param ascending all rows: by value where it is a number
 */
public record BenefitRows(Predictions predictions, double @Nullable [] weights, int[] ascending) {
    /** @throws CandorException {@code CND-F063} */
    public static BenefitRows of(Predictions predictions, double @Nullable [] weights) {
        if (predictions instanceof Predictions.Binary b) {
            int[] rows = IntStream.range(0, b.rows()).toArray();
            return new BenefitRows(new Predictions.Binary(b.labels(), b.decisions()), weights, rows);
        }
        if (!(predictions instanceof Predictions.Regression r)) {
            throw unusable("of several classes none is known to be the good one to get", "two classes, or a number");
        }
        for (double p : r.predictions()) {
            if (p < 0)
                throw unusable(
                        "a prediction is below 0, so they can't be shares of a whole", "predictions of 0 or more");
        }
        return new BenefitRows(r, weights, Ascending.order(r.predictions()));
    }

    private static CandorException unusable(String problem, String expected) {
        return CandorException.user("CND-F063", problem, expected, "leave the inequality of benefits out");
    }

    /** @param rows in the order of {@link #ascending} */
    public Benefits of(int[] rows) {
        if (predictions instanceof Predictions.Regression r) return Benefits.of(r.predictions(), weights, rows);
        Cell cell = predictions.emptyCell();
        for (int row : rows) {
            if (weights == null) predictions.addTo(cell, row);
            else predictions.addTo(cell, row, weights[row]);
        }
        return Benefits.of((Cell.Binary) cell);
    }
}
