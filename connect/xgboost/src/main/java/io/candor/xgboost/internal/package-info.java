/** Means of this room. */
@NullMarked
package io.candor.xgboost.internal;

import org.jspecify.annotations.NullMarked;
