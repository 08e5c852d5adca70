/**
 * Shapley values of linear models, for inputs that are taken as independent and for inputs that go together: start with {@link
 * io.candor.explain.linear.LinearShap}.
 */
@NullMarked
package io.candor.explain.linear;

import org.jspecify.annotations.NullMarked;
