/**
 * Thresholds of their own for groups, so that rates are alike up to a tolerance and decisions as good as they can be. Start with {@link
 * io.candor.fairness.threshold.GroupThresholds}: it fits a {@link io.candor.fairness.threshold.ThresholdPlan} to scored rows and gives a {@link
 * io.candor.fairness.threshold.ThresholdFit} whose decider is a {@link io.candor.core.model.GroupDecider}. It reads the sensitive columns whenever it decides.
 *
 * <p>Papers: Hardt, Price &amp; Srebro 2016 (equalized odds by mixtures of thresholds); Cruz &amp; Hardt 2024 (relaxed equalized odds as a linear
 * program); Dinkelbach 1967 (ratios); Kamiran, Karim &amp; Zhang 2012 (reject option).
 */
@NullMarked
package io.candor.fairness.threshold;

import org.jspecify.annotations.NullMarked;
