/** What the run fills in by itself. */
@NullMarked
package io.candor.datasheet.internal;

import org.jspecify.annotations.NullMarked;
