package io.candor.explain.errors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Mutual information between a column, in at most eight bins and missing, and the error (in quarters where it is an amount), in bits. Less the
 * bias that small counts give it, (bins − 1)(classes − 1) / 2n (Miller 1955); at least 0.
 */
final class Informativeness {
    private static final int BINS = 8;
    private static final int QUARTERS = 4;

    private Informativeness() {}

    /** One column's. */
    record Ranked(String name, double bits) {}

    /** Columns from the most to the least informative; equals in their order. */
    static List<Ranked> of(ErrorRows rows, int[] chosen) {
        int[] classes = classes(rows, chosen);
        List<Ranked> ranked = new ArrayList<>();
        for (String feature : rows.features()) {
            Bins bins = Bins.of(rows.table().column(feature), chosen, BINS, Bins.Width.QUANTILE);
            ranked.add(new Ranked(feature, bits(bins.codes(chosen), bins.values() + 1, classes)));
        }
        ranked.sort(Comparator.comparingDouble((Ranked r) -> -r.bits()));
        return ranked;
    }

    /** The most informative column, and the one that with it says most more; fewer where columns say nothing, or nothing more. */
    static List<String> pair(ErrorRows rows, int[] chosen) {
        Ranked first =
                rows.features().isEmpty() ? new Ranked("", 0) : of(rows, chosen).get(0);
        if (first.bits() <= 0) return List.of();
        int[] classes = classes(rows, chosen);
        Bins one = Bins.of(rows.table().column(first.name()), chosen, BINS, Bins.Width.QUANTILE);
        int[] codes = one.codes(chosen);
        String best = "";
        double most = first.bits();
        for (String feature : rows.features()) {
            if (feature.equals(first.name())) continue;
            Bins other = Bins.of(rows.table().column(feature), chosen, BINS, Bins.Width.QUANTILE);
            int[] both = other.codes(chosen);
            for (int i = 0; i < both.length; i++) both[i] = both[i] * (one.values() + 1) + codes[i];
            double bits = bits(both, (other.values() + 1) * (one.values() + 1), classes);
            if (bits <= most) continue;
            most = bits;
            best = feature;
        }
        return best.isEmpty() ? List.of(first.name()) : List.of(first.name(), best);
    }

    /** Of an amount, the quarter of its size. */
    private static int[] classes(ErrorRows rows, int[] chosen) {
        double[] sizes = Arrays.stream(chosen)
                .mapToDouble(r -> Math.abs(rows.errors()[r]))
                .toArray();
        int[] classes = new int[sizes.length];
        if (rows.measure().isRate()) {
            for (int i = 0; i < sizes.length; i++) classes[i] = (int) sizes[i];
            return classes;
        }
        double[] sorted = sizes.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sizes.length; i++) {
            for (int q = 1; q < QUARTERS; q++)
                if (sizes[i] >= sorted[(int) ((long) q * sorted.length / QUARTERS)]) classes[i] = q;
        }
        return classes;
    }

    static double bits(int[] bins, int most, int[] classes) {
        double n = bins.length;
        long[][] joint = new long[most][QUARTERS];
        long[] byBin = new long[most];
        long[] byClass = new long[QUARTERS];
        for (int i = 0; i < bins.length; i++) {
            joint[bins[i]][classes[i]]++;
            byBin[bins[i]]++;
            byClass[classes[i]]++;
        }
        double nats = 0;
        for (int b = 0; b < most; b++) {
            for (int c = 0; c < QUARTERS; c++) {
                if (joint[b][c] == 0) continue;
                nats += joint[b][c] / n * StrictMath.log(joint[b][c] * n / ((double) byBin[b] * byClass[c]));
            }
        }
        long usedBins = Arrays.stream(byBin).filter(k -> k > 0).count();
        long usedClasses = Arrays.stream(byClass).filter(k -> k > 0).count();
        if (n == 0) return 0;
        double bias = (usedBins - 1) * (usedClasses - 1) / (2 * n);
        return Math.max(0, nats - bias) / StrictMath.log(2);
    }
}
