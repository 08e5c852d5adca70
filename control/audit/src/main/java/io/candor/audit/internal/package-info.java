/** Tiles, tree hashing and key files of the log. */
@NullMarked
package io.candor.audit.internal;

import org.jspecify.annotations.NullMarked;
