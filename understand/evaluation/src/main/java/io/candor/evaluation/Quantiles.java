package io.candor.evaluation;

/** Sample quantiles by linear interpolation (type 7 of Hyndman &amp; Fan 1996, the default of R and NumPy). */
public final class Quantiles {
    private Quantiles() {}

    /**
     * @param sorted ascending, at least one value
     * @param p from 0 to 1
     */
    public static double ofSorted(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) Math.floor(position);
        double share = position - below;
        if (share == 0) return sorted[below];
        return sorted[below] + share * (sorted[below + 1] - sorted[below]);
    }
}
