package io.candor.fairness.internal;

import io.candor.core.math.ExactSum;

/** Standard errors from what each row adds to the error of an estimate (the infinitesimal jackknife). */
final class Influence {
    private Influence() {}

    /**
     * The standard error of a × part − b × whole.
     *
     * @param part ascending rows, all among the whole's
     * @param whole ascending rows
     */
    static double error(int[] part, double[] ofPart, double a, int[] whole, double[] ofWhole, double b) {
        ExactSum squares = new ExactSum();
        int p = 0;
        for (int i = 0; i < whole.length; i++) {
            double d = -b * ofWhole[i];
            if (p < part.length && part[p] == whole[i]) d += a * ofPart[p++];
            squares.add(d * d);
        }
        return StrictMath.sqrt(squares.value());
    }
}
