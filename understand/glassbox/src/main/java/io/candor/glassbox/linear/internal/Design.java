package io.candor.glassbox.linear.internal;

import io.candor.core.CandorException;
import io.candor.glassbox.internal.rows.InputColumn;
import io.candor.glassbox.internal.rows.TrainingRows;
import java.util.ArrayList;
import java.util.List;

/**
 * A standardised design matrix: per number a column and, if a value is missing, an indicator of that; per category an
 * indicator for every level and for missing. Columns that do not vary are left out. Indicators are sparse and centred
 * without being written out, so that 100,000 levels cost what their rows cost.
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record Design(int rows, List<Column> columns, double[] weights, double total) {
    /** A number that varies by less, relative to its size, is a constant with rounding errors. */
    private static final double LEAST = 1e-12;

    public Design {
        columns = List.copyOf(columns);
    }

    public static Design of(TrainingRows rows) {
        double total = 0;
        for (double w : rows.weights()) total += w;
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < rows.inputs().size(); j++) {
            InputColumn input = rows.inputs().get(j);
            if (input instanceof InputColumn.Numbers numbers) number(j, numbers, rows.weights(), columns);
            else levels(j, (InputColumn.Levels) input, rows.weights(), total, columns);
        }
        return new Design(rows.rows(), columns, rows.weights(), total);
    }

    /** The same columns, standardised as here, of other rows. */
    public Design over(TrainingRows other) {
        double total = 0;
        for (double w : other.weights()) total += w;
        List<Column> theirs = new ArrayList<>(columns.size());
        int[][] where = new int[0][];
        int input = -1;
        for (Column c : columns) { // those of one input follow each other
            InputColumn values = other.inputs().get(c.input());
            if (c.input() != input && values instanceof InputColumn.Levels levels) where = rowsByLevel(levels);
            input = c.input();
            if (values instanceof InputColumn.Levels) {
                int[] marked = where[c.part() == Column.MISSING ? where.length - 1 : c.part()];
                theirs.add(new Column(input, c.part(), c.mean(), c.deviation(), null, marked));
            } else {
                theirs.add(c.over((InputColumn.Numbers) values));
            }
        }
        return new Design(other.rows(), theirs, other.weights(), total);
    }

    /** Intercept (the last coefficient) plus the columns, per row. */
    double[] predict(double[] coefficients) {
        double[] sums = new double[rows];
        double shift = coefficients[columns.size()];
        for (int j = 0; j < columns.size(); j++) {
            if (coefficients[j] != 0) shift += columns.get(j).addTo(sums, coefficients[j]);
        }
        for (int i = 0; i < rows; i++) sums[i] += shift;
        return sums;
    }

    private static void number(int j, InputColumn.Numbers input, double[] weights, List<Column> columns) {
        double[] x = input.values();
        double largest = 0;
        double present = 0;
        double total = 0;
        for (int i = 0; i < x.length; i++) {
            total += weights[i];
            if (Double.isNaN(x[i])) continue;
            largest = Math.max(largest, Math.abs(x[i]));
            present += weights[i];
        }
        if (largest > 1e150) {
            throw CandorException.user(
                    "CND-G032",
                    "column '" + input.input().name() + "' has values beyond 1e150",
                    "numbers whose squares are finite",
                    "scale the column, or drop it");
        }
        if (largest > 0) {
            double mean = 0;
            for (int i = 0; i < x.length; i++) if (!Double.isNaN(x[i])) mean += weights[i] * (x[i] / largest);
            mean = mean / present * largest;
            double squares = 0;
            for (int i = 0; i < x.length; i++) {
                if (Double.isNaN(x[i])) continue;
                double d = (x[i] - mean) / largest;
                squares += weights[i] * d * d;
            }
            double deviation = Math.sqrt(squares / total) * largest;
            if (deviation > LEAST * largest) columns.add(Column.number(j, mean, deviation, x));
        }
        int[] missing = Column.missing(input);
        if (missing.length > 0 && missing.length < x.length) {
            columns.add(indicator(j, Column.MISSING, missing, weights, total));
        }
    }

    private static void levels(int j, InputColumn.Levels input, double[] weights, double total, List<Column> columns) {
        int[][] where = rowsByLevel(input);
        int missing = where.length - 1;
        for (int l = 0; l <= missing; l++) {
            if (where[l].length == 0 || where[l].length == input.rows()) continue;
            columns.add(indicator(j, l == missing ? Column.MISSING : l, where[l], weights, total));
        }
    }

    /** Rows of each level, then those without a value. */
    private static int[][] rowsByLevel(InputColumn.Levels input) {
        int levels = input.input().levels().size();
        int[] counts = new int[levels + 1];
        for (int code : input.codes()) counts[code < 0 ? levels : code]++;
        int[][] where = new int[levels + 1][];
        for (int l = 0; l <= levels; l++) where[l] = new int[counts[l]];
        int[] at = new int[levels + 1];
        for (int i = 0; i < input.codes().length; i++) {
            int l = input.codes()[i] < 0 ? levels : input.codes()[i];
            where[l][at[l]++] = i;
        }
        return where;
    }

    private static Column indicator(int j, int part, int[] where, double[] weights, double total) {
        double marked = 0;
        for (int i : where) marked += weights[i];
        double mean = marked / total;
        return new Column(j, part, mean, Math.sqrt(mean * (1 - mean)), null, where);
    }
}
