package io.candor.fairness.slices.internal;

import io.candor.core.CandorException;
import io.candor.core.data.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * All slices of a search: the cells of every set of one to three columns that hold enough rows, and leave enough outside. Which they are depends on the columns only, never on
 * how rows fared, so that permuted rows are searched just the same. A pass costs sets × rows additions; cells are counted, not listed.
 */
public final class Family {
    /** More slices than this are refused. */
    public static final int MOST_SLICES = 200_000;

    private static final int MOST_CELLS = 1 << 20; // of one set
    private static final long MOST_STEPS = 20_000_000_000L;

    private final List<Conditions> columns;
    private final int n;
    private final List<int[]> sets;
    private final int[] cells; // of each slice
    private final int[] from; // first slice of each set, and the end
    private final int mostCells;

    private Family(List<Conditions> columns, int n, List<int[]> sets, int[] cells, int[] from, int mostCells) {
        this.columns = columns;
        this.n = n;
        this.sets = sets;
        this.cells = cells;
        this.from = from;
        this.mostCells = mostCells;
    }

    /** @throws CandorException {@code CND-F073} if there are more slices, or more work, than can be searched */
    public static Family of(List<Conditions> columns, int n, int depth, int minGroup) {
        List<int[]> sets = new ArrayList<>();
        for (int size = 1; size <= Math.min(depth, columns.size()); size++) sets(columns.size(), size, sets);
        if ((long) sets.size() * n > MOST_STEPS) throw tooMany(sets.size() + " sets of columns");
        int[] cells = new int[64];
        int[] from = new int[sets.size() + 1];
        int found = 0;
        int most = 1;
        Family all = new Family(columns, n, sets, cells, from, most);
        for (int s = 0; s < sets.size(); s++) {
            long size = 1;
            for (int c : sets.get(s)) size *= columns.get(c).conditions().size() + 1;
            if (size > MOST_CELLS) throw tooMany(size + " combinations of three columns");
            most = Math.max(most, (int) size);
            int[] counts = new int[(int) size];
            for (int i = 0; i < n; i++) counts[all.cell(sets.get(s), i)]++;
            from[s] = found;
            for (int cell = 0; cell < size; cell++) {
                if (counts[cell] < minGroup || n - counts[cell] < minGroup || all.open(sets.get(s), cell)) continue;
                if (found == MOST_SLICES) throw tooMany("more than " + MOST_SLICES + " slices");
                if (found == cells.length) cells = Arrays.copyOf(cells, 2 * found);
                cells[found++] = cell;
            }
        }
        from[sets.size()] = found;
        return new Family(columns, n, sets, Arrays.copyOf(cells, found), from, most);
    }

    private static void sets(int columns, int size, List<int[]> into) {
        int[] set = new int[size];
        for (int i = 0; i < size; i++) set[i] = i;
        while (true) {
            into.add(set.clone());
            int at = size - 1;
            while (at >= 0 && set[at] == columns - size + at) at--;
            if (at < 0) return;
            set[at]++;
            for (int i = at + 1; i < size; i++) set[i] = set[i - 1] + 1;
        }
    }

    private int cell(int[] set, int row) {
        int cell = 0;
        for (int c : set)
            cell = cell * (columns.get(c).conditions().size() + 1)
                    + columns.get(c).codes()[row];
        return cell;
    }

    /** Whether a cell has a row for which no condition of a column holds. */
    private boolean open(int[] set, int cell) {
        int rest = cell;
        for (int k = set.length - 1; k >= 0; k--) {
            int radix = columns.get(set[k]).conditions().size() + 1;
            if (rest % radix == radix - 1) return true;
            rest /= radix;
        }
        return false;
    }

    /** How many slices. */
    public int size() {
        return cells.length;
    }

    /** How many sets of columns: a pass takes as many steps for each row. */
    public int passes() {
        return sets.size();
    }

    public int rows() {
        return n;
    }

    /** The most cells of a set of columns. */
    public int mostCells() {
        return mostCells;
    }

    public int cellsIn(int set) {
        int size = 1;
        for (int c : sets.get(set)) size *= columns.get(c).conditions().size() + 1;
        return size;
    }

    /** What a number of permutations is cut to, so that all can be made. */
    public int affordable(int replicates, int moved) {
        long most = MOST_STEPS / Math.max(1, (long) passes() * Math.max(1, moved));
        if (most < 99) throw tooMany(passes() + " sets of columns, 99 times or more");
        return (int) Math.min(replicates, most);
    }

    /** Told of one set of columns: the cell of each slice, from one slice to before another. */
    public interface Visitor {
        void set(int set, int fromSlice, int toSlice);
    }

    public void each(Visitor visitor) {
        for (int s = 0; s < sets.size(); s++) if (from[s] < from[s + 1]) visitor.set(s, from[s], from[s + 1]);
    }

    public int cellOf(int slice) {
        return cells[slice];
    }

    /** Cells of some rows in one set of columns. */
    public void cellsOf(int set, int[] rows, int count, int[] into) {
        int[] own = sets.get(set);
        byte[] first = columns.get(own[0]).codes();
        for (int i = 0; i < count; i++) into[i] = first[rows[i]];
        for (int k = 1; k < own.length; k++) {
            byte[] codes = columns.get(own[k]).codes();
            int radix = columns.get(own[k]).conditions().size() + 1;
            for (int i = 0; i < count; i++) into[i] = into[i] * radix + codes[rows[i]];
        }
    }

    private int setOf(int slice) {
        int at = Arrays.binarySearch(from, slice);
        if (at < 0) return -at - 2;
        while (from[at + 1] == slice) at++; // sets without slices
        return at;
    }

    public List<Condition> conditions(int slice) {
        int[] set = sets.get(setOf(slice));
        Condition[] conditions = new Condition[set.length];
        int rest = cells[slice];
        for (int k = set.length - 1; k >= 0; k--) {
            List<Condition> own = columns.get(set[k]).conditions();
            conditions[k] = own.get(rest % (own.size() + 1));
            rest /= own.size() + 1;
        }
        return List.of(conditions);
    }

    /** Rows of a slice. */
    public BitSet members(int slice) {
        int[] set = sets.get(setOf(slice));
        BitSet rows = new BitSet(n);
        for (int i = 0; i < n; i++) if (cell(set, i) == cells[slice]) rows.set(i);
        return rows;
    }

    private static CandorException tooMany(String what) {
        return CandorException.user(
                "CND-F073",
                "the search would go through " + what,
                "at most " + MOST_SLICES + " slices and " + MOST_STEPS + " steps",
                "name fewer columns, a smaller depth, or a larger least number of rows");
    }
}
