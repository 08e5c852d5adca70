package io.candor.fairness.threshold;

import io.candor.core.data.Condition;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.Grouping;
import io.candor.fairness.internal.NumericBins;
import io.candor.fairness.threshold.internal.Refusals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What thresholds are fitted to: scores of rows that the model was best not trained on, their labels and groups. Arrays that are handed in become its own.
 *
 * @param groups two or more, with the conditions by which rows are known to be theirs
 * @param group per row an index into {@code groups}; their number for a row of none, which is left out
 * @param scores P(positive), from 0 to 1
 * @param labels 0 or 1
 * @param weights positive and finite; null for equal weights
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ScoredRows(List<Group> groups, int[] group, double[] scores, int[] labels, double @Nullable [] weights) {
    /** A group's name and the conditions that all hold for its rows. */
    public record Group(String name, List<Condition> conditions) {
        public Group {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * @throws io.candor.core.CandorException {@code CND-F001} lengths differ, {@code CND-F009} a label is neither 0 nor 1, {@code CND-F010} a score is not a
     *     probability, {@code CND-F043} a weight is not positive, {@code CND-F044} fewer than two groups
     */
    public ScoredRows {
        groups = List.copyOf(groups);
        Predictions.binary(labels, scores, labels);
        if (group.length != labels.length) throw new IllegalArgumentException("one group per row is needed");
        if (groups.size() < 2) throw Refusals.tooFewGroups(groups.size());
        if (weights != null) {
            if (weights.length != labels.length) throw new IllegalArgumentException("one weight per row is needed");
            for (double w : weights) if (!(w > 0 && w < Double.POSITIVE_INFINITY)) throw Refusals.badWeight();
        }
    }

    /** Rows of equal weight. */
    public ScoredRows(List<Group> groups, int[] group, double[] scores, int[] labels) {
        this(groups, group, scores, labels, null);
    }

    /**
     * Groups by columns as an assessment makes them: the observed combinations of levels, and ranges of numbers ({@link FairnessPlan#cuts}).
     *
     * @param columns one or more sensitive columns
     * @throws io.candor.core.CandorException as the constructor; {@code CND-D003}, {@code CND-F003} more than 100 groups, {@code CND-F004} dates
     */
    public static ScoredRows of(
            Table table,
            List<String> columns,
            FairnessPlan plan,
            double[] scores,
            int[] labels,
            double @Nullable [] weights) {
        Grouping grouping = Grouping.ofFeature(table, columns, plan);
        int[] example = new int[grouping.labels().size()];
        for (int i = table.rows() - 1; i >= 0; i--) {
            if (grouping.codes()[i] < example.length) example[grouping.codes()[i]] = i;
        }
        List<List<Condition>> conditions = new ArrayList<>();
        for (int g = 0; g < example.length; g++) conditions.add(new ArrayList<>());
        for (String column : columns) {
            NumericBins bins = table.column(column) instanceof NumericColumn numbers
                    ? NumericBins.of(numbers, plan.cuts().get(column), plan.minGroup())
                    : null;
            for (int g = 0; g < example.length; g++) {
                conditions.get(g).add(condition(table, column, bins, example[g]));
            }
        }
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < example.length; g++) {
            groups.add(new Group(grouping.labels().get(g), conditions.get(g)));
        }
        return new ScoredRows(groups, grouping.codes(), scores, labels, weights);
    }

    private static Condition condition(Table table, String column, @Nullable NumericBins bins, int row) {
        if (bins == null || !(table.column(column) instanceof NumericColumn numbers)) {
            return Condition.in(
                    column, List.of(String.valueOf(table.column(column).text(row))));
        }
        int bin = bins.bin(numbers.get(row));
        if (bins.rule().equals("values")) return Condition.in(column, List.of(bins.label(bin)));
        double[] cuts = bins.cuts();
        if (cuts.length == 0) return new Condition.Missing(column, true);
        if (bin == 0) return Condition.below(column, cuts[0]);
        if (bin == cuts.length) return Condition.atLeast(column, cuts[bin - 1]);
        return new Condition.Range(column, cuts[bin - 1], true, cuts[bin], false, false, false);
    }

    /** The weight of a row. */
    double weight(int row) {
        return weights == null ? 1 : weights[row];
    }
}
