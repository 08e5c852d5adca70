/**
 * Counterfactuals of any model: the nearest changes of a row that would have given it another outcome. Start with
 * {@link io.candor.explain.counterfactual.CounterfactualSearch}; {@link io.candor.explain.counterfactual.Goal} says which outcome,
 * {@link io.candor.explain.counterfactual.Constraints} what may change and how.
 *
 * <p>Distances are sums over inputs of |change| / MAD (Wachter, Mittelstadt &amp; Russell, "Counterfactual explanations without opening
 * the black box", 2017), with the range where the median absolute deviation is 0, and of 1 for another level. Sought is the least
 * cost, which is the distance with a price for each input (recourse: Ustun, Spangher &amp; Liu 2019), plus a price for each change.
 * Where all combinations of a grid of the data's values are few, all are tried. Else rows of the wanted outcome are moved towards
 * the row, a beam search changes one input more at each step, and a small evolution mixes what was found (the goals of Dandl,
 * Molnar, Binder &amp; Bischl, "Multi-objective counterfactual explanations", 2020, here one sum). What is found is walked back:
 * every change that is not needed goes, and numbers move as near as they can (post-hoc sparsity: Mothilal, Sharma &amp; Tan,
 * "Explaining machine learning classifiers through diverse counterfactual explanations", 2020, §3.3). Among these some are chosen that
 * differ, by the determinant of that paper's kernel 1 / (1 + distance), greedily (Chen, Zhang &amp; Zhou 2018). Implications between inputs are after
 * Mahajan, Tan &amp; Sharma 2019, importance by counterfactuals after Mothilal, Mahajan, Tan &amp; Sharma 2021.
 *
 * <p>All scoring is by generations in batches; rows are shared out over the pool. The same seed gives the same counterfactuals on any
 * number of threads, unless a time limit cut the search short, which the answer says.
 */
@NullMarked
package io.candor.explain.counterfactual;

import org.jspecify.annotations.NullMarked;
