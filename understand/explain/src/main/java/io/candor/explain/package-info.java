/**
 * Explanations of models. Start with {@link io.candor.explain.AdditiveContributions} for single predictions of an additive
 * model, {@link io.candor.explain.ShapeFunctions} for what it learnt and {@link io.candor.explain.AdditiveImportance} for
 * which terms matter; {@link io.candor.explain.Coefficients} for linear models, {@link io.candor.explain.TreeStructure} and
 * {@link io.candor.explain.PathContributions} for trees, {@link io.candor.explain.RuleExplanations} for rule lists. These are
 * exact: such a model is its own explanation (Hastie, Tibshirani, "Generalized Additive Models", 1986; Lou, Caruana,
 * Gehrke, KDD 2012; Breiman et al. 1984; Saabas 2014). Of any model: {@code shapley}, {@code effect}, {@code influence}, {@code
 * surrogate}, {@code whatif} and {@code counterfactual}, which ask {@code blackbox}; where it is wrong: {@code errors}. All sums are
 * exact, so evidence does not depend on the order of rows.
 */
@NullMarked
package io.candor.explain;

import org.jspecify.annotations.NullMarked;
