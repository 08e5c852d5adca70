package io.candor.fairness.threshold.internal;

import java.util.Arrays;

/**
 * What each threshold "score &gt; t" selects, from none to all: for thresholds halfway between neighbouring scores. Counts, or sums of weights, not rates, so that
 * a group without positives has a curve too.
 *
 * @param threshold descending, from infinity to −infinity
 * @param fp selected negatives, ascending from 0 to all
 * @param tp selected positives, ascending from 0 to all
 * @param rows of the group
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RocCurve(double[] threshold, double[] fp, double[] tp, int rows) {
    /**
     * @param keys of {@link ScoreOrder}; sorted here
     * @param rows indices into {@code weights}, one per key; empty for weights of 1
     */
    static RocCurve of(long[] keys, int[] rows, double[] weights) {
        ScoreOrder.sort(keys, rows);
        int n = keys.length;
        int distinct = 0;
        for (int i = 0; i < n; i++) if (i == 0 || keys[i] >>> 1 != keys[i - 1] >>> 1) distinct++;
        double[] threshold = new double[distinct + 1];
        double[] fp = new double[distinct + 1];
        double[] tp = new double[distinct + 1];
        threshold[0] = Double.POSITIVE_INFINITY;
        int at = 0;
        double negatives = 0;
        double positives = 0;
        for (int i = n - 1; i >= 0; i--) {
            double weight = rows.length == 0 ? 1 : weights[rows[i]];
            if ((keys[i] & 1) == 0) negatives += weight;
            else positives += weight;
            if (i > 0 && keys[i] >>> 1 == keys[i - 1] >>> 1) continue;
            at++;
            fp[at] = negatives;
            tp[at] = positives;
            threshold[at] = i == 0
                    ? Double.NEGATIVE_INFINITY
                    : between(ScoreOrder.score(keys[i - 1]), ScoreOrder.score(keys[i]));
        }
        return new RocCurve(threshold, fp, tp, n);
    }

    /** A number from low on and below high: half-way, unless rounding takes that to high. */
    private static double between(double low, double high) {
        double middle = (low + high) / 2;
        return middle < high ? middle : low;
    }

    public int points() {
        return threshold.length;
    }

    public double positives() {
        return tp[tp.length - 1];
    }

    public double negatives() {
        return fp[fp.length - 1];
    }

    /** At most so many points: those given, and others evenly spread. */
    int[] some(int most, int[] given) {
        int[] picked = new int[most + given.length];
        int count = Math.min(most, points());
        for (int i = 0; i < count; i++) picked[i] = count == 1 ? 0 : (int) ((long) i * (points() - 1) / (count - 1));
        System.arraycopy(given, 0, picked, count, given.length);
        return Arrays.stream(picked, 0, count + given.length)
                .distinct()
                .sorted()
                .toArray();
    }
}
