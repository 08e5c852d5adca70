/**
 * The exact values of many rows, kept together to be seen: which features matter and how surely they rank so, in which direction, and what
 * goes with what. {@link io.candor.explain.attribution.Attributions} computes them of additive models and of trees; evidence is made by {@link
 * io.candor.explain.attribution.AttributionEvidence}.
 */
@NullMarked
package io.candor.explain.attribution;

import org.jspecify.annotations.NullMarked;
