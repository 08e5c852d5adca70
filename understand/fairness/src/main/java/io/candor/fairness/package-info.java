/**
 * For whom a model works: any metric in any groups, how far the groups are apart, and how sure we can be of it. Start with
 * {@link io.candor.fairness.FairnessAssessment}; {@code docs/reference/fairness-metrics.md} says what each metric means and
 * when it misleads.
 *
 * <p>Values equal those of Fairlearn's MetricFrame where that defines them; the deviations are listed on that page. A rate
 * that does not exist in a group leaves the group out and says so. Papers: Hardt, Price &amp; Srebro 2016 (equalized odds);
 * Miettinen &amp; Nurminen 1985; Welch 1947; DeLong et al. 1988; Donner &amp; Zou 2012 (MOVER); Bonferroni for the pairs.
 */
@NullMarked
package io.candor.fairness;

import org.jspecify.annotations.NullMarked;
