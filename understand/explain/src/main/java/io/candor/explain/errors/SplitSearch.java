package io.candor.explain.errors;

import io.candor.core.data.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The best way to part some rows in two by one column: where the squared deviations of errors from their means shrink most (Breiman et
 * al. 1984, ch. 8; for zeros and ones that is Gini's index). Levels are tried in the order of their mean errors, which holds the best of all
 * subsets (Fisher 1958). Missing values go with either side or stand alone. Plain sums over bins in a fixed order.
 */
final class SplitSearch {
    private final Bins bins;
    private final int[] codes;
    private final double[] errors;
    private final int least;

    /**
     * @param codes per position, its bin
     * @param errors per position
     * @param least rows on either side
     */
    SplitSearch(Bins bins, int[] codes, double[] errors, int least) {
        this.bins = bins;
        this.codes = codes;
        this.errors = errors;
        this.least = least;
    }

    /** Two conditions that together hold for every row, exactly one of them. */
    record Split(double gain, Condition one, Condition other) {}

    /** @return null if no split makes two sides that are large enough and differ */
    @Nullable
    Split best(int[] positions) {
        int values = bins.values();
        long[] n = new long[values + 1]; // the last is for missing
        double[] sum = new double[values + 1];
        for (int p : positions) {
            n[codes[p]]++;
            sum[codes[p]] += errors[p];
        }
        Integer[] order = order(n, sum, values);
        long rows = 0;
        double total = 0;
        for (int b = 0; b <= values; b++) {
            rows += n[b];
            total += sum[b];
        }
        double before = total * total / rows;
        double best = 1e-9 * Math.abs(before) + 1e-300; // less is rounding
        int cut = -1;
        int side = 0; // 1: missing with the first, −1: with the rest, 0: alone
        long nOne = 0;
        double sumOne = 0;
        for (int k = 0; k + 1 < order.length; k++) {
            nOne += n[order[k]];
            sumOne += sum[order[k]];
            for (int with : n[values] > 0 ? new int[] {1, -1} : new int[] {-1}) {
                long a = nOne + (with > 0 ? n[values] : 0);
                double s = sumOne + (with > 0 ? sum[values] : 0);
                double gain = gain(a, s, rows - a, total - s, before);
                if (gain > best) {
                    best = gain;
                    cut = k;
                    side = with;
                }
            }
        }
        double alone = gain(n[values], sum[values], rows - n[values], total - sum[values], before);
        if (alone > best) {
            String name = bins.column().name();
            return new Split(alone, Condition.missing(name), new Condition.Missing(name, true));
        }
        if (cut < 0) return null;
        if (n[values] == 0) side = rows - count(n, order, cut) > count(n, order, cut) ? -1 : 1;
        return split(best, order, cut, side > 0);
    }

    private double gain(long a, double sumA, long b, double sumB, double before) {
        if (a < least || b < least) return 0;
        return sumA * sumA / a + sumB * sumB / b - before;
    }

    private static long count(long[] n, Integer[] order, int cut) {
        long rows = 0;
        for (int k = 0; k <= cut; k++) rows += n[order[k]];
        return rows;
    }

    /** Bins that have rows: of a number as they lie, of a category by mean error. */
    private Integer[] order(long[] n, double[] sum, int values) {
        List<Integer> there = new ArrayList<>();
        for (int b = 0; b < values; b++) if (n[b] > 0) there.add(b);
        if (!bins.numeric()) {
            there.sort(Comparator.comparingDouble((Integer b) -> sum[b] / n[b]).thenComparing(b -> b));
        }
        return there.toArray(Integer[]::new);
    }

    private Split split(double gain, Integer[] order, int cut, boolean missingFirst) {
        String name = bins.column().name();
        boolean missing = bins.missing();
        if (bins.numeric()) {
            // between the last bin with rows on one side and the first on the other, the cut that is nearest to the
            // latter
            double at = bins.cuts()[order[cut + 1] - 1];
            return new Split(
                    gain,
                    new Condition.Range(
                            name, Double.NEGATIVE_INFINITY, false, at, false, false, missing && missingFirst),
                    new Condition.Range(
                            name, at, true, Double.POSITIVE_INFINITY, false, false, missing && !missingFirst));
        }
        List<Integer> one = Arrays.asList(order).subList(0, cut + 1);
        List<Integer> other = Arrays.asList(order).subList(cut + 1, order.length);
        int rest = bins.levels().size(); // the bin of all other levels
        boolean nameOther = one.contains(rest) || !other.contains(rest) && other.size() <= one.size();
        List<String> named =
                (nameOther ? other : one).stream().map(bins.levels()::get).toList();
        boolean missingNamed = missing && missingFirst != nameOther;
        Condition in = new Condition.Levels(name, named, false, missingNamed);
        Condition out = others(name, named, missing && !missingNamed);
        return new Split(gain, nameOther ? out : in, nameOther ? in : out);
    }

    /** All levels but some: by name where those are not more than the others, else by what they are not. */
    private Condition others(String name, List<String> named, boolean orMissing) {
        List<String> rest =
                bins.levels().stream().filter(l -> !named.contains(l)).toList();
        return bins.others() || rest.size() > named.size()
                ? new Condition.Levels(name, named, true, orMissing)
                : new Condition.Levels(name, rest, false, orMissing);
    }
}
