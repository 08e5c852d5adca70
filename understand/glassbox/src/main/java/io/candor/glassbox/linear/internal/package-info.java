/** Design matrices, coordinate descent, Newton's method and uncertainty of linear models. */
@NullMarked
package io.candor.glassbox.linear.internal;

import org.jspecify.annotations.NullMarked;
