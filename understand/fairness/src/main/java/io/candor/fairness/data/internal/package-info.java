/** Tables of counts, distances of distributions, and associations of columns with groups. */
@NullMarked
package io.candor.fairness.data.internal;

import org.jspecify.annotations.NullMarked;
