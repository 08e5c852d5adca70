/**
 * Where a model is wrong. Start with {@link io.candor.explain.errors.ErrorTree}, which looks for rows with conditions in common on which errors are
 * frequent, and {@link io.candor.explain.errors.ErrorMap}, which lays them out over one or two columns. What is counted as an error is an
 * {@link io.candor.explain.errors.ErrorMeasure}. Every tree node and map cell is a {@link io.candor.core.data.Cohort}, so that other explanations can be asked for it.
 *
 * <p>Breiman et al. 1984 (trees); Fisher 1958 (order of levels); Athey &amp; Imbens 2016 (one half to choose, one to measure); Miller 1955
 * (bias of mutual information); Wilson 1927 (intervals).
 */
@NullMarked
package io.candor.explain.errors;

import org.jspecify.annotations.NullMarked;
