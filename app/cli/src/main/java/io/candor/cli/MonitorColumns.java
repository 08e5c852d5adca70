package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.data.InstantColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.fairness.monitor.Batch;
import io.candor.fairness.monitor.MonitorPlan;
import io.candor.fairness.monitor.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which columns of a batch hold decisions, scores, labels and times; the same for the reference and for every batch. */
final class MonitorColumns {
    @Mixin
    DecisionColumns columns = new DecisionColumns();

    @Option(names = "--time", paramLabel = "C", description = "Column of the decision's time, of windows by time.")
    @Nullable
    String time;

    @Option(
            names = "--number",
            paramLabel = "C",
            description = "Column of the running number or the batch of the decision.")
    @Nullable
    String number;

    /** A feature of one or several columns (joined by {@code +}) with the groups that the rows show. */
    static MonitorPlan.Feature feature(Table table, String columns) {
        List<String> names = List.of(columns.split("\\+"));
        String name = String.join(" & ", names);
        TreeSet<String> groups = new TreeSet<>();
        for (int i = 0; i < table.rows(); i++) {
            String value = value(table, names, i);
            if (value != null) groups.add(value);
            if (groups.size() <= 100) continue;
            throw CandorException.user(
                    "CND-U051",
                    "'" + name + "' has more than 100 groups",
                    "a column of few values",
                    "cut it into ranges first, or leave it out");
        }
        return new MonitorPlan.Feature(name, List.copyOf(groups));
    }

    /**
     * The rows as a batch.
     *
     * @param next the position of the first row where the data have none; of batches, of all rows
     */
    Batch batch(Table table, MonitorPlan plan, long next, boolean late, boolean reference) {
        int n = table.rows();
        int[][] groups = new int[plan.features().size()][n];
        for (int f = 0; f < groups.length; f++) {
            String name = plan.features().get(f).name();
            List<String> names = table.has(name) ? List.of(name) : List.of(name.split(" & "));
            for (int i = 0; i < n; i++) groups[f][i] = plan.features().get(f).code(value(table, names, i));
        }
        double[] scores = new double[n];
        Arrays.fill(scores, Double.NaN);
        int[] decisions = columns.decisions(table, scores);
        int[] labels = new int[n];
        Arrays.fill(labels, -1);
        if (columns.label != null) labels = columns.classes(table.column(columns.label), true);
        if (late && columns.label == null)
            throw DecisionColumns.missing("--label", "the column of the labels that came");
        long[] positions = reference ? new long[n] : positions(table, plan.windows(), next, late);
        return new Batch(groups, decisions, labels, scores, positions, late);
    }

    private long[] positions(Table table, Windows windows, long next, boolean late) {
        long[] positions = new long[table.rows()];
        if (windows.kind() == Windows.Kind.TIME) {
            if (time == null) throw DecisionColumns.missing("--time", "the column of the decision's time");
            if (!(table.column(time) instanceof InstantColumn instants))
                throw DecisionColumns.unusable(time, "a date or time in every row");
            for (int i = 0; i < positions.length; i++) {
                if (instants.isMissing(i)) throw DecisionColumns.unusable(time, "a date or time in every row");
                positions[i] = Math.floorDiv(instants.get(i), 1000L);
            }
            return positions;
        }
        if (number != null) {
            if (!(table.column(number) instanceof NumericColumn numbers))
                throw DecisionColumns.unusable(number, "whole numbers");
            for (int i = 0; i < positions.length; i++) {
                double v = numbers.get(i);
                if (!(v == Math.rint(v) && Math.abs(v) <= 1L << 53))
                    throw DecisionColumns.unusable(number, "whole numbers");
                positions[i] = (long) v;
            }
            return positions;
        }
        if (late)
            throw DecisionColumns.missing(
                    "--number", "the column of the decision's " + windows.kind().label());
        for (int i = 0; i < positions.length; i++)
            positions[i] = windows.kind() == Windows.Kind.BATCHES ? next : next + i;
        return positions;
    }

    private static @Nullable String value(Table table, List<String> names, int row) {
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            String text = table.column(name).text(row);
            if (text == null) return null;
            parts.add(text);
        }
        return String.join(" & ", parts);
    }
}
