package io.candor.explain.shapley;

import io.candor.core.random.RandomStream;

/**
 * Leverage SHAP (Musco &amp; Witter, "Provably accurate Shapley value estimation via leverage score sampling", ICLR 2025): the same
 * regression as {@link KernelShapley}, on coalitions of all sizes equally often, without replacement.
 *
 * @param budget coalitions to evaluate; at least two for each player are taken
 */
public record LeverageShapley(int budget) implements ShapleyEstimator {
    @Override
    public String name() {
        return "leverage-shap";
    }

    @Override
    public Shapley estimate(Game game, RandomStream random) {
        return PairedRegression.estimate(name(), game, budget, PairedSample::leverage, random);
    }
}
