package io.candor.fairness.threshold;

import io.candor.core.model.GroupDecider;
import io.candor.core.model.ScoreRule;
import java.util.List;
import java.util.Map;

/**
 * Fitted thresholds and what they do on the rows that they were fitted to; on others rates differ, the more the smaller a group is.
 *
 * @param plan what was asked for
 * @param points one per group
 * @param objective its value, expected over the draws
 * @param gaps of each compared rate the greatest minus the least of the groups, expected over the draws
 * @param proof how sure it is that no rules of this kind are better
 * @param decider decides by them
 * @param rows that were fitted to
 * @param leftOut rows of no group
 */
public record ThresholdFit(
        ThresholdPlan plan,
        List<OperatingPoint> points,
        double objective,
        Map<String, Double> gaps,
        Proof proof,
        GroupDecider decider,
        long rows,
        long leftOut) {
    /** How sure it is that nothing is better. */
    public enum Proof {
        /** Nothing is, up to rounding: a linear program or a complete search. */
        OPTIMAL("optimal"),
        /** Nothing among the thresholds that were tried, which are not all. */
        BEST_TRIED("best of those tried"),
        /** The objective is neither linear nor a ratio: the highest peak that was found, without proof of optimality. */
        PEAK("a peak, no proof of optimality");

        private final String label;

        Proof(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * Where a group's rule puts it.
     *
     * @param rows of the group
     * @param positives sum of the weights of its rows with label 1
     * @param negatives sum of the weights of the others
     * @param selectionRate expected, from 0 to 1
     * @param truePositiveRate NaN without positives
     * @param falsePositiveRate NaN without negatives
     */
    public record OperatingPoint(
            String group,
            int rows,
            double positives,
            double negatives,
            ScoreRule rule,
            double selectionRate,
            double truePositiveRate,
            double falsePositiveRate) {}

    public ThresholdFit {
        points = List.copyOf(points);
    }

    /** The widest gap; 0 if nothing is compared. */
    public double gap() {
        double widest = 0;
        for (double gap : gaps.values()) widest = Math.max(widest, gap);
        return widest;
    }
}
