package io.candor.evaluation;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.internal.Calibration;
import io.candor.evaluation.internal.Check;
import io.candor.evaluation.internal.RocPoints;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well scores and decisions agree with labels of two classes. Every row counts alike: weights come with a later
 * issue. Immutable.
 */
public final class BinaryEvaluation {
    private static final String NO_SCORES = "no scores were given";

    private final int[] labels;
    private final double @Nullable [] scores;
    private final Confusion confusion;
    private final Map<String, Estimate> metrics;

    /**
     * @param labels 0 or 1 per row, at least one row
     * @param scores P(positive) per row; null if the model only gives decisions
     * @param decisions 0 or 1 per row
     * @param random for the bootstrap of the calibration error
     * @throws io.candor.core.CandorException {@code CND-V001} lengths differ, {@code CND-V002} not 0 or 1, {@code CND-V003}
     *     no rows, {@code CND-V004} a score is not a probability
     */
    public BinaryEvaluation(int[] labels, double @Nullable [] scores, int[] decisions, RandomStreams random) {
        Check.lengths(labels.length, decisions.length, "decisions");
        if (scores != null) Check.lengths(labels.length, scores.length, "scores");
        Check.zeroOrOne(labels, "label");
        Check.zeroOrOne(decisions, "decision");
        Check.probabilities(scores);
        this.labels = labels.clone();
        this.scores = scores == null ? null : scores.clone();
        this.confusion = Confusion.of(labels, decisions);
        this.metrics = Collections.unmodifiableMap(measure(random));
    }

    /** Metrics by name, in the order of the evidence contract. */
    public Map<String, Estimate> metrics() {
        return metrics;
    }

    public Confusion confusion() {
        return confusion;
    }

    public int rows() {
        return labels.length;
    }

    /**
     * Metrics, confusion, curves and calibration: the members of {@code evaluation.performance} that are ours. Curves are
     * absent without scores, or with one class only.
     */
    Json.Builder toJson(Json.Builder result) {
        Json.Builder named = Json.object();
        metrics.forEach((name, estimate) -> named.put(name, estimate.toJson()));
        result.put("metrics", named.build()).put("confusion", confusion.toJson());
        if (scores == null) return result;
        if (confusion.positives() > 0 && confusion.negatives() > 0) {
            RocPoints points = new RocPoints(labels, scores);
            result.put("roc", points.roc()).put("precision_recall", points.precisionRecall());
        }
        return result.put("calibration", new Calibration(labels, scores).bins());
    }

    private Map<String, Estimate> measure(RandomStreams random) {
        Map<String, Estimate> m = new LinkedHashMap<>();
        if (scores == null) {
            for (String name : new String[] {"auc", "log_loss", "brier"}) m.put(name, Estimate.undefined(NO_SCORES, 0));
        } else {
            m.put("auc", new DeLong(labels, scores).estimate());
            Moments log = new Moments();
            Moments brier = new Moments();
            for (int i = 0; i < labels.length; i++) {
                log.add(Losses.log(labels[i], scores[i]));
                brier.add(Losses.brier(labels[i], scores[i]));
            }
            m.put("log_loss", Intervals.mean(log, "no rows"));
            m.put("brier", Intervals.mean(brier, "no rows"));
        }
        m.put("accuracy", confusion.accuracy());
        m.put("base_rate", confusion.baseRate());
        m.put("selection_rate", confusion.selectionRate());
        m.put("precision", confusion.precision());
        m.put("recall", confusion.recall());
        m.put("specificity", confusion.specificity());
        m.put("f1", confusion.f1());
        m.put("balanced_accuracy", confusion.balancedAccuracy());
        m.put(
                "expected_calibration_error",
                scores == null
                        ? Estimate.undefined(NO_SCORES, 0)
                        : new Calibration(labels, scores).expectedError(random));
        return m;
    }
}
