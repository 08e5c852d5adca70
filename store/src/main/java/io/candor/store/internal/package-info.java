/** Connections, migrations and locks of the store. */
@NullMarked
package io.candor.store.internal;

import org.jspecify.annotations.NullMarked;
