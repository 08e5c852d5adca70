/** Datasheets and model cards. */
@NullMarked
package io.candor.datasheet;

import org.jspecify.annotations.NullMarked;
