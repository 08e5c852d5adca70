/**
 * Where a model does worst: {@link io.candor.fairness.slices.SliceSearch} looks through all combinations of a few conditions and reports figures that the looking has not
 * made worse than they are: measured on rows that were not searched, or held to the chance that any of the searched slices looks as bad.
 *
 * <p>Papers: Westfall &amp; Young 1993 and Romano &amp; Wolf 2005 (step-down maxima); Chung &amp; Romano 2013 (studentised permutations); Holm 1979; Agresti &amp; Caffo
 * 2000 (variance of a difference of rates).
 */
@NullMarked
package io.candor.fairness.slices;

import org.jspecify.annotations.NullMarked;
