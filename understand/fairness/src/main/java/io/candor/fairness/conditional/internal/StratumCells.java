package io.candor.fairness.conditional.internal;

import io.candor.core.CandorException;
import io.candor.fairness.Cell;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.Grouping;
import org.jspecify.annotations.Nullable;

/**
 * What is counted and summed of each stratum's rows of each known group.
 *
 * @param cells by stratum, then by group
 */
public record StratumCells(Cell[][] cells) {
    private static final long MOST_COUNTS = 5_000_000;

    /** @throws CandorException {@code CND-F067} */
    public static StratumCells of(
            Predictions predictions, Grouping strata, Grouping groups, double @Nullable [] weights) {
        if (predictions instanceof Predictions.Multiclass several) {
            long classes = several.classes().size();
            refuseTooMany(
                    classes * classes * strata.labels().size() * groups.labels().size());
        }
        Cell[][] cells = new Cell[strata.labels().size()][groups.labels().size()];
        for (Cell[] stratum : cells) for (int g = 0; g < stratum.length; g++) stratum[g] = predictions.emptyCell();
        int[] stratum = strata.codes();
        int[] group = groups.codes();
        for (int row = 0; row < group.length; row++) {
            if (group[row] == groups.unknown()) continue;
            Cell cell = cells[stratum[row]][group[row]];
            if (weights == null) predictions.addTo(cell, row);
            else predictions.addTo(cell, row, weights[row]);
        }
        return new StratumCells(cells);
    }

    private static void refuseTooMany(long counts) {
        if (counts <= MOST_COUNTS) return;
        throw CandorException.user(
                "CND-F067",
                "classes, strata and groups make " + counts + " counts",
                MOST_COUNTS + " or less",
                "join classes, or name fewer controls");
    }

    public int strata() {
        return cells.length;
    }

    public int groups() {
        return cells[0].length;
    }

    /** The rows of all strata as one. */
    public StratumCells pooled(Predictions predictions) {
        Cell[] all = new Cell[groups()];
        for (int g = 0; g < all.length; g++) {
            all[g] = predictions.emptyCell();
            for (Cell[] stratum : cells) all[g].add(stratum[g]);
        }
        return new StratumCells(new Cell[][] {all});
    }
}
