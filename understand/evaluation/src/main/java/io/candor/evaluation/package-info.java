/** Metrics, splits, intervals and tests. */
@NullMarked
package io.candor.evaluation;

import org.jspecify.annotations.NullMarked;
