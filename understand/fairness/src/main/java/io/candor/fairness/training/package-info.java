/**
 * How gaps between groups come about while a model learns: the figures of an assessment after each of some steps of boosting and in each fold, on rows
 * that the models did not learn from. Start with {@link io.candor.fairness.training.TrainingTrace}. A gap that grows while the loss hardly falls is
 * one that fewer steps would have avoided; folds that disagree say how far it is chance.
 */
@NullMarked
package io.candor.fairness.training;

import org.jspecify.annotations.NullMarked;
