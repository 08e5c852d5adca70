/**
 * Glass-box models: models that are their own explanation. Start with {@link io.candor.glassbox.EbmTrainer}, which trains
 * explainable boosting machines into {@link io.candor.core.model.AdditiveModel}s, and {@link io.candor.glassbox.EbmSettings}.
 *
 * <p>Papers: Lou, Caruana, Gehrke, "Intelligible models for classification and regression" (KDD 2012); Lou, Caruana, Gehrke,
 * Hooker, "Accurate intelligible models with pairwise interactions" (KDD 2013); Nori, Jenkins, Koch, Caruana, "InterpretML"
 * (2019). Algorithm and defaults follow interpret 0.7.8, but for main effects only. Where this differs from it on purpose:
 *
 * <ul>
 *   <li>All sums are double precision in a fixed order, and exponentials are {@code StrictMath}'s or a series: the same bytes
 *       everywhere.
 *   <li>While steps of one term follow each other, its gradients come from a Taylor polynomial per bin instead of new sums
 *       over the rows; it is off by at most 3e-10 per row.
 *   <li>Where bins must be shared ({@code max_bins} or more distinct values), equal-frequency targets go to the nearest
 *       boundary; interpret's own tie rules are not reproduced.
 *   <li>Inputs with a single bin that holds rows get a zero term and are no part of the boosting, so they don't lengthen
 *       rounds. A step that finds no legal cut is zero; interpret moves the intercept by it.
 *   <li>The pool of rare categories is tried at both ends of the order, as one leaf boundary more; it can't be cut out of the
 *       middle.
 *   <li>The last intercept correction is Newton's method to convergence instead of 100 steps at rate 0.25.
 *   <li>If the rows are too few to hold any out, nothing could stop training early; then a bag ends after
 *       {@code smoothing_rounds + early_stopping_rounds} rounds (or {@code max_rounds}, if less). With
 *       {@code validation_size=0} only {@code max_rounds} counts.
 *   <li>{@code best_step} is the step whose scores were kept; interpret's {@code best_iteration_} is the number of steps run.
 * </ul>
 */
@NullMarked
package io.candor.glassbox;

import org.jspecify.annotations.NullMarked;
