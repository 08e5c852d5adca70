/** How folds' predictions become one. */
@NullMarked
package io.candor.fairness.training.internal;

import org.jspecify.annotations.NullMarked;
