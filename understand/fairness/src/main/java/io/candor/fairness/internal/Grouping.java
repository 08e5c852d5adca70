package io.candor.fairness.internal;

import io.candor.core.CandorException;
import io.candor.core.data.BooleanColumn;
import io.candor.core.data.Column;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The groups of observed combinations of some columns' values.
 *
 * @param codes the group of each row; the last code is {@code unknown}: a value is missing
 * @param labels of the known groups, in the order of their codes
 */
public record Grouping(int[] codes, List<String> labels) {
    /** The label of rows whose value is missing. */
    public static final String UNKNOWN = "(unknown)";

    /** More groups than this are an identifier, not a grouping. */
    public static final int MOST_GROUPS = 100;

    /** Groups of a feature; a row with any part missing is unknown. */
    public static Grouping ofFeature(Table table, List<String> columns, FairnessPlan plan) {
        return combine(table, columns, plan, false);
    }

    /** Strata of control columns, labelled {@code name=value & …}; a missing part is a value of its own. */
    public static Grouping ofControls(Table table, List<String> columns, FairnessPlan plan) {
        return combine(table, columns, plan, true);
    }

    /** How the plan's numeric columns are cut, by column. */
    public static Map<String, FairnessAssessment.Grouped> cutColumns(Table table, FairnessPlan plan) {
        Map<String, FairnessAssessment.Grouped> cuts = new TreeMap<>();
        List<String> names = new ArrayList<>(plan.sensitive());
        plan.intersections().forEach(names::addAll);
        names.addAll(plan.controls());
        for (String name : names) {
            if (!(table.column(name) instanceof NumericColumn column)) continue;
            NumericBins bins = NumericBins.of(column, plan.cuts().get(name), plan.minGroup());
            List<Double> points = new ArrayList<>();
            for (double cut : bins.cuts()) points.add(cut);
            cuts.put(name, new FairnessAssessment.Grouped(List.copyOf(points), bins.rule()));
        }
        return cuts;
    }

    /** The code of unknown rows. */
    public int unknown() {
        return labels.size();
    }

    /**
     * The rows of each group, in their order; those of unknown groups last.
     *
     * @param rows some of the table's
     */
    public int[][] partition(int[] rows) {
        int[] sizes = new int[unknown() + 1];
        for (int row : rows) sizes[codes[row]]++;
        int[][] members = new int[sizes.length][];
        for (int g = 0; g < sizes.length; g++) members[g] = new int[sizes[g]];
        int[] filled = new int[sizes.length];
        for (int row : rows) {
            int g = codes[row];
            members[g][filled[g]++] = row;
        }
        return members;
    }

    private static Grouping combine(Table table, List<String> columns, FairnessPlan plan, boolean controls) {
        int n = table.rows();
        long[] keys = new long[n];
        boolean[] missing = new boolean[n];
        List<Grouping> parts = new ArrayList<>();
        for (String name : columns) {
            Grouping part = single(table.column(name), plan);
            parts.add(part);
            int base = part.labels.size() + 1;
            for (int i = 0; i < n; i++) {
                keys[i] = keys[i] * base + part.codes[i];
                missing[i] |= part.codes[i] == part.unknown();
            }
        }
        TreeSet<Long> observed = new TreeSet<>();
        for (int i = 0; i < n; i++) if (controls || !missing[i]) observed.add(keys[i]);
        tooMany(observed.size(), String.join(" & ", columns));
        Map<Long, Integer> index = new HashMap<>();
        List<String> labels = new ArrayList<>();
        for (long key : observed) {
            index.put(key, labels.size());
            labels.add(label(key, parts, columns, controls));
        }
        if (new HashSet<>(labels).size() < labels.size() || labels.contains(UNKNOWN)) {
            throw CandorException.user(
                    "CND-F006",
                    "two groups of '" + String.join(" & ", columns) + "' would have one label",
                    "values that stay different when joined by ' & ', none called '" + UNKNOWN + "'",
                    "rename the values");
        }
        int[] codes = new int[n];
        for (int i = 0; i < n; i++) codes[i] = index.getOrDefault(keys[i], labels.size());
        return new Grouping(codes, labels);
    }

    private static String label(long key, List<Grouping> parts, List<String> columns, boolean controls) {
        String joined = "";
        long rest = key;
        for (int p = parts.size() - 1; p >= 0; p--) {
            Grouping part = parts.get(p);
            int code = (int) (rest % (part.labels.size() + 1));
            rest /= part.labels.size() + 1;
            String value = code == part.unknown() ? UNKNOWN : part.labels.get(code);
            if (controls) value = columns.get(p) + "=" + value;
            joined = joined.isEmpty() ? value : value + " & " + joined;
        }
        return joined;
    }

    private static Grouping single(Column column, FairnessPlan plan) {
        if (column instanceof InstantColumn) {
            throw CandorException.user(
                    "CND-F004",
                    "column '" + column.name() + "' is a date",
                    "a category, a boolean or a number",
                    "derive an age or a period from it");
        }
        if (column instanceof NumericColumn numbers) return numeric(numbers, plan);
        if (plan.cuts().containsKey(column.name())) {
            throw CandorException.user(
                    "CND-F005",
                    "cut points are given for '" + column.name() + "', which is not a number",
                    "cut points for numbers only",
                    "remove them");
        }
        return texts(column);
    }

    private static Grouping numeric(NumericColumn column, FairnessPlan plan) {
        NumericBins bins = NumericBins.of(column, plan.cuts().get(column.name()), plan.minGroup());
        int[] raw = new int[column.size()];
        TreeMap<Integer, Integer> used = new TreeMap<>();
        for (int i = 0; i < raw.length; i++) {
            raw[i] = column.isMissing(i) ? -1 : bins.bin(column.get(i));
            if (raw[i] >= 0) used.put(raw[i], 0);
        }
        List<String> labels = new ArrayList<>();
        for (Map.Entry<Integer, Integer> bin : used.entrySet()) {
            bin.setValue(labels.size());
            labels.add(bins.label(bin.getKey()));
        }
        for (int i = 0; i < raw.length; i++) raw[i] = raw[i] < 0 ? labels.size() : used.getOrDefault(raw[i], 0);
        return new Grouping(raw, labels);
    }

    /** Levels in the order of their text, whatever the column's own order. */
    private static Grouping texts(Column column) {
        TreeMap<String, Integer> index = new TreeMap<>();
        for (int i = 0; i < column.size(); i++) {
            String cell = column.text(i);
            if (cell != null && index.put(cell, 0) == null && !(column instanceof BooleanColumn)) {
                tooMany(index.size(), column.name());
            }
        }
        List<String> labels = List.copyOf(index.keySet());
        for (int g = 0; g < labels.size(); g++) index.put(labels.get(g), g);
        int[] codes = new int[column.size()];
        for (int i = 0; i < codes.length; i++) {
            String cell = column.text(i);
            codes[i] = cell == null ? labels.size() : index.getOrDefault(cell, labels.size());
        }
        return new Grouping(codes, labels);
    }

    private static void tooMany(int groups, String feature) {
        if (groups <= MOST_GROUPS) return;
        throw CandorException.user(
                "CND-F003",
                "'" + feature + "' has more than " + MOST_GROUPS + " groups",
                "a column or an intersection with fewer",
                "declare cut points, join values, or leave it out");
    }
}
