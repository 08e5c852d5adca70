/** Columns as conditions, counted cells, permutations, and what is told of a slice. */
@NullMarked
package io.candor.fairness.slices.internal;

import org.jspecify.annotations.NullMarked;
