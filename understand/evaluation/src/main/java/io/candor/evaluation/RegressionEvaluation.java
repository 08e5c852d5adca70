package io.candor.evaluation;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.evaluation.internal.Check;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far predictions of a number are from its labels. Errors are prediction − label. Every row counts alike. Immutable.
 */
public final class RegressionEvaluation {
    private static final double[] RESIDUAL_QUANTILES = {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1};

    private final double[] errors;
    private final Map<String, Estimate> metrics;

    /**
     * @param labels one finite number per row, at least one row
     * @param predictions one finite number per row
     * @throws io.candor.core.CandorException {@code CND-V001} lengths differ, {@code CND-V003} no rows, {@code CND-V005} not
     *     finite
     */
    public RegressionEvaluation(double[] labels, double[] predictions) {
        Check.lengths(labels.length, predictions.length, "predictions");
        Check.finite(labels, "label");
        Check.finite(predictions, "prediction");
        errors = new double[labels.length];
        Moments signed = new Moments();
        Moments absolute = new Moments();
        for (int i = 0; i < errors.length; i++) {
            errors[i] = predictions[i] - labels[i];
            signed.add(errors[i]);
            absolute.add(Math.abs(errors[i]));
        }
        Map<String, Estimate> m = new LinkedHashMap<>();
        m.put("rmse", Determination.rootMeanSquare(errors));
        m.put("mae", Intervals.mean(absolute, "no rows"));
        m.put("r2", new Determination(labels, predictions).estimate());
        m.put("mean_error", Intervals.mean(signed, "no rows"));
        m.put("median_absolute_error", medianAbsolute());
        metrics = Collections.unmodifiableMap(m);
    }

    /** Metrics by name, in the order of the evidence contract. */
    public Map<String, Estimate> metrics() {
        return metrics;
    }

    public int rows() {
        return errors.length;
    }

    /** Metrics and residual quantiles: the members of {@code evaluation.performance} that are ours. */
    Json.Builder toJson(Json.Builder result) {
        Json.Builder named = Json.object();
        metrics.forEach((name, estimate) -> named.put(name, estimate.toJson()));
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        double[] values = new double[RESIDUAL_QUANTILES.length];
        for (int i = 0; i < values.length; i++) values[i] = Quantiles.ofSorted(sorted, RESIDUAL_QUANTILES[i]);
        return result.put("metrics", named.build())
                .put(
                        "residuals",
                        Json.object()
                                .put("quantiles", Json.numbers(RESIDUAL_QUANTILES))
                                .put("values", Json.numbers(values))
                                .build());
    }

    /** The median with an interval between two order statistics, whose ranks come from the binomial's normal limit. */
    private Estimate medianAbsolute() {
        double[] sorted = new double[errors.length];
        for (int i = 0; i < sorted.length; i++) sorted[i] = Math.abs(errors[i]);
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = Quantiles.ofSorted(sorted, 0.5);
        double half = Intervals.z(Intervals.ALPHA) * StrictMath.sqrt(n) / 2;
        int low = (int) Math.floor(n / 2.0 - half); // the rank, from 1
        int high = (int) Math.ceil(n / 2.0 + half) + 1;
        if (low < 1 || high > n) return new Estimate.Point(median, n);
        return new Bounds(sorted[low - 1], sorted[high - 1]).around(median, n, "order statistics");
    }
}
