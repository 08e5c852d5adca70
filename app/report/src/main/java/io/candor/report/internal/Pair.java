package io.candor.report.internal;

import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * An interaction of two inputs made ready to draw and to tabulate: a matrix over the bins of both, first input across and
 * second input up. Bins for missing and unseen that hold no row and add nothing are left out.
 *
 * @param across bins of the first input
 * @param up bins of the second input
 * @param cells per bin across, then up
 */
record Pair(Side across, Side up, Cell[][] cells) {
    /**
     * @param name of the input
     * @param bins names, in order
     * @param special per bin, whether it stands for missing or unseen
     * @param cuts where data bins of a number meet, with both ends of the training range; empty for a category
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Side(String name, List<String> bins, boolean[] special, double[] cuts) {
        boolean numeric() {
            return cuts.length > 0;
        }
    }

    /**
     * @param spread half the width of ± 1.96 deviations over bags
     * @param jackknife half the width of the 95 % interval; NaN without one
     */
    record Cell(double score, double spread, double jackknife, double weight) {
        private Cell joined(Cell other) {
            double all = weight + other.weight;
            double share = all > 0 ? other.weight / all : 0.5;
            return new Cell(
                    score + share * (other.score - score),
                    spread + share * (other.spread - spread),
                    jackknife + share * (other.jackknife - jackknife),
                    all);
        }
    }

    /**
     * @param table the term itself, or the part of it that is one output's
     * @param factor from half the width of the spread to that of the interval; NaN if there is none
     */
    static Pair of(Json.Obj term, Json.Obj table, double factor) {
        return of(term, List.of(table), factor).get(0);
    }

    /** Several tables of one term, over the same bins: a special bin that one of them uses stays in all. */
    static List<Pair> of(Json.Obj term, List<Json.Obj> tables, double factor) {
        List<Pair> whole = tables.stream().map(t -> whole(term, t, factor)).toList();
        List<Pair> turned = trimmed(whole).stream().map(Pair::transposed).toList();
        return trimmed(turned).stream().map(Pair::transposed).toList();
    }

    private static Pair whole(Json.Obj term, Json.Obj table, double factor) {
        double[][] scores = matrix(table, "scores");
        double[][] weights = matrix(term, "weights");
        double[][] spread =
                table.get("spread") == null ? new double[weights.length][weights[0].length] : matrix(table, "spread");
        int rows = weights.length;
        int columns = weights[0].length;
        Cell[][] cells = new Cell[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                cells[r][c] = new Cell(scores[r][c], spread[r][c], factor * spread[r][c], weights[r][c]);
            }
        }
        List<Json> axes = term.array("axes");
        return new Pair(side((Json.Obj) axes.get(0), rows), side((Json.Obj) axes.get(1), columns), cells);
    }

    private static Side side(Json.Obj axis, int bins) {
        List<String> names = new ArrayList<>(List.of("(missing)"));
        double[] cuts = new double[0];
        if (axis.get("levels") != null) {
            for (Json level : axis.array("levels")) names.add(((Json.Str) level).value());
        } else {
            double[] inner = PerformanceSection.numbers(axis.array("cuts"));
            cuts = new double[inner.length + 2];
            System.arraycopy(inner, 0, cuts, 1, inner.length);
            double first = inner.length > 0 ? inner[0] : 0;
            double last = inner.length > 0 ? inner[inner.length - 1] : 0;
            cuts[0] = axis.get("min") instanceof Json.Num n ? Math.min(n.value(), first) : first;
            cuts[cuts.length - 1] = axis.get("max") instanceof Json.Num n ? Math.max(n.value(), last) : last;
            for (int b = 0; b + 1 < cuts.length; b++) names.add(range(cuts[b], cuts[b + 1], b + 2 == cuts.length));
        }
        names.add("(unseen)");
        if (names.size() != bins) throw new IllegalArgumentException("a pair's matrix does not fit its axes");
        boolean[] special = new boolean[bins];
        special[0] = true;
        special[bins - 1] = true;
        return new Side(axis.text("input"), names, special, cuts);
    }

    private static String range(double from, double to, boolean last) {
        return "[" + Numbers.bound(from) + ", " + Numbers.bound(to) + (last ? "]" : ")");
    }

    private static double[][] matrix(Json.Obj json, String member) {
        return json.array(member).stream()
                .map(row -> PerformanceSection.numbers(((Json.Arr) row).items()))
                .toArray(double[][]::new);
    }

    /** Without the special bins up in which nothing is in any of them. */
    private static List<Pair> trimmed(List<Pair> pairs) {
        Side up = pairs.get(0).up;
        List<Integer> kept = new ArrayList<>();
        for (int u = 0; u < up.bins().size(); u++) {
            int bin = u;
            if (!up.special()[u] || pairs.stream().anyMatch(p -> p.used(bin))) kept.add(u);
        }
        return pairs.stream().map(p -> p.only(kept)).toList();
    }

    private Pair only(List<Integer> kept) {
        boolean[] special = new boolean[kept.size()];
        Cell[][] columns = new Cell[cells.length][kept.size()];
        List<String> names = new ArrayList<>();
        for (int to = 0; to < special.length; to++) {
            int u = kept.get(to);
            special[to] = up.special()[u];
            names.add(up.bins().get(u));
            for (int a = 0; a < cells.length; a++) columns[a][to] = cells[a][u];
        }
        return new Pair(across, new Side(up.name(), names, special, up.cuts()), columns);
    }

    private boolean used(int u) {
        for (Cell[] column : cells) if (column[u].score() != 0 || column[u].weight() > 0) return true;
        return false;
    }

    private Pair transposed() {
        Cell[][] turned = new Cell[up.bins().size()][across.bins().size()];
        for (int a = 0; a < cells.length; a++) for (int u = 0; u < turned.length; u++) turned[u][a] = cells[a][u];
        return new Pair(up, across, turned);
    }

    /** With at most so many data bins of each number: neighbours are joined, weighted; categories stay. */
    Pair coarse(int most) {
        return coarseUp(most).transposed().coarseUp(most).transposed();
    }

    private Pair coarseUp(int most) {
        int data = up.cuts().length - 1;
        if (data <= most) return this;
        int each = (data + most - 1) / most;
        List<String> names = new ArrayList<>();
        List<Boolean> special = new ArrayList<>();
        List<List<Cell>> kept = new ArrayList<>();
        for (int a = 0; a < cells.length; a++) kept.add(new ArrayList<>());
        for (int u = 0, bin = 0; u < up.bins().size(); u++) {
            boolean starts = up.special()[u] || bin % each == 0;
            if (starts) {
                names.add(
                        up.special()[u]
                                ? up.bins().get(u)
                                : range(up.cuts()[bin], up.cuts()[Math.min(data, bin + each)], bin + each >= data));
                special.add(up.special()[u]);
            }
            for (int a = 0; a < cells.length; a++) {
                List<Cell> column = kept.get(a);
                if (starts) column.add(cells[a][u]);
                else column.set(column.size() - 1, column.get(column.size() - 1).joined(cells[a][u]));
            }
            if (!up.special()[u]) bin++;
        }
        boolean[] flags = new boolean[special.size()];
        for (int i = 0; i < flags.length; i++) flags[i] = special.get(i);
        Cell[][] joined = kept.stream().map(c -> c.toArray(new Cell[0])).toArray(Cell[][]::new);
        return new Pair(across, new Side(up.name(), names, flags, up.cuts()), joined);
    }

    /** The largest |score|. */
    double largest() {
        double largest = 0;
        for (Cell[] column : cells) for (Cell cell : column) largest = Math.max(largest, Math.abs(cell.score()));
        return largest;
    }

    /** The cell of the highest (+1) or lowest (−1) score among those with rows, as bins across and up. */
    int[] extreme(int sign) {
        int[] best = {0, 0};
        double value = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < cells.length; a++) {
            for (int u = 0; u < cells[a].length; u++) {
                double v = cells[a][u].weight() > 0 ? sign * cells[a][u].score() : -Double.MAX_VALUE;
                if (v <= value) continue;
                value = v;
                best = new int[] {a, u};
            }
        }
        return best;
    }
}
