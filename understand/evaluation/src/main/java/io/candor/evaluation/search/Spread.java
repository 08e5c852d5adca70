package io.candor.evaluation.search;

import io.candor.evaluation.Moments;

/**
 * A mean over folds and its standard error, the standard deviation over √folds. Folds share training rows, so it is too small
 * rather than too large (Bengio &amp; Grandvalet 2004).
 *
 * @param mean NaN without values
 * @param error NaN for less than two values
 */
public record Spread(double mean, double error) {
    static Spread of(double... values) {
        Moments moments = Moments.of(values);
        if (values.length == 0) return new Spread(Double.NaN, Double.NaN);
        return new Spread(moments.mean(), StrictMath.sqrt(moments.variance() / values.length));
    }
}
