/**
 * Mends a model's disparity while it is trained: a constraint between groups becomes weights and labels of the training rows, and any
 * {@link io.candor.core.model.Trainer} learns from those. Start with {@link io.candor.fairness.reduction.ExponentiatedGradient}; {@link
 * io.candor.fairness.reduction.GridSearch} tries fixed trade-offs and gives single models.
 *
 * <p>Papers: Agarwal, Beygelzimer, Dudík, Langford, Wallach 2018 (A reductions approach to fair classification, ICML); Agarwal, Dudík, Wu 2019 (Fair
 * regression: quantitative definitions and reduction-based algorithms, ICML), for bounded group loss.
 */
@NullMarked
package io.candor.fairness.reduction;

import org.jspecify.annotations.NullMarked;
