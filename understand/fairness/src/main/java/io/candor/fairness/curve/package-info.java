/**
 * How scores work in each group, at every threshold: the ROC curve, its area, and whether a score of 0.3 means three positives in ten for each group. Start with
 * {@link io.candor.fairness.curve.GroupCurves}.
 *
 * <p>Papers: DeLong et al. 1988 (area); Naeini et al. 2015 (calibration error); Bröcker &amp; Smith 2007 (bins of a calibrated model scatter, too, and how far is to be
 * shown beside them); de Moivre (mean absolute deviation of a binomial, see Diaconis &amp; Zabell 1991).
 */
@NullMarked
package io.candor.fairness.curve;

import org.jspecify.annotations.NullMarked;
