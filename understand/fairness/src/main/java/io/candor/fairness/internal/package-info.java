/** Groupings, samples of a metric, and the comparison of samples. */
@NullMarked
package io.candor.fairness.internal;

import org.jspecify.annotations.NullMarked;
