package io.candor.fairness.threshold.internal;

/**
 * Sorts scores from 0 to 1 by their bits: the bits of doubles that are not negative ascend as the numbers do, so a radix sort (least significant
 * digit first, 11 bits each) needs six passes whatever their number. Stable. The label rides in the lowest bit.
 */
final class ScoreOrder {
    private static final int BITS = 11;
    private static final int BUCKETS = 1 << BITS;
    private static final int PASSES = 6; // 66 bits for 63

    private ScoreOrder() {}

    /** A number that ascends with the score; of equal scores label 0 comes first. */
    static long key(double score, int label) {
        return Double.doubleToRawLongBits(score + 0.0) << 1 | label; // + 0.0: −0 is 0
    }

    static double score(long key) {
        return Double.longBitsToDouble(key >>> 1);
    }

    /**
     * Sorts keys ascending, in place.
     *
     * @param rows what goes with each key and is moved along; of length 0 for nothing
     */
    static void sort(long[] keys, int[] rows) {
        int n = keys.length;
        int[][] counts = new int[PASSES][BUCKETS];
        for (long key : keys) {
            for (int p = 0; p < PASSES; p++) counts[p][digit(key, p)]++;
        }
        long[] from = keys;
        long[] to = new long[n];
        int[] fromRows = rows;
        int[] toRows = new int[rows.length];
        for (int p = 0; p < PASSES; p++) {
            if (n == 0 || counts[p][digit(keys[0], p)] == n) continue; // all alike
            int[] at = starts(counts[p]);
            for (int i = 0; i < n; i++) {
                int place = at[digit(from[i], p)]++;
                to[place] = from[i];
                if (rows.length > 0) toRows[place] = fromRows[i];
            }
            long[] keysSwap = from;
            from = to;
            to = keysSwap;
            int[] rowsSwap = fromRows;
            fromRows = toRows;
            toRows = rowsSwap;
        }
        if (from == keys) return;
        System.arraycopy(from, 0, keys, 0, n);
        System.arraycopy(fromRows, 0, rows, 0, rows.length);
    }

    private static int digit(long key, int pass) {
        return (int) (key >>> (pass * BITS)) & (BUCKETS - 1);
    }

    private static int[] starts(int[] counts) {
        int[] starts = new int[BUCKETS];
        for (int b = 1; b < BUCKETS; b++) starts[b] = starts[b - 1] + counts[b - 1];
        return starts;
    }
}
