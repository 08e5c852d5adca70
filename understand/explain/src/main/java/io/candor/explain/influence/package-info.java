/**
 * Which inputs of any model matter. Start with {@link io.candor.explain.influence.PermutationImportance} (how much worse predictions
 * get; needs labels) and {@link io.candor.explain.influence.MorrisScreening} (how far predictions move; needs none). Breiman
 * 2001; Fisher, Rudin &amp; Dominici 2019; Morris 1991; Campolongo et al. 2007.
 */
@NullMarked
package io.candor.explain.influence;

import org.jspecify.annotations.NullMarked;
