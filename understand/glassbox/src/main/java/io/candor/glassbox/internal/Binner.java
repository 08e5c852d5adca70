package io.candor.glassbox.internal;

import io.candor.core.CandorException;
import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.model.Bins;
import io.candor.core.model.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Cuts columns into bins: numbers by {@link QuantileCuts}, categories one bin each, sorted by text, booleans false, true. */
public final class Binner {
    private static final int MOST_BINS = 65_536;

    private final int maxBins;

    /** @param maxBins bins of a number with those for missing and unseen */
    public Binner(int maxBins) {
        this.maxBins = maxBins;
    }

    /**
     * @throws CandorException {@code CND-G003} for text and instants, {@code CND-G006} for infinities, {@code CND-G010} for
     *     too many categories
     */
    public Feature bin(Column column) {
        if (column instanceof NumericColumn numbers) return number(numbers);
        if (column instanceof CategoricalColumn categories) return category(categories);
        if (column instanceof BooleanColumn booleans) return flag(booleans);
        throw CandorException.user(
                "CND-G003",
                "column '" + column.name() + "' holds " + column.type().label() + " values",
                "an EBM learns from numbers, categories and booleans",
                "drop the column, or make a number or a category of it");
    }

    private Feature number(NumericColumn column) {
        double[] values = column.values();
        double[] present = new double[values.length];
        int n = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            if (Double.isNaN(v)) continue;
            if (Double.isInfinite(v)) throw infinite(column.name());
            present[n++] = v;
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        double[] cuts = QuantileCuts.of(java.util.Arrays.copyOf(present, n), maxBins - 3);
        Bins.Cuts bins = new Bins.Cuts(cuts, n == 0 ? Double.NaN : min + 0.0, n == 0 ? Double.NaN : max + 0.0);
        int[] codes = new int[values.length];
        for (int i = 0; i < codes.length; i++) codes[i] = bins.of(values[i]);
        return new Feature(Input.number(column.name()), bins, Codes.of(codes, bins.count()));
    }

    private static Feature category(CategoricalColumn column) {
        boolean[] occurs = new boolean[column.levels().size()];
        for (int code : column.codes()) if (code >= 0) occurs[code] = true;
        TreeMap<String, Integer> sorted = new TreeMap<>();
        for (int l = 0; l < occurs.length; l++)
            if (occurs[l]) sorted.put(column.levels().get(l), l);
        int[] binOfCode = new int[occurs.length];
        int bin = 0;
        for (int code : sorted.values()) binOfCode[code] = ++bin;
        if (bin + 2 > MOST_BINS) throw crowded(column.name(), bin);
        int[] codes = new int[column.size()];
        for (int i = 0; i < codes.length; i++) codes[i] = column.code(i) < 0 ? 0 : binOfCode[column.code(i)];
        return nominal(column.name(), new ArrayList<>(sorted.keySet()), codes);
    }

    private static Feature flag(BooleanColumn column) {
        int[] codes = new int[column.size()];
        for (int i = 0; i < codes.length; i++) codes[i] = column.get(i) + 1;
        return nominal(column.name(), List.of("false", "true"), codes);
    }

    private static Feature nominal(String name, List<String> levels, int[] codes) {
        int[] binOfLevel = new int[levels.size()];
        for (int l = 0; l < binOfLevel.length; l++) binOfLevel[l] = l + 1;
        return new Feature(
                Input.category(name, levels), new Bins.Levels(binOfLevel), Codes.of(codes, binOfLevel.length + 2));
    }

    private static CandorException infinite(String column) {
        return CandorException.user(
                "CND-G006",
                "column '" + column + "' has an infinite value",
                "an EBM learns from finite numbers and missing values",
                "replace infinities by a number or leave the cells empty");
    }

    private static CandorException crowded(String column, int levels) {
        return CandorException.user(
                "CND-G010",
                "column '" + column + "' has " + levels + " categories",
                "an EBM learns from at most " + (MOST_BINS - 2) + " per input",
                "drop the column if it is an identifier, or group its categories");
    }
}
