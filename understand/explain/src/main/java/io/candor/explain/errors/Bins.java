package io.candor.explain.errors;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.Condition;
import io.candor.core.data.NumericColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A column's values in bins, learnt from some of its rows: of a number ranges, of a category its most frequent levels and one bin
 * for all others. Missing is a bin of its own, the last, if it occurs anywhere in the column.
 *
 * @param cuts of a number: bin b holds values from cut b−1 to below cut b
 * @param levels of a category: those that have a bin of their own
 * @param others whether there is a bin for other levels
 * @param missing whether there is a bin for missing values
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Bins(Column column, double[] cuts, List<String> levels, boolean others, boolean missing) {
    /** Where a number is cut. */
    enum Width {
        /** As many rows in each bin as in another. */
        QUANTILE,
        /** Each bin as wide as another. */
        EQUAL;

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @param most bins for values; others and missing come on top */
    static Bins of(Column column, int[] rows, int most, Width width) {
        boolean missing = column.missingCount() > 0;
        if (column instanceof NumericColumn numbers)
            return new Bins(column, cuts(numbers, rows, most, width), List.of(), false, missing);
        CategoricalColumn categories = ErrorRows.levels(column);
        List<String> frequent = frequent(categories, rows, most);
        return new Bins(
                categories,
                new double[0],
                frequent,
                frequent.size() < categories.levels().size(),
                missing);
    }

    private static double[] cuts(NumericColumn numbers, int[] rows, int most, Width width) {
        double[] sorted = Arrays.stream(rows)
                .mapToDouble(numbers::get)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        List<Double> cuts = new ArrayList<>();
        if (sorted.length == 0) return new double[0];
        double[] finite = Arrays.stream(sorted).filter(Double::isFinite).toArray();
        int distinct = 1;
        for (int i = 1; i < sorted.length; i++) if (sorted[i] > sorted[i - 1]) distinct++;
        if (distinct <= most || width == Width.QUANTILE || finite.length == 0) {
            long next = 1; // cut before the value at which this many bins are full
            for (int i = 1; i < sorted.length; i++) {
                boolean due = distinct <= most || i * (long) most >= next * sorted.length;
                if (!due || !(sorted[i] > sorted[i - 1])) continue;
                add(cuts, Cut.between(sorted[i - 1], sorted[i]));
                next = i * (long) most / sorted.length + 1;
            }
        } else {
            double low = finite[0];
            double high = finite[finite.length - 1];
            for (int b = 1; b < most; b++) add(cuts, low * (1 - (double) b / most) + high * ((double) b / most));
        }
        return cuts.stream().mapToDouble(c -> c).toArray();
    }

    private static void add(List<Double> cuts, double cut) {
        boolean new_ = cuts.isEmpty() || cut > cuts.get(cuts.size() - 1);
        if (Double.isFinite(cut) && new_) cuts.add(cut);
    }

    /** Levels with most rows; of equals the first by name. */
    private static List<String> frequent(CategoricalColumn column, int[] rows, int most) {
        long[] counts = new long[column.levels().size()];
        for (int row : rows) if (column.code(row) >= 0) counts[column.code(row)]++;
        Integer[] order = new Integer[counts.length];
        Arrays.setAll(order, l -> l);
        Arrays.sort(order, Comparator.comparingLong((Integer l) -> -counts[l]).thenComparing(column.levels()::get));
        return Arrays.stream(order)
                .limit(most)
                .filter(l -> counts[l] > 0)
                .map(column.levels()::get)
                .toList();
    }

    boolean numeric() {
        return column instanceof NumericColumn;
    }

    /** Bins for values: without that for missing ones. */
    int values() {
        return numeric() ? cuts.length + 1 : levels.size() + (others ? 1 : 0);
    }

    int count() {
        return values() + (missing ? 1 : 0);
    }

    /** Per given row, its bin. */
    int[] codes(int[] rows) {
        int[] codes = new int[rows.length];
        int[] ofLevel = new int[0];
        if (column instanceof CategoricalColumn categories) {
            ofLevel = new int[categories.levels().size()];
            for (int l = 0; l < ofLevel.length; l++) {
                int own = levels.indexOf(categories.levels().get(l));
                ofLevel[l] = own < 0 ? levels.size() : own;
            }
        }
        for (int i = 0; i < rows.length; i++) {
            if (column.isMissing(rows[i])) codes[i] = values();
            else if (column instanceof NumericColumn numbers) codes[i] = bin(numbers.get(rows[i]));
            else codes[i] = ofLevel[((CategoricalColumn) column).code(rows[i])];
        }
        return codes;
    }

    private int bin(double value) {
        int found = Arrays.binarySearch(cuts, value + 0.0);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The rows of a bin. */
    Condition condition(int bin) {
        String name = column.name();
        if (bin == values()) return Condition.missing(name);
        if (!numeric()) {
            return bin < levels.size()
                    ? Condition.in(name, List.of(levels.get(bin)))
                    : new Condition.Levels(name, levels, true, false);
        }
        if (cuts.length == 0) return new Condition.Missing(name, true);
        if (bin == 0) return Condition.below(name, cuts[0]);
        if (bin == cuts.length) return Condition.atLeast(name, cuts[bin - 1]);
        return new Condition.Range(name, cuts[bin - 1], true, cuts[bin], false, false, false);
    }

    /** A bin's name for people, without the column's. */
    String label(int bin) {
        if (bin == values()) return "(missing)";
        if (!numeric()) return bin < levels.size() ? levels.get(bin) : "(others)";
        if (cuts.length == 0) return "(any)";
        if (bin == 0) return "< " + number(cuts[0]);
        if (bin == cuts.length) return "≥ " + number(cuts[bin - 1]);
        return number(cuts[bin - 1]) + " to < " + number(cuts[bin]);
    }

    private static String number(double value) {
        return io.candor.core.json.EcmaNumber.format(value);
    }
}
