/** Runs, models, data, evidence and their lineage. */
@NullMarked
package io.candor.registry;

import org.jspecify.annotations.NullMarked;
