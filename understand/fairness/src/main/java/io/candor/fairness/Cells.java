package io.candor.fairness;

import java.util.ArrayList;
import java.util.List;

/** One {@link Cell} per group: the mergeable form of an assessment's counts and sums. Not thread-safe. */
public final class Cells {
    private final List<Cell> cells;

    private Cells(List<Cell> cells) {
        this.cells = cells;
    }

    /** @param codes the group of each row, 0 to {@code groups} − 1 */
    public static Cells of(Predictions predictions, int[] codes, int groups) {
        List<Cell> cells = new ArrayList<>(groups);
        for (int g = 0; g < groups; g++) cells.add(predictions.emptyCell());
        for (int i = 0; i < codes.length; i++) predictions.addTo(cells.get(codes[i]), i);
        return new Cells(cells);
    }

    /** Adds another chunk with the same groups. */
    public void add(Cells other) {
        for (int g = 0; g < cells.size(); g++) cells.get(g).add(other.cells.get(g));
    }

    public Cell get(int group) {
        return cells.get(group);
    }

    public int size() {
        return cells.size();
    }
}
