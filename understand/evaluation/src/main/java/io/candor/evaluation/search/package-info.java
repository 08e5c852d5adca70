/**
 * A search for a model: candidates are cross-validated one after the other, ranked and one is chosen by a stated rule. Start with
 * {@link io.candor.evaluation.search.ModelSearch}. The rule of one standard error: Breiman, Friedman, Olshen and Stone 1984,
 * here of the paired difference over folds.
 */
@NullMarked
package io.candor.evaluation.search;

import org.jspecify.annotations.NullMarked;
