/** How candidates are read, drawn and ordered. */
@NullMarked
package io.candor.fairness.compare.internal;

import org.jspecify.annotations.NullMarked;
