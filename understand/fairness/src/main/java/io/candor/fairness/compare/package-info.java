/**
 * Several models for one decision, side by side: how well each does against how far apart it leaves groups, with intervals, on the same
 * rows. Start with {@link io.candor.fairness.compare.ModelComparison}.
 *
 * <p>A model is dominated if another does at least as well on both and better on one; the others are the Pareto front. Which of them is
 * taken is a choice of people: nothing here ranks them. Because all models meet the same rows, their differences are known better than
 * their intervals suggest: rows are drawn again for all models at once (paired bootstrap, Efron &amp; Tibshirani 1993), which also gives
 * the share of draws in which a model is on the front.
 */
@NullMarked
package io.candor.fairness.compare;

import org.jspecify.annotations.NullMarked;
