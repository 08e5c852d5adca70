/** Explainable boosting machines. */
@NullMarked
package io.candor.glassbox;

import org.jspecify.annotations.NullMarked;
