/**
 * What data say of groups before anything is trained: {@link io.candor.fairness.data.DataReport} measures how labels are spread over groups, who is in the data, whose values are
 * missing, and which columns stand in for a sensitive one.
 *
 * <p>Papers: Das et al. 2021 (names of the imbalance measures); Bergsma 2013 (bias-corrected Cramér's V); Kelley 1935 (bias-corrected correlation ratio); Miller 1955 (bias of
 * mutual information); Benjamini &amp; Hochberg 1995.
 */
@NullMarked
package io.candor.fairness.data;

import org.jspecify.annotations.NullMarked;
