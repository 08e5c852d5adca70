/** results.json as records, read and written. */
@NullMarked
package io.candor.results;

import org.jspecify.annotations.NullMarked;
