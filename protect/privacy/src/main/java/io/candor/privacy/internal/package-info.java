/** Arithmetic of the mechanisms that is not part of their interface. */
@NullMarked
package io.candor.privacy.internal;

import org.jspecify.annotations.NullMarked;
