/** One home for whatever must survive: database, blobs, pending trail entries. */
@NullMarked
package io.candor.store;

import org.jspecify.annotations.NullMarked;
