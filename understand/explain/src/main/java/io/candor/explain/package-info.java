/** Explanations of models. */
@NullMarked
package io.candor.explain;

import org.jspecify.annotations.NullMarked;
