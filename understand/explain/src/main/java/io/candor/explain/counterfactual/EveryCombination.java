package io.candor.explain.counterfactual;

import java.util.ArrayList;
import java.util.List;

/** Scores every combination of the grids' values: what is best of them is then known. */
final class EveryCombination {
    private static final int BATCH = 8192;

    private EveryCombination() {}

    /** How many there are, the row itself included; stops counting at {@link Integer#MAX_VALUE}. */
    static int count(double[][] grids) {
        long count = 1;
        for (double[] grid : grids) count = Math.min(Integer.MAX_VALUE, count * (grid.length + 1L));
        return (int) count;
    }

    static void into(Archive archive, double[][] grids, Bounds bounds, Scorer scorer, double[] from) {
        int count = count(grids);
        List<double[]> batch = new ArrayList<>();
        for (int c = 1; c < count && !scorer.stopped(); c++) {
            double[] row = from.clone();
            int left = c;
            for (int j = 0; j < grids.length; j++) {
                int pick = left % (grids[j].length + 1);
                left /= grids[j].length + 1;
                if (pick > 0) row[j] = grids[j][pick - 1];
            }
            if (bounds.implied(from, row)) batch.add(row);
            if (batch.size() < BATCH && c < count - 1) continue;
            double[] gaps = scorer.gaps(batch);
            for (int i = 0; i < gaps.length; i++) if (gaps[i] == 0) archive.add(batch.get(i));
            batch.clear();
        }
    }
}
