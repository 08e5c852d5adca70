package io.candor.fairness.reduction;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.Target;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.internal.Grouping;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows to learn from or to measure on: inputs, labels, groups, strata and weights. Rows without weight are left out. Immutable.
 *
 * <p>A row whose group is not known takes part in the objective and in its event's mean, but no bound is of it.
 */
public final class ReductionRows {
    private final Table table;
    private final List<String> inputs;
    private final Target target;
    private final Grouping groups;
    private final @Nullable Grouping strata;
    private final double[] weights;

    private ReductionRows(
            Table table,
            List<String> inputs,
            Target target,
            Grouping groups,
            @Nullable Grouping strata,
            double[] weights) {
        this.table = table;
        this.inputs = List.copyOf(inputs);
        this.target = target;
        this.groups = groups;
        this.strata = strata;
        this.weights = weights;
    }

    /**
     * @param table holds the inputs, sensitive and control columns
     * @param inputs names of the columns to learn from
     * @param plan its sensitive columns are taken together: every combination of their values is a group; its controls make strata, within which alone
     *     groups are compared; its intersections are not read
     * @param weights one per row, 0 or more; null for equal weights
     * @throws CandorException {@code CND-F030} no sensitive column, {@code CND-F031} bad weights, {@code CND-D003}, {@code CND-F003} to {@code CND-F006}
     */
    public static ReductionRows of(
            Table table, List<String> inputs, Target target, FairnessPlan plan, double @Nullable [] weights) {
        if (table.rows() != target.values().length) {
            throw new IllegalArgumentException(table.rows() + " rows, " + target.values().length + " labels");
        }
        if (plan.sensitive().isEmpty()) {
            throw CandorException.user(
                    "CND-F030",
                    "no sensitive column is named",
                    "one or more, taken together",
                    "name the columns whose values make the groups");
        }
        Grouping groups = Grouping.ofFeature(table, plan.sensitive(), plan);
        Grouping strata = plan.controls().isEmpty() ? null : Grouping.ofControls(table, plan.controls(), plan);
        ReductionRows all = new ReductionRows(table, inputs, target, groups, strata, checked(weights, table.rows()));
        int[] weighted =
                IntStream.range(0, table.rows()).filter(i -> all.weights[i] > 0).toArray();
        return weighted.length == table.rows() ? all : all.select(weighted);
    }

    private static double[] checked(double @Nullable [] weights, int rows) {
        double[] checked = new double[rows];
        if (weights == null) {
            Arrays.fill(checked, 1);
            return checked;
        }
        if (weights.length != rows) throw new IllegalArgumentException(weights.length + " weights, " + rows + " rows");
        double total = 0;
        for (double w : weights) total += w >= 0 ? w : Double.NaN;
        if (!(total > 0 && total <= Double.MAX_VALUE)) {
            throw CandorException.user(
                    "CND-F031",
                    "the weights are not all finite and 0 or more, or are all 0",
                    "one weight per row, 0 for a row that does not count",
                    "check the column of weights");
        }
        double mean = total / rows;
        for (int i = 0; i < rows; i++) checked[i] = mean == 1 ? weights[i] : weights[i] / mean;
        return checked;
    }

    /** The given rows, in the given order, with the same groups and strata. */
    public ReductionRows select(int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) picked[i] = weights[rows[i]];
        return new ReductionRows(
                table.select(rows),
                inputs,
                target.select(rows),
                select(groups, rows),
                strata == null ? null : select(strata, rows),
                picked);
    }

    private static Grouping select(Grouping grouping, int[] rows) {
        int[] codes = new int[rows.length];
        for (int i = 0; i < rows.length; i++) codes[i] = grouping.codes()[rows[i]];
        return new Grouping(codes, grouping.labels());
    }

    public int size() {
        return weights.length;
    }

    /** All columns. */
    public Table table() {
        return table;
    }

    /** The columns to learn from. */
    public Table inputs() {
        return table.only(inputs);
    }

    public Target target() {
        return target;
    }

    /** A row's label: 1 or 0, or a number. */
    public double label(int row) {
        return target.values()[row];
    }

    /** A row's weight, above 0; their mean over all rows that {@link #of} was given is 1. */
    public double weight(int row) {
        return weights[row];
    }

    /** Names of the groups. */
    public List<String> groups() {
        return groups.labels();
    }

    /** A row's group, an index into {@link #groups}; −1 if it is not known. */
    public int group(int row) {
        int code = groups.codes()[row];
        return code == groups.unknown() ? -1 : code;
    }

    /** Names of the strata; none without control columns. */
    public List<String> strata() {
        return strata == null ? List.of() : strata.labels();
    }

    /** A row's stratum, an index into {@link #strata}; 0 without control columns. */
    public int stratum(int row) {
        return strata == null ? 0 : strata.codes()[row];
    }
}
