/** What the formats share. */
@NullMarked
package io.candor.fairness.format.internal;

import org.jspecify.annotations.NullMarked;
