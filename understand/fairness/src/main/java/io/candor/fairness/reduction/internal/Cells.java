package io.candor.fairness.reduction.internal;

import io.candor.fairness.reduction.Constraint;
import io.candor.fairness.reduction.Events;
import io.candor.fairness.reduction.ReductionRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cells of a constraint in some rows: groups within events within strata. Rows know their cell and their event by number, so whatever is linear in the
 * bounds is a look-up by row and a sum by cell; no matrix of rows by constraints is made.
 *
 * @param names of the cells that have bounds, in order
 * @param eventOf the event of each cell
 * @param event of each row; −1 for none
 * @param cell of each row; −1 for none
 * @param eventWeight sum of row weights
 * @param cellWeight sum of row weights
 * @param total sum of all rows' weights
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record Cells(
        List<Name> names,
        int[] eventOf,
        int[] event,
        int[] cell,
        double[] eventWeight,
        double[] cellWeight,
        double total) {
    /** What a cell is called. */
    record Name(String event, String group) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            int byEvent = event.compareTo(other.event);
            return byEvent != 0 ? byEvent : group.compareTo(other.group);
        }

        @Override
        public String toString() {
            return event + ", " + group;
        }
    }

    /** All cells that have rows, with the first row of each. */
    static TreeMap<Name, Integer> present(Constraint constraint, ReductionRows rows) {
        Events events = constraint.events(rows);
        TreeMap<Name, Integer> found = new TreeMap<>();
        int groups = rows.groups().size();
        boolean[] seen =
                new boolean[Math.max(1, rows.strata().size()) * events.names().size() * groups];
        for (int i = 0; i < rows.size(); i++) {
            int e = events.codes()[i];
            if (e < 0 || rows.group(i) < 0) continue;
            int at = (rows.stratum(i) * events.names().size() + e) * groups + rows.group(i);
            if (seen[at]) continue;
            seen[at] = true;
            found.put(
                    new Name(
                            name(rows, events, rows.stratum(i), e),
                            rows.groups().get(rows.group(i))),
                    i);
        }
        return found;
    }

    /** The given cells, in order, over some rows. */
    static Cells of(Constraint constraint, ReductionRows rows, List<Name> names) {
        Events events = constraint.events(rows);
        int strata = Math.max(1, rows.strata().size());
        int groups = rows.groups().size();
        Map<Name, Integer> numbers = new TreeMap<>();
        for (int c = 0; c < names.size(); c++) numbers.put(names.get(c), c);
        Map<String, Integer> eventNumbers = new TreeMap<>();
        for (Name name : names) eventNumbers.putIfAbsent(name.event(), eventNumbers.size());
        int[] eventTable = new int[strata * events.names().size()];
        int[] cellTable = new int[eventTable.length * groups];
        for (int s = 0; s < strata; s++) {
            for (int e = 0; e < events.names().size(); e++) {
                int at = s * events.names().size() + e;
                String name = name(rows, events, s, e);
                eventTable[at] = eventNumbers.getOrDefault(name, -1);
                for (int g = 0; g < groups; g++) {
                    cellTable[at * groups + g] =
                            numbers.getOrDefault(new Name(name, rows.groups().get(g)), -1);
                }
            }
        }
        int[] eventOf = new int[names.size()];
        for (int c = 0; c < eventOf.length; c++)
            eventOf[c] = eventNumbers.getOrDefault(names.get(c).event(), -1);
        Cells cells = new Cells(
                List.copyOf(names),
                eventOf,
                new int[rows.size()],
                new int[rows.size()],
                new double[eventNumbers.size()],
                new double[names.size()],
                total(rows));
        for (int i = 0; i < rows.size(); i++) {
            int e = events.codes()[i];
            int at = rows.stratum(i) * events.names().size() + e;
            cells.event[i] = e < 0 ? -1 : eventTable[at];
            cells.cell[i] = e < 0 || rows.group(i) < 0 ? -1 : cellTable[at * groups + rows.group(i)];
            if (cells.event[i] >= 0) cells.eventWeight[cells.event[i]] += rows.weight(i);
            if (cells.cell[i] >= 0) cells.cellWeight[cells.cell[i]] += rows.weight(i);
        }
        return cells;
    }

    /** Cells that both have, in order; those of only one of them are told by name. */
    static List<Name> common(TreeMap<Name, Integer> one, TreeMap<Name, Integer> other, List<String> left) {
        List<Name> common = new ArrayList<>();
        for (Name name : one.keySet()) {
            if (other.containsKey(name)) common.add(name);
            else left.add(name.toString());
        }
        for (Name name : other.keySet()) if (!one.containsKey(name)) left.add(name.toString());
        return common;
    }

    private static String name(ReductionRows rows, Events events, int stratum, int event) {
        String name = events.names().get(event);
        return rows.strata().isEmpty() ? name : name + " | " + rows.strata().get(stratum);
    }

    private static double total(ReductionRows rows) {
        double total = 0;
        for (int i = 0; i < rows.size(); i++) total += rows.weight(i);
        return total;
    }
}
