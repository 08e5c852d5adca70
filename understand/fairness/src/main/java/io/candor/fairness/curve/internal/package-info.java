/** Rows in the order of their scores. */
@NullMarked
package io.candor.fairness.curve.internal;

import org.jspecify.annotations.NullMarked;
