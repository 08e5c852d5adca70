/**
 * Gaps with the controls held alike: how far groups would be apart if each had the same mix over the strata. A gap over all rows can vanish, or turn around, within them (Simpson's paradox; Bickel et al.
 * 1975). Start with {@link io.candor.fairness.conditional.ConditionalGaps}.
 *
 * <p>Three answers, because people ask in three ways: directly standardised metrics (Rothman et al. 2008, ch. 15); the Mantel-Haenszel risk difference and odds ratio
 * of a group against the rest (Mantel &amp; Haenszel 1959; variances by Sato 1989 and by Robins, Breslow &amp; Greenland 1986); conditional demographic disparity (Wachter et
 * al. 2021). What a stratum explains is not thereby excused: a control can carry the disadvantage itself.
 */
@NullMarked
package io.candor.fairness.conditional;

import org.jspecify.annotations.NullMarked;
