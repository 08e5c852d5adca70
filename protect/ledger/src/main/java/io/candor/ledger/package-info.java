/** The durable privacy budget: reserve, spend, refuse. */
@NullMarked
package io.candor.ledger;

import org.jspecify.annotations.NullMarked;
