package io.candor.explain.shapley;

/**
 * Shapley values, or estimates of them.
 *
 * @param base per output, what nobody is worth
 * @param full per output, what all are worth together
 * @param values per player, then output; they add up to full − base
 * @param errors standard errors, likewise; 0 where exact, NaN where unknown
 * @param evaluations coalitions that were evaluated, without the empty and the full one
 * @param method name of the estimator
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Shapley(
        double[] base, double[] full, double[][] values, double[][] errors, int evaluations, String method) {

    /** The explained output less base and values. */
    public double residual(int output) {
        double sum = base[output];
        for (double[] value : values) sum += value[output];
        return full[output] - sum;
    }
}
