/** Distances of rows, and the search for the nearest. */
@NullMarked
package io.candor.fairness.individual.internal;

import org.jspecify.annotations.NullMarked;
