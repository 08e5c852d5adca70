package io.candor.assessment;

import io.candor.core.evidence.Estimate;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.evaluation.search.ModelSearch;
import io.candor.fairness.Disparity;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far groups are apart in a trial's predictions, per sensitive feature, by the fairness room's own figures: for two classes
 * the differences of selection rate and of equalized odds, for several that of accuracy, for a number that of the mean error.
 */
record Disparities(FairnessPlan plan, DataSource.Part part, double threshold) implements ModelSearch.Inspector {
    private static final String TOO_SMALL = "not enough data";

    @Override
    public Map<String, Estimate> inspect(int[] rows, Scores scores) {
        Target target = part.target().select(rows);
        FairnessAssessment found =
                FairnessAssessment.of(plan, part.table().select(rows), predictions(target, scores, threshold));
        Map<String, Estimate> named = new LinkedHashMap<>();
        found.features().forEach((feature, measured) -> {
            FairnessAssessment.Stratum all = measured.strata().get("all");
            if (all == null) return;
            if (target.task() == Task.BINARY) {
                put(
                        named,
                        feature,
                        "selection_rate_difference",
                        all.composites().get("demographic_parity_difference"));
                put(
                        named,
                        feature,
                        "equalized_odds_difference",
                        all.composites().get("equalized_odds_difference"));
                return;
            }
            String metric = target.task() == Task.MULTICLASS ? "accuracy" : "mean_error";
            Estimate difference = Optional.ofNullable(all.disparities().get(metric))
                    .map(d -> d.get("difference"))
                    .map(Disparity::estimate)
                    .orElse(null);
            put(named, feature, metric + "_difference", difference);
        });
        return named;
    }

    /** What is undefined, or known of fewer rows than the plan asks of a group, is no number here. */
    private void put(
            Map<String, Estimate> named,
            String feature,
            String metric,
            @org.jspecify.annotations.Nullable Estimate estimate) {
        boolean enough =
                estimate != null && !(estimate instanceof Estimate.Undefined) && estimate.n() >= plan.minGroup();
        long n = estimate == null ? 0 : estimate.n();
        named.put(feature + ": " + metric, enough && estimate != null ? estimate : Estimate.undefined(TOO_SMALL, n));
    }

    static Predictions predictions(Target target, Scores scores, double threshold) {
        double[] values = target.values();
        if (target.task() == Task.REGRESSION) return new Predictions.Regression(values, scores.values());
        int[] labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) labels[i] = (int) values[i];
        if (target.task() == Task.MULTICLASS) {
            return Predictions.multiclass(target.classes(), labels, scores.values(), scores.mostProbable());
        }
        int[] decisions = new int[labels.length];
        for (int i = 0; i < decisions.length; i++) decisions[i] = scores.get(i, 0) >= threshold ? 1 : 0;
        return Predictions.binary(labels, scores.values(), decisions);
    }
}
