/** Benefits of a set of rows, and the indices of their inequality. */
@NullMarked
package io.candor.fairness.inequality.internal;

import org.jspecify.annotations.NullMarked;
