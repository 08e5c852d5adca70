/**
 * The durable privacy budget: one cap for each registered data set, charged before data is read, never refunded, exact, and
 * safe against crashes and any number of processes. Start with {@link io.candor.ledger.Ledger}.
 *
 * <p>The rule is the basic composition of pure differential privacy as a filter: a charge is accepted if all charges together
 * stay within ε. It holds for analysts who choose each question after seeing the earlier answers (Rogers, Roth, Ullman, Vadhan,
 * "Privacy Odometers and Filters", 2016).
 */
@NullMarked
package io.candor.ledger;

import org.jspecify.annotations.NullMarked;
