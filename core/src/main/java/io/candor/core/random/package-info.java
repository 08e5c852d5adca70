/**
 * Reproducible randomness, split by purpose. Not for privacy noise: that comes from the operating system, in protect.
 */
@NullMarked
package io.candor.core.random;

import org.jspecify.annotations.NullMarked;
