package io.candor.glassbox.edit;

/** Weighted isotonic regression by pooling adjacent violators; linear time. */
final class Isotonic {
    private Isotonic() {}

    /**
     * @param weights not negative; bins without weight are as light as can be
     * @param direction +1 for values that never fall, −1 for values that never rise
     * @return the values, with those from {@code from} to {@code to − 1} made monotone
     */
    static double[] fit(double[] values, double[] weights, int from, int to, int direction) {
        double[] level = new double[to - from];
        double[] weight = new double[to - from];
        int[] size = new int[to - from];
        int blocks = 0;
        for (int i = from; i < to; i++) {
            level[blocks] = direction * values[i];
            weight[blocks] = Math.max(weights[i], Double.MIN_NORMAL);
            size[blocks++] = 1;
            while (blocks > 1 && level[blocks - 2] > level[blocks - 1]) {
                double both = weight[blocks - 2] + weight[blocks - 1];
                double share = weight[blocks - 1] / both;
                level[blocks - 2] += share * (level[blocks - 1] - level[blocks - 2]);
                weight[blocks - 2] = both;
                size[blocks - 2] += size[blocks - 1];
                blocks--;
            }
        }
        double[] fitted = values.clone();
        int i = from;
        for (int b = 0; b < blocks; b++) for (int k = 0; k < size[b]; k++) fitted[i++] = direction * level[b];
        return fitted;
    }
}
