/** How counts and rows are drawn again. */
@NullMarked
package io.candor.fairness.resampling.internal;

import org.jspecify.annotations.NullMarked;
