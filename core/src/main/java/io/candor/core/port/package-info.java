/**
 * The small interfaces through which pillars meet without seeing each other.
 */
@NullMarked
package io.candor.core.port;

import org.jspecify.annotations.NullMarked;
