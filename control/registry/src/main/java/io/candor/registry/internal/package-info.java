/** Rows of the registry, their check, and the walk along lineage. */
@NullMarked
package io.candor.registry.internal;

import org.jspecify.annotations.NullMarked;
