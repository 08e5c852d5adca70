/**
 * Explanations of models. Start with {@link io.candor.explain.AdditiveContributions} for single predictions of an additive
 * model, {@link io.candor.explain.ShapeFunctions} for what it learnt and {@link io.candor.explain.AdditiveImportance} for
 * which terms matter. These are exact: an additive model is its own explanation (Hastie, Tibshirani, "Generalized Additive
 * Models", 1986; Lou, Caruana, Gehrke, KDD 2012). All sums are exact, so evidence does not depend on the order of rows.
 */
@NullMarked
package io.candor.explain;

import org.jspecify.annotations.NullMarked;
