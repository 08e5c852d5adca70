/**
 * How unequally a benefit is spread over people, and how much of that lies between groups: error that falls on few people can be unequal though groups are alike. Start with
 * {@link io.candor.fairness.inequality.GroupInequality}.
 *
 * <p>Papers: Speicher et al. 2018 (benefit = decision − label + 1, generalised entropy and its decomposition); Shorrocks 1980; Cowell 2011 (indices and their influence
 * functions); Atkinson 1970; Gini 1912.
 */
@NullMarked
package io.candor.fairness.inequality;

import org.jspecify.annotations.NullMarked;
