package io.candor.fairness.internal;

import io.candor.core.data.NumericColumn;
import io.candor.core.json.EcmaNumber;
import io.candor.evaluation.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of a column fall into groups.
 *
 * @param cuts ascending; a value that equals a cut belongs above it
 * @param rule who chose the cuts: {@code declared}, {@code decades}, {@code quartiles}, or {@code values} where each value
 *     is a group
 * @param whole whether all values and cuts are whole numbers
 */
public record NumericBins(double[] cuts, String rule, boolean whole) {
    private static final int MOST_SINGLE_VALUES = 10;
    private static final int OLDEST = 120;

    public static NumericBins of(NumericColumn column, @Nullable List<Double> declared, int minGroup) {
        double[] sorted = finite(column);
        boolean whole = true;
        for (double v : sorted) whole &= v == Math.rint(v);
        if (declared != null) {
            double[] cuts = declared.stream().mapToDouble(Double::doubleValue).toArray();
            for (double c : cuts) whole &= c == Math.rint(c);
            return new NumericBins(cuts, "declared", whole);
        }
        double[] distinct = distinct(sorted);
        if (distinct.length <= MOST_SINGLE_VALUES) return new NumericBins(distinct, "values", whole);
        if (whole && sorted[0] >= 0 && sorted[sorted.length - 1] <= OLDEST) {
            return new NumericBins(decades(sorted, minGroup), "decades", true);
        }
        double[] quartiles = new double[3];
        for (int q = 0; q < 3; q++) quartiles[q] = Quantiles.ofSorted(sorted, (q + 1) / 4.0);
        quartiles = distinct(quartiles);
        for (double c : quartiles) whole &= c == Math.rint(c);
        return new NumericBins(quartiles, "quartiles", whole);
    }

    /** The bin of a number that is not missing. */
    public int bin(double value) {
        if (rule.equals("values")) {
            int at = Arrays.binarySearch(cuts, value + 0.0);
            return at >= 0 ? at : value < 0 ? 0 : cuts.length - 1; // an infinity among few values
        }
        int bin = 0;
        while (bin < cuts.length && value >= cuts[bin]) bin++;
        return bin;
    }

    public int size() {
        return rule.equals("values") ? cuts.length : cuts.length + 1;
    }

    /** {@code under 25}, {@code 25-39} (whole numbers) or {@code 2.5 to under 5}, {@code 40 and over}. */
    public String label(int bin) {
        if (rule.equals("values")) return EcmaNumber.format(cuts[bin]);
        if (cuts.length == 0) return "all";
        if (bin == 0) return "under " + EcmaNumber.format(cuts[0]);
        String from = EcmaNumber.format(cuts[bin - 1]);
        if (bin == cuts.length) return from + " and over";
        if (!whole) return from + " to under " + EcmaNumber.format(cuts[bin]);
        return cuts[bin] - 1 == cuts[bin - 1] ? from : from + "-" + EcmaNumber.format(cuts[bin] - 1);
    }

    /** Multiples of ten; the first and the last group are widened until they hold enough rows. */
    private static double[] decades(double[] sorted, int minGroup) {
        List<Double> cuts = new ArrayList<>();
        for (int c = 10; c <= sorted[sorted.length - 1]; c += 10) if (c > sorted[0]) cuts.add((double) c);
        while (!cuts.isEmpty() && below(sorted, cuts.get(0)) < minGroup) cuts.remove(0);
        while (!cuts.isEmpty() && sorted.length - below(sorted, cuts.get(cuts.size() - 1)) < minGroup) {
            cuts.remove(cuts.size() - 1);
        }
        return cuts.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int below(double[] sorted, double cut) {
        int n = 0;
        while (n < sorted.length && sorted[n] < cut) n++;
        return n;
    }

    private static double[] finite(NumericColumn column) {
        double[] values = new double[column.size()];
        int n = 0;
        for (double v : column.values()) if (Math.abs(v) < Double.POSITIVE_INFINITY) values[n++] = v + 0.0;
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double[] distinct(double[] sorted) {
        double[] values = new double[sorted.length];
        int n = 0;
        for (double v : sorted) if (n == 0 || values[n - 1] != v) values[n++] = v;
        return Arrays.copyOf(values, n);
    }
}
