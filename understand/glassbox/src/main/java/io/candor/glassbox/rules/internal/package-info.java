/** How rules are found in trees, chosen and judged. */
@NullMarked
package io.candor.glassbox.rules.internal;

import org.jspecify.annotations.NullMarked;
