/**
 * Decision trees. Start with {@link io.candor.glassbox.tree.TreeTrainer}, which grows and prunes a tree into a {@link
 * io.candor.core.model.TreeEnsemble} of one.
 *
 * <p>Papers: Breiman, Friedman, Olshen, Stone, "Classification and Regression Trees" (1984), ch. 2-4 and 8: exact splits,
 * the order of levels by their mean, weakest-link pruning with cross-validation and the 1-SE rule; Coppersmith, Hong,
 * Hosking, "Partitioning nominal attributes in decision trees" (Data Min. Knowl. Discov. 1999): levels of several classes in
 * the order of their first principal component. Where this differs from CART:
 *
 * <ul>
 *   <li>Missing values go to the side where the split gains more, or to a side of their own; there are no surrogate splits.
 *   <li>A level that a node has not seen goes to the side with more training weight.
 *   <li>Pruned trees are compared by squared error, of classes by that of their probabilities (Brier), not by wrong classes.
 * </ul>
 */
@NullMarked
package io.candor.glassbox.tree;

import org.jspecify.annotations.NullMarked;
