package io.candor.fairness.threshold;

import io.candor.evaluation.ConfusionFormula;
import io.candor.fairness.threshold.internal.Refusals;

/**
 * A bound on a metric: of each group, of one group, or of all rows together. The metric must be a ratio of affine forms in the confusion cells, as rates, precision and
 * F1 are. Where it is 0 ÷ 0, as the precision of a group of which nobody is selected, the bound counts as met.
 *
 * @param where {@link #EACH}, {@link #OVERALL} or a group's name
 * @param least −∞ for none
 * @param most ∞ for none
 */
public record CellBound(ConfusionFormula metric, String where, double least, double most) {
    public static final String EACH = "each group";
    public static final String OVERALL = "overall";

    /** @throws io.candor.core.CandorException {@code CND-F046} for bounds that hold no number */
    public CellBound {
        boolean bounded = least > Double.NEGATIVE_INFINITY || most < Double.POSITIVE_INFINITY;
        if (!(least <= most) || !bounded || least == Double.POSITIVE_INFINITY || most == Double.NEGATIVE_INFINITY) {
            throw Refusals.badPlan(
                    "the bounds " + least + " and " + most + " of '" + metric.text() + "' do not do",
                    "a least value, a greatest one, or both",
                    "correct them");
        }
    }

    /** A metric of each group is at least this: {@code atLeast("true_positive_rate", 0.7)} levels up. */
    public static CellBound atLeast(String metric, double least) {
        return new CellBound(ConfusionFormula.of(metric), EACH, least, Double.POSITIVE_INFINITY);
    }

    /** A metric of all rows together is at most this: {@code overallAtMost("selection_rate", 0.2)} is a capacity. */
    public static CellBound overallAtMost(String metric, double most) {
        return new CellBound(ConfusionFormula.of(metric), OVERALL, Double.NEGATIVE_INFINITY, most);
    }
}
