/**
 * Shapley values of any model. Start with {@link io.candor.explain.shapley.ShapleyExplainer}. A
 * {@link io.candor.explain.shapley.Game} says what a coalition of players is worth; for a model
 * ({@link io.candor.explain.shapley.ModelGame}) players are inputs, or groups of them, and a coalition is worth the mean score
 * of the background with the coalition's inputs taken from the explained row (interventional; Štrumbelj &amp; Kononenko 2014,
 * Lundberg &amp; Lee 2017, Janzing et al. 2020). A {@link io.candor.explain.shapley.ShapleyEstimator} knows games only:
 * {@link io.candor.explain.shapley.ExactShapley}, {@link io.candor.explain.shapley.PermutationShapley},
 * {@link io.candor.explain.shapley.KernelShapley}, {@link io.candor.explain.shapley.LeverageShapley},
 * {@link io.candor.explain.shapley.GaussianShapley} and, over a tree of players, {@link io.candor.explain.shapley.OwenValues}.
 * Each gives standard errors beside its values.
 */
@NullMarked
package io.candor.explain.shapley;

import org.jspecify.annotations.NullMarked;
