/** Counts and sums of strata by group, and the rates standardised from them. */
@NullMarked
package io.candor.fairness.conditional.internal;

import org.jspecify.annotations.NullMarked;
