/**
 * Small linear programs, solved exactly up to rounding. Start with {@link io.candor.fairness.internal.lp.LinearProgram}.
 *
 * <p>Sources: Dantzig 1951 (the simplex method); Bland 1977 (new finite pivoting rules).
 */
@NullMarked
package io.candor.fairness.internal.lp;

import org.jspecify.annotations.NullMarked;
