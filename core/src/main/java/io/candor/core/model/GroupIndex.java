package io.candor.core.model;

import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.Condition;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Finds the group of every row. Values of a column that no condition tells apart are one class: a level, or what lies between two ends of ranges. The conditions
 * are asked of one representative per class; a row then costs one look-up per column, whatever the number of groups.
 */
final class GroupIndex {
    private final List<GroupDecider.Group> groups;
    private final int words;

    GroupIndex(List<GroupDecider.Group> groups) {
        this.groups = groups;
        this.words = (groups.size() + 63) / 64;
    }

    /** Per row the first group all of whose conditions hold; −1 for none. */
    int[] of(Table rows) {
        Map<String, List<Condition>> byColumn = new LinkedHashMap<>();
        for (GroupDecider.Group group : groups) {
            for (Condition c : group.conditions()) {
                byColumn.computeIfAbsent(c.column(), k -> new ArrayList<>()).add(c);
            }
        }
        List<int[]> classes = new ArrayList<>(); // per column and row
        List<long[]> held = new ArrayList<>(); // per column: words of each class, one bit per group
        byColumn.forEach((name, conditions) -> add(rows.column(name), conditions, classes, held));
        int[] found = new int[rows.rows()];
        for (int i = 0; i < found.length; i++) found[i] = first(i, classes, held);
        return found;
    }

    private int first(int row, List<int[]> classes, List<long[]> held) {
        for (int w = 0; w < words; w++) {
            long all = ~0L;
            for (int c = 0; c < classes.size(); c++) {
                all &= held.get(c)[classes.get(c)[row] * words + w];
            }
            int group = w * 64 + Long.numberOfTrailingZeros(all);
            if (all != 0 && group < groups.size()) return group;
        }
        return -1;
    }

    private void add(Column column, List<Condition> conditions, List<int[]> classes, List<long[]> held) {
        int[] of = new int[column.size()];
        Column representatives;
        if (column instanceof CategoricalColumn levels) {
            int missing = levels.levels().size();
            for (int i = 0; i < of.length; i++) of[i] = levels.code(i) < 0 ? missing : levels.code(i);
            int[] codes = new int[missing + 1];
            for (int l = 0; l < missing; l++) codes[l] = l;
            codes[missing] = -1;
            representatives = new CategoricalColumn(column.name(), codes, levels.levels());
        } else if (column instanceof BooleanColumn flags) {
            for (int i = 0; i < of.length; i++) of[i] = flags.get(i) < 0 ? 2 : flags.get(i);
            representatives = new BooleanColumn(column.name(), new byte[] {0, 1, -1});
        } else if (column instanceof NumericColumn numbers) {
            representatives = numbers(numbers, conditions, of);
        } else {
            representatives = column; // texts: each row by itself
            for (int i = 0; i < of.length; i++) of[i] = i;
        }
        classes.add(of);
        held.add(held(representatives));
    }

    private static NumericColumn numbers(NumericColumn column, List<Condition> conditions, int[] of) {
        TreeSet<Double> ends = new TreeSet<>();
        for (Condition condition : new LinkedHashSet<>(conditions)) {
            if (condition instanceof Condition.Range range) {
                ends.add(range.low() + 0.0);
                ends.add(range.high() + 0.0);
            } else if (condition instanceof Condition.Levels levels) {
                condition.on(new Table(List.of(column))); // refuses levels that are no numbers
                for (String level : levels.levels()) ends.add(Double.parseDouble(level) + 0.0);
            }
        }
        double[] cuts = ends.stream().mapToDouble(Double::doubleValue).toArray();
        int missing = 2 * cuts.length + 1;
        for (int i = 0; i < of.length; i++) {
            double v = column.get(i);
            int at = Arrays.binarySearch(cuts, v + 0.0); // odd classes are ends, even ones lie between
            of[i] = Double.isNaN(v) ? missing : at >= 0 ? 2 * at + 1 : 2 * (-at - 1);
        }
        double[] values = new double[missing + 1];
        for (int c = 0; c < cuts.length; c++) {
            values[2 * c] = Math.nextDown(cuts[c]); // of a class without numbers something that is never asked for
            values[2 * c + 1] = cuts[c];
        }
        values[missing - 1] = cuts.length == 0 ? 0 : Math.nextUp(cuts[cuts.length - 1]);
        values[missing] = Double.NaN;
        return new NumericColumn(column.name(), values);
    }

    private long[] held(Column representatives) {
        Table table = new Table(List.of(representatives));
        long[] bits = new long[representatives.size() * words];
        for (int g = 0; g < groups.size(); g++) {
            IntPredicate all = row -> true;
            for (Condition condition : groups.get(g).conditions()) {
                if (condition.column().equals(representatives.name())) all = all.and(condition.on(table));
            }
            for (int r = 0; r < representatives.size(); r++) {
                if (all.test(r)) bits[r * words + g / 64] |= 1L << (g % 64);
            }
        }
        return bits;
    }
}
