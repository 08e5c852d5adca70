/** Disaggregated metrics with intervals. */
@NullMarked
package io.candor.fairness;

import org.jspecify.annotations.NullMarked;
