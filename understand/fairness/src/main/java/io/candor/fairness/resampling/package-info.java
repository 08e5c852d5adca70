/**
 * What chance alone would do: {@link io.candor.fairness.resampling.GroupBootstrap} draws the data again to see how far metrics and gaps would move, and
 * {@link io.candor.fairness.resampling.GroupTests} asks whether groups differ at all, with all tests of an assessment held to one rate of false discoveries.
 *
 * <p>Metrics that are counts are drawn as counts: a resample of rows moves only how many fall into each group, label and decision, so drawing these numbers is the same
 * as drawing rows, at a cost that does not grow with them. Papers: Efron &amp; Tibshirani 1993; Chung &amp; Romano 2013 (studentised permutation tests); Benjamini
 * &amp; Hochberg 1995.
 */
@NullMarked
package io.candor.fairness.resampling;

import org.jspecify.annotations.NullMarked;
