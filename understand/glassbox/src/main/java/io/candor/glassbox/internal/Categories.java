package io.candor.glassbox.internal;

import io.candor.core.CandorException;
import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.model.Bins;
import io.candor.glassbox.InputType;
import io.candor.glassbox.InputType.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The levels of one column and the level of every row. Levels are those that occur, sorted by text (booleans: false, true) or
 * by frequency; an ordinal column has those that are given.
 *
 * @param ofRow index of the level; −1 for missing
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record Categories(List<String> levels, int[] ofRow, int[] rowsPerLevel) {
    private static final int MOST_LEVELS = 65_534;

    /**
     * @throws CandorException {@code CND-G010} for too many levels, {@code CND-G015} for one that an order leaves out
     */
    static Categories of(Column column, InputType type) {
        List<String> levels = type.kind() == Kind.ORDINAL ? type.levels() : occurring(column);
        Categories found = of(column, levels);
        if (type.kind() != Kind.NOMINAL_PREVALENCE) return found;
        List<Integer> order = new ArrayList<>();
        for (int l = 0; l < levels.size(); l++) order.add(l);
        order.sort((a, b) -> Integer.compare(found.rowsPerLevel[b], found.rowsPerLevel[a])); // stable
        return of(column, order.stream().map(levels::get).toList());
    }

    private static List<String> occurring(Column column) {
        if (column instanceof BooleanColumn) return List.of("false", "true");
        TreeMap<String, Boolean> sorted = new TreeMap<>();
        if (column instanceof CategoricalColumn categories) {
            boolean[] occurs = new boolean[categories.levels().size()];
            for (int code : categories.codes()) if (code >= 0) occurs[code] = true;
            for (int l = 0; l < occurs.length; l++) {
                if (occurs[l]) sorted.put(categories.levels().get(l), true);
            }
        } else {
            for (int i = 0; i < column.size(); i++) {
                String text = column.text(i);
                if (text != null) sorted.put(text, true);
            }
        }
        if (sorted.size() > MOST_LEVELS) throw crowded(column.name(), sorted.size());
        return new ArrayList<>(sorted.keySet());
    }

    private static Categories of(Column column, List<String> levels) {
        Map<String, Integer> index = new HashMap<>();
        for (int l = 0; l < levels.size(); l++) index.put(levels.get(l), l);
        int[] ofRow = new int[column.size()];
        int[] count = new int[levels.size()];
        for (int i = 0; i < ofRow.length; i++) {
            String text = column.text(i);
            Integer level = text == null ? Integer.valueOf(-1) : index.get(text);
            if (level == null) {
                throw Binner.misfit(
                        column.name(),
                        "has a value that its order does not name",
                        "every value in the list of ordinal");
            }
            ofRow[i] = level;
            if (level >= 0) count[level]++;
        }
        return new Categories(List.copyOf(levels), ofRow, count);
    }

    /** A bin for each level. */
    Resolution each() {
        int[] binOfLevel = new int[levels.size()];
        for (int l = 0; l < binOfLevel.length; l++) binOfLevel[l] = l + 1;
        return resolution(binOfLevel);
    }

    /**
     * At most so many bins, with those for missing and unseen: the most frequent levels keep theirs, the others share the
     * last; with an order, neighbours share.
     */
    Resolution pooled(int maxBins, boolean ordered) {
        int bins = maxBins - 2;
        int[] binOfLevel = new int[levels.size()];
        if (ordered) {
            for (int l = 0; l < binOfLevel.length; l++) binOfLevel[l] = 1 + (int) ((long) l * bins / binOfLevel.length);
            return resolution(binOfLevel);
        }
        List<Integer> order = new ArrayList<>();
        for (int l = 0; l < binOfLevel.length; l++) order.add(l);
        order.sort((a, b) -> Integer.compare(rowsPerLevel[b], rowsPerLevel[a])); // stable
        boolean[] own = new boolean[binOfLevel.length];
        for (int k = 0; k + 1 < bins; k++) own[order.get(k)] = true;
        int next = 1;
        for (int l = 0; l < binOfLevel.length; l++) if (own[l]) binOfLevel[l] = next++;
        for (int l = 0; l < binOfLevel.length; l++) if (!own[l]) binOfLevel[l] = next;
        return resolution(binOfLevel);
    }

    private Resolution resolution(int[] binOfLevel) {
        Bins.Levels bins = new Bins.Levels(binOfLevel);
        int[] codes = new int[ofRow.length];
        for (int i = 0; i < codes.length; i++) codes[i] = ofRow[i] < 0 ? 0 : binOfLevel[ofRow[i]];
        return new Resolution(bins, Codes.of(codes, bins.count()));
    }

    private static CandorException crowded(String column, int levels) {
        return CandorException.user(
                "CND-G010",
                "column '" + column + "' has " + levels + " categories",
                "an EBM learns from at most " + MOST_LEVELS + " per input",
                "drop the column if it is an identifier, or group its categories");
    }
}
