/** Rows of the ledger and their check. */
@NullMarked
package io.candor.ledger.internal;

import org.jspecify.annotations.NullMarked;
