package io.candor.explain.errors;

import io.candor.core.CandorException;
import io.candor.core.data.Cohort;
import io.candor.core.data.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Errors over the bins of one or two columns: numbers in eight ranges, categories by their eight most frequent levels and all others, missing
 * by itself. Every row that counts is in exactly one cell.
 *
 * @param features one or two
 * @param minRows a cell with fewer rows has not enough data for a number
 */
public record ErrorMap(List<String> features, int bins, boolean equalWidth, int minRows) {
    public static final int BINS = 8;

    /** @throws CandorException {@code CND-E044} if there are not one or two columns, or not 2 to 50 bins */
    public ErrorMap {
        features = List.copyOf(features);
        boolean one =
                features.size() == 1 || features.size() == 2 && !features.get(0).equals(features.get(1));
        if (!one || bins < 2 || bins > 50) {
            throw CandorException.user(
                    "CND-E044",
                    "a map of " + features.size() + " columns and " + bins + " bins can't be drawn",
                    "one column or two different ones, and 2 to 50 bins",
                    "name one or two columns");
        }
    }

    /**
     * A cell.
     *
     * @param bins one per column
     */
    record Cell(List<Integer> bins, Cohort path, Tally tally) {}

    /** Bins of the columns, and cells row by row. */
    record Found(List<Bins> sides, List<Cell> cells, Tally overall) {}

    /**
     * @param learning rows that bins are learnt from
     * @param measured rows that are counted
     */
    Found of(ErrorRows rows, int[] learning, int[] measured) {
        List<Bins> sides = new ArrayList<>();
        List<int[]> codes = new ArrayList<>();
        for (String feature : features) {
            Column column = rows.table().column(feature);
            Bins side = Bins.of(column, learning, bins, equalWidth ? Bins.Width.EQUAL : Bins.Width.QUANTILE);
            sides.add(side);
            codes.add(side.codes(measured));
        }
        boolean two = sides.size() == 2;
        int across = two ? sides.get(1).count() : 1;
        List<Cell> cells = new ArrayList<>();
        for (int a = 0; a < sides.get(0).count(); a++) {
            for (int b = 0; b < across; b++) {
                Cohort path = new Cohort("cell", List.of()).and(sides.get(0).condition(a));
                if (two) path = path.and(sides.get(1).condition(b));
                cells.add(new Cell(two ? List.of(a, b) : List.of(a), path, new Tally(rows.measure())));
            }
        }
        for (int i = 0; i < measured.length; i++) {
            int cell = codes.get(0)[i] * across + (two ? codes.get(1)[i] : 0);
            cells.get(cell).tally().add(rows.errors()[measured[i]]);
        }
        return new Found(sides, cells, rows.tally(measured));
    }
}
