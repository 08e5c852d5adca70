package io.candor.explain.shapley;

import io.candor.core.random.RandomStream;

/**
 * KernelSHAP (Lundberg &amp; Lee 2017) with paired sampling (Covert &amp; Lee 2021) and without a penalty: see {@link PairedSample#kernel}
 * for the sample, {@link PairedRegression} for values and standard errors.
 *
 * @param budget coalitions to evaluate; at least two for each player are taken
 */
public record KernelShapley(int budget) implements ShapleyEstimator {
    @Override
    public String name() {
        return "kernel-shap";
    }

    @Override
    public Shapley estimate(Game game, RandomStream random) {
        return PairedRegression.estimate(name(), game, budget, PairedSample::kernel, random);
    }
}
