package io.candor.glassbox.linear.internal;

import io.candor.glassbox.internal.rows.InputColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One standardised column of a design matrix: a number (missing values at the mean), or an indicator of a level or of a
 * missing value, of which only the rows are kept.
 *
 * @param part {@link #NUMBER}, {@link #MISSING}, or the index of a level
 * @param mean weighted, on the raw scale
 * @param deviation weighted, on the raw scale; above 0
 * @param dense standardised values of a number
 * @param where rows of an indicator that are 1, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
record Column(int input, int part, double mean, double deviation, double @Nullable [] dense, int @Nullable [] where) {
    static final int NUMBER = -1;
    static final int MISSING = -2;

    /** The same column of other rows of a number. */
    Column over(InputColumn.Numbers values) {
        return part == NUMBER
                ? number(input, mean, deviation, values.values())
                : new Column(input, part, mean, deviation, null, missing(values));
    }

    static Column number(int input, double mean, double deviation, double[] values) {
        double[] standardised = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) standardised[i] = (values[i] - mean) / deviation;
        }
        return new Column(input, NUMBER, mean, deviation, standardised, null);
    }

    /** Rows without a value, ascending. */
    static int[] missing(InputColumn.Numbers values) {
        int[] found = new int[values.rows()];
        int n = 0;
        for (int i = 0; i < found.length; i++) if (Double.isNaN(values.values()[i])) found[n++] = i;
        return Arrays.copyOf(found, n);
    }

    /** Σ v x over the standardised column. */
    double sum(double[] v, double total) {
        if (dense != null) {
            double sum = 0;
            for (int i = 0; i < v.length; i++) sum += v[i] * dense[i];
            return sum;
        }
        return (marked(v) - mean * total) / deviation;
    }

    /** Σ v x² over the standardised column. */
    double squares(double[] v, double total) {
        if (dense != null) {
            double sum = 0;
            for (int i = 0; i < v.length; i++) sum += v[i] * dense[i] * dense[i];
            return sum;
        }
        return (marked(v) * (1 - 2 * mean) + mean * mean * total) / deviation / deviation;
    }

    /** Σ v over the marked rows. */
    double marked(double[] v) {
        double sum = 0;
        if (where != null) for (int i : where) sum += v[i];
        return sum;
    }

    /** Adds {@code factor} times the column, but for a shift of all rows, which is returned. */
    double addTo(double[] rows, double factor) {
        if (dense != null) {
            for (int i = 0; i < rows.length; i++) rows[i] += factor * dense[i];
            return 0;
        }
        double step = factor / deviation;
        if (where != null) for (int i : where) rows[i] += step;
        return -step * mean;
    }
}
