package io.candor.fairness.format.internal;

import io.candor.core.data.Table;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.internal.Grouping;
import java.util.List;

/**
 * Rows and positive outcomes by category.
 *
 * @param labels of the known categories
 * @param n rows, by category
 * @param x rows with a positive outcome, by category
 * @param unknown rows whose category is not known: they are in none
 * @param rows all rows, the unknown among them
 */
public record Categories(List<String> labels, long[] n, long[] x, long unknown, long rows) {
    /** A category with a smaller share of the rows is small. */
    public static final double SMALL = 0.02;

    /** @param outcomes 0 or 1 per row */
    public static Categories of(Table table, List<String> columns, int[] outcomes) {
        Grouping grouping = Grouping.ofFeature(table, columns, FairnessPlan.of(columns.toArray(String[]::new)));
        long[] n = new long[grouping.labels().size() + 1];
        long[] x = new long[n.length];
        for (int i = 0; i < outcomes.length; i++) {
            n[grouping.codes()[i]]++;
            x[grouping.codes()[i]] += outcomes[i];
        }
        int known = n.length - 1;
        return new Categories(
                grouping.labels(),
                java.util.Arrays.copyOf(n, known),
                java.util.Arrays.copyOf(x, known),
                n[known],
                outcomes.length);
    }

    public int size() {
        return labels.size();
    }

    public double rate(int category) {
        return (double) x[category] / n[category];
    }

    /** Its share of all rows. */
    public double share(int category) {
        return (double) n[category] / rows;
    }

    public boolean small(int category) {
        return share(category) < SMALL;
    }

    /** The category with the highest rate among those that count; −1 if there is none. The larger of equals, then the first. */
    public int highest(boolean[] counts) {
        int best = -1;
        for (int c = 0; c < size(); c++) {
            if (!counts[c]) continue;
            if (best < 0 || rate(c) > rate(best) || (rate(c) == rate(best) && n[c] > n[best])) best = c;
        }
        return best;
    }

    public long smallest() {
        long least = rows;
        for (long count : n) least = Math.min(least, count);
        return least;
    }
}
