package io.candor.explain.errors;

import io.candor.core.data.Cohort;
import io.candor.core.data.Column;
import io.candor.core.data.Condition;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.json.EcmaNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The groups of a column, or of several crossed, as cohorts: every row is in exactly one. */
public final class Views {
    /** Levels, or numbers, that are a group of their own; other levels are one group. */
    private static final int VALUES = 10;

    /** Ranges of a number with more values. */
    private static final int RANGES = 4;

    private Views() {}

    /**
     * Each value of a column, of a number with more than ten of them its quarters, and missing; without groups that have no rows.
     *
     * @param most groups; where there are more, some above that number are given, and not all
     * @throws io.candor.core.CandorException {@code CND-D003} for a column that is not there, {@code CND-E043} for one of texts or dates
     */
    public static List<Cohort> of(Table table, List<String> columns, int most) {
        ErrorRows.check(table, columns);
        List<Cohort> groups = List.of(new Cohort("", List.of()));
        for (String column : columns) {
            List<Cohort> finer = new ArrayList<>();
            for (Cohort group : groups) {
                for (Condition condition : conditions(table.column(column))) {
                    Cohort both = group.and(condition);
                    if (both.rows(table).length > 0) finer.add(both.named(both.text()));
                }
                if (finer.size() > most) return finer;
            }
            groups = finer;
        }
        return groups;
    }

    private static List<Condition> conditions(Column column) {
        int[] all = IntStream.range(0, column.size()).toArray();
        if (column instanceof NumericColumn numbers) {
            double[] few = Arrays.stream(numbers.values())
                    .filter(v -> !Double.isNaN(v))
                    .map(v -> v + 0.0)
                    .distinct()
                    .limit(VALUES + 1L)
                    .sorted()
                    .toArray();
            if (few.length <= VALUES && Arrays.stream(few).allMatch(Double::isFinite)) {
                List<Condition> values = new ArrayList<>();
                for (double v : few) values.add(Condition.in(column.name(), List.of(EcmaNumber.format(v))));
                if (column.missingCount() > 0) values.add(Condition.missing(column.name()));
                return values;
            }
        }
        Bins bins = Bins.of(column, all, column instanceof NumericColumn ? RANGES : VALUES, Bins.Width.QUANTILE);
        return IntStream.range(0, bins.count()).mapToObj(bins::condition).toList();
    }
}
