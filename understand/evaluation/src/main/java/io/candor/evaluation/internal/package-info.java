/** Curves and checks behind the evaluations. */
@NullMarked
package io.candor.evaluation.internal;

import org.jspecify.annotations.NullMarked;
