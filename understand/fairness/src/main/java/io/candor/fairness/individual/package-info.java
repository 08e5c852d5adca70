/**
 * Whether rows that are alike are treated alike, whatever their group. Start with {@link io.candor.fairness.individual.Consistency}.
 *
 * <p>Papers: Dwork et al. 2012 (similar individuals); Zemel et al. 2013 (consistency of the k nearest neighbours); Gower 1971 (distance over columns of all kinds).
 */
@NullMarked
package io.candor.fairness.individual;

import org.jspecify.annotations.NullMarked;
