package io.candor.fairness.slices.internal;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.Condition;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.TextColumn;
import io.candor.core.json.EcmaNumber;
import io.candor.fairness.internal.NumericBins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One column as conditions that exclude each other: a level each, a range of numbers each, or that the value is missing. Conditions of fewer rows than a slice needs,
 * or of all but so few, are left out; of more than a hundred the most frequent stay.
 *
 * @param codes the condition of each row; {@code conditions.size()} if none holds
 */
public record Conditions(String column, byte[] codes, List<Condition> conditions) {
    private static final int MOST = 100;

    /** Why a column makes no conditions; null if it does. */
    public static @Nullable String unfit(Column column) {
        if (column instanceof TextColumn) return "free text";
        return column instanceof InstantColumn ? "a date" : null;
    }

    /**
     * @param rows which count
     * @param cuts of a numeric column; null for decades or quartiles
     */
    public static Conditions of(Column column, int[] rows, @Nullable List<Double> cuts, int minGroup) {
        List<Condition> all = new ArrayList<>();
        IntUnaryOperator code =
                column instanceof NumericColumn numbers ? numeric(numbers, cuts, minGroup, all) : levels(column, all);
        int missing = all.size();
        all.add(Condition.missing(column.name()));
        int[] raw = new int[rows.length];
        int[] counts = new int[all.size()];
        for (int i = 0; i < rows.length; i++) {
            raw[i] = column.isMissing(rows[i]) ? missing : code.applyAsInt(rows[i]);
            if (raw[i] >= 0) counts[raw[i]]++;
        }
        int least = threshold(counts, minGroup);
        List<Condition> kept = new ArrayList<>();
        int[] index = new int[all.size()];
        for (int c = 0; c < index.length; c++) {
            index[c] =
                    counts[c] >= least && rows.length - counts[c] >= minGroup && kept.size() < MOST ? kept.size() : -1;
            if (index[c] >= 0) kept.add(all.get(c));
        }
        byte[] codes = new byte[rows.length];
        for (int i = 0; i < codes.length; i++) {
            int at = raw[i] < 0 ? -1 : index[raw[i]];
            codes[i] = (byte) (at < 0 ? kept.size() : at);
        }
        return new Conditions(column.name(), codes, List.copyOf(kept));
    }

    /** The least count that keeps no more than {@link #MOST} conditions, ties apart. */
    private static int threshold(int[] counts, int minGroup) {
        int[] sorted = counts.clone();
        java.util.Arrays.sort(sorted);
        return sorted.length <= MOST ? minGroup : Math.max(minGroup, sorted[sorted.length - MOST]);
    }

    private static IntUnaryOperator levels(Column column, List<Condition> all) {
        if (column instanceof CategoricalColumn categories) {
            for (String level : categories.levels()) all.add(Condition.in(column.name(), List.of(level)));
            return categories::code;
        }
        TreeMap<String, Integer> index = new TreeMap<>();
        for (int i = 0; i < column.size(); i++) {
            String cell = column.text(i);
            if (cell != null) index.put(cell, 0);
        }
        Map<String, Integer> codes = new HashMap<>();
        for (String level : index.keySet()) {
            codes.put(level, all.size());
            all.add(Condition.in(column.name(), List.of(level)));
        }
        return row -> codes.getOrDefault(String.valueOf(column.text(row)), -1);
    }

    private static IntUnaryOperator numeric(
            NumericColumn column, @Nullable List<Double> cuts, int minGroup, List<Condition> all) {
        NumericBins bins = NumericBins.of(column, cuts, minGroup);
        String name = column.name();
        double[] points = bins.rule().equals("quartiles") ? apart(column, bins.cuts()) : bins.cuts();
        if (bins.rule().equals("values")) {
            for (double value : points) all.add(Condition.in(name, List.of(EcmaNumber.format(value))));
            return row -> java.util.Arrays.binarySearch(points, column.get(row) + 0.0); // an infinity is in none
        }
        if (points.length == 0) return row -> -1; // one bin: no condition
        for (int b = 0; b <= points.length; b++) {
            double low = b == 0 ? Double.NEGATIVE_INFINITY : points[b - 1];
            double high = b == points.length ? Double.POSITIVE_INFINITY : points[b];
            all.add(new Condition.Range(name, low, b > 0, high, false, false, false));
        }
        return row -> {
            int bin = 0;
            while (bin < points.length && column.get(row) >= points[bin]) bin++;
            return bin;
        };
    }

    /** Of a column most of whose rows have its least value, quartiles are this value: it and what is above are told apart. */
    private static double[] apart(NumericColumn column, double[] quartiles) {
        double least = Double.POSITIVE_INFINITY;
        double next = Double.POSITIVE_INFINITY;
        for (double v : column.values()) {
            if (v < least) {
                next = least;
                least = v;
            } else if (v > least && v < next) next = v;
        }
        if (quartiles.length == 0 || quartiles[0] > least || Double.isInfinite(next)) return quartiles;
        double[] points = quartiles.clone();
        if (points.length == 1) points[0] = next;
        return points;
    }
}
