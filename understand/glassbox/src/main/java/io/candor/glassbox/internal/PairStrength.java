package io.candor.glassbox.internal;

import io.candor.core.model.Bins;
import java.util.List;

/**
 * FAST (Lou, Caruana, Gehrke, Hooker 2013): how much a pair could still explain, read off one table of derivatives. Of all
 * places to cut both features, the one whose four quadrants gain most; it need not be what boosting will do.
 */
final class PairStrength {
    private PairStrength() {}

    /**
     * @param samples rows per cell
     * @return the gain; 0 if no cut is allowed
     */
    static double of(LeafRule rule, List<Bins> bins, int[] samples, double[] gradients, double[] hessians) {
        PairSums sums = new PairSums(bins, samples);
        if (sums.rows < 2 || sums.columns < 2) return 0;
        sums.fill(gradients, hessians);
        Band low = new Band(rule, sums.columns);
        Band high = new Band(rule, sums.columns);
        double whole = sums.gain(rule, 0, sums.rows, 0, sums.columns);
        double most = whole;
        for (int r = 1; r < sums.rows; r++) {
            low.take(sums, 0, r);
            high.take(sums, r, sums.rows);
            for (int c = 1; c < sums.columns; c++) {
                double gain = low.gains[c] + high.gains[c];
                if (gain > most && low.allowed(c) && high.allowed(c)) most = gain;
            }
        }
        return most - whole;
    }
}
