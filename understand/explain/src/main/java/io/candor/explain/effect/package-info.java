/**
 * How the predictions of any model move with one input or two. Start with {@link io.candor.explain.effect.PartialDependence} (and the
 * curves of single rows, ICE) and {@link io.candor.explain.effect.AccumulatedEffects} (ALE), which stays where the data is:
 * with inputs that go together, partial dependence asks the model about rows that can't be. Both give
 * {@link io.candor.explain.effect.EffectEvidence}. Friedman 2001; Goldstein et al. 2015; Apley &amp; Zhu 2020.
 */
@NullMarked
package io.candor.explain.effect;

import org.jspecify.annotations.NullMarked;
