/**
 * Shapley values and interactions of tree ensembles, exactly. Start with {@link io.candor.explain.tree.TreeShap}, or for evidence with
 * {@link io.candor.explain.tree.TreeShapEvidence}: with the covers
 * of training alone ("path-dependent", Lundberg et al., "From local explanations to global understanding with explainable AI for
 * trees", Nature Machine Intelligence 2020, Algorithm 2's values), or against background rows ("interventional").
 *
 * <p>Both are one game per leaf, a product over the inputs on its path, so both are integrals of products of linear factors
 * over [0, 1], which Gauss-Legendre sums give exactly. Two ways to compute them: walking every tree with the integrals of a
 * block of rows ({@link io.candor.explain.tree.PathWalk}; arXiv 2605.04497), or tables of every pattern of answers, which rows
 * then look up ({@link io.candor.explain.tree.PatternTables}; Yang, "Fast TreeSHAP", 2021; WOODELF, arXiv 2511.09376).
 */
@NullMarked
package io.candor.explain.tree;

import org.jspecify.annotations.NullMarked;
