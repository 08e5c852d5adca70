/**
 * Simple models in place of any model: {@link io.candor.explain.surrogate.GlobalSurrogate} for all rows, with its fidelity on
 * rows that it has not seen, and {@link io.candor.explain.surrogate.Lime} around single rows, with its local fit. A surrogate explains
 * itself; how far that holds for the model is what the fidelity says. Craven &amp; Shavlik 1996; Ribeiro, Singh &amp; Guestrin 2016.
 */
@NullMarked
package io.candor.explain.surrogate;

import org.jspecify.annotations.NullMarked;
