/**
 * Rule lists. Start with {@link io.candor.glassbox.rules.RuleTrainer}, which learns a {@link io.candor.core.model.RuleList}.
 *
 * <p>Papers: Frank, Witten, "Generating accurate rule sets without global optimization" (ICML 1998), the PART algorithm, and
 * Holmes, Hall, Frank, "Generating rule sets from model trees" (1999) for numbers: separate and conquer, each rule a leaf of
 * a tree that is grown from the rows that no rule has caught yet. Where this differs:
 *
 * <ul>
 *   <li>Trees are CART's ({@link io.candor.glassbox.tree}), only as deep as a rule may have conditions, and grown whole.
 *   <li>The leaf that becomes a rule is the one that, cut off from all other rows, gains most; theirs is the largest.
 *   <li>Conditions that the rule does not need are dropped, as in RIPPER (Cohen 1995), while its gain does not fall.
 *   <li>The length of the list is chosen by cross-validation, and some rows are held out to check each rule.
 * </ul>
 */
@NullMarked
package io.candor.glassbox.rules;

import org.jspecify.annotations.NullMarked;
