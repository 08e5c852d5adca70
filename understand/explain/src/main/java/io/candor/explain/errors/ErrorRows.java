package io.candor.explain.errors;

import io.candor.core.CandorException;
import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows with the error of each, and the columns by which they are told apart.
 *
 * @param errors as {@link ErrorMeasure#errors} gives them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ErrorRows(ErrorMeasure measure, Table table, double[] errors, List<String> features) {

    /** @throws CandorException {@code CND-E042} if no row counts, {@code CND-E043} if a column can't tell rows apart */
    public ErrorRows {
        features = List.copyOf(features);
        if (errors.length != table.rows()) throw new IllegalArgumentException("an error per row");
        if (Arrays.stream(errors).allMatch(Double::isNaN)) {
            throw CandorException.user(
                    "CND-E042",
                    "no row counts for the " + measure.words(),
                    "at least one row over which it is defined",
                    "give other rows, or choose another measure");
        }
        check(table, features);
    }

    /** @throws CandorException {@code CND-D003} if there is no such column, {@code CND-E043} if it can't tell rows apart */
    public static void check(Table table, List<String> features) {
        for (String feature : features) {
            if (tells(table.column(feature))) continue;
            throw CandorException.user(
                    "CND-E043",
                    "column '" + feature + "' holds "
                            + table.column(feature).type().label() + " values, which can't be split",
                    "numbers, categories or true and false",
                    "leave it out, or set its type");
        }
    }

    /** Whether a column can tell rows apart. */
    public static boolean tells(Column column) {
        return column instanceof NumericColumn
                || column instanceof CategoricalColumn
                || column instanceof BooleanColumn;
    }

    /** A column as levels: true and false are two. */
    static CategoricalColumn levels(Column column) {
        if (column instanceof CategoricalColumn own) return own;
        BooleanColumn truth = (BooleanColumn) column;
        int[] codes = new int[truth.size()];
        for (int i = 0; i < codes.length; i++) codes[i] = truth.get(i);
        return new CategoricalColumn(column.name(), codes, List.of("false", "true"));
    }

    /** Rows that count, ascending. */
    int[] counted() {
        return IntStream.range(0, errors.length)
                .filter(i -> !Double.isNaN(errors[i]))
                .toArray();
    }

    /**
     * Two halves of the rows that count, each ascending: one to choose by, one to measure on.
     *
     * @param honest whether they differ; else both are all rows
     */
    List<int[]> halves(boolean honest, long seed) {
        int[] all = counted();
        if (!honest) return List.of(all, all);
        RandomStream random = new RandomStreams(seed).stream("explain.errors");
        random.shuffle(all);
        List<int[]> halves = new ArrayList<>(
                List.of(Arrays.copyOf(all, all.length / 2), Arrays.copyOfRange(all, all.length / 2, all.length)));
        halves.forEach(Arrays::sort);
        return halves;
    }

    Tally tally(int[] rows) {
        Tally tally = new Tally(measure);
        for (int row : rows) tally.add(errors[row]);
        return tally;
    }
}
