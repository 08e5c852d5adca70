package io.candor.glassbox.internal;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Made rows: few bins, many bins, and one bin that holds most rows; the last chunk is not full. */
final class SomeRows {
    static final int ROWS = 2 * Rows.CHUNK + 700;
    static final int[] BINS = {7, 300, 40, 400};

    final SplittableRandom random;
    final double[] targets = new double[ROWS];
    final double @Nullable [] weights;
    final Codes[] codes = new Codes[BINS.length];

    SomeRows(long seed, boolean weighted, boolean classes) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < ROWS; i++) targets[i] = classes ? (i < ROWS / 3 ? 0 : 1) : random.nextDouble(-3, 3);
        weights = weighted ? new double[ROWS] : null;
        if (weights != null) for (int i = 0; i < ROWS; i++) weights[i] = random.nextDouble(0.5, 2);
        for (int f = 0; f < codes.length; f++) {
            int[] bins = new int[ROWS];
            int[] count = new int[BINS[f]];
            for (int i = 0; i < ROWS; i++) {
                bins[i] = f >= 2 && random.nextInt(10) < 8 ? 3 : random.nextInt(BINS[f]);
                count[bins[i]]++;
            }
            codes[f] = Codes.of(bins, BINS[f]).packed(count);
        }
    }

    /** All scores the same. */
    static double[] scores(double score) {
        double[] scores = new double[ROWS];
        java.util.Arrays.fill(scores, score);
        return scores;
    }

    double[] shift(int feature, double size) {
        double[] shift = new double[BINS[feature]];
        for (int b = 0; b < shift.length; b++) shift[b] = random.nextDouble(-size, size);
        return shift;
    }
}
