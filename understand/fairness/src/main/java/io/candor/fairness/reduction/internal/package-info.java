/** Moments of constraints as tables of cells, the learner as an oracle, and the game between the two. */
@NullMarked
package io.candor.fairness.reduction.internal;

import org.jspecify.annotations.NullMarked;
