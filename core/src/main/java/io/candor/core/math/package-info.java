/**
 * Arithmetic that does not depend on the order of its inputs.
 */
@NullMarked
package io.candor.core.math;

import org.jspecify.annotations.NullMarked;
