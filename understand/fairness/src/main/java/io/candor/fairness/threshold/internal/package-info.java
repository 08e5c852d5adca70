/** How thresholds per group are found: curves, hulls and the linear programs over them. */
@NullMarked
package io.candor.fairness.threshold.internal;

import org.jspecify.annotations.NullMarked;
