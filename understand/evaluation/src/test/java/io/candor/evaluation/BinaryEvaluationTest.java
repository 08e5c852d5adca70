package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStreams;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BinaryEvaluationTest {
    private static final RandomStreams SEED = new RandomStreams(1);
    private static final int[] LABELS = {0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0};
    private static final double[] SCORES = {.1, .9, .4, .4, .8, .3, .6, .55, .2, .2, .7, .5};

    /** scikit-learn: roc_auc_score, log_loss, brier_score_loss, f1_score, balanced_accuracy_score. */
    @Test
    void agreesWithScikitLearn() {
        BinaryEvaluation e = new BinaryEvaluation(LABELS, SCORES, decisions(SCORES), SEED);
        assertThat(value(e, "auc")).isCloseTo(0.7777777777777779, within(1e-14));
        assertThat(value(e, "log_loss")).isCloseTo(0.5511822669237919, within(1e-14));
        assertThat(value(e, "brier")).isCloseTo(0.18770833333333334, within(1e-14));
        assertThat(value(e, "f1")).isCloseTo(0.6666666666666666, within(1e-14));
        assertThat(value(e, "balanced_accuracy")).isCloseTo(0.6666666666666666, within(1e-14));
        assertThat(e.confusion()).isEqualTo(new Confusion(4, 2, 4, 2));
        assertThat(e.metrics().keySet())
                .containsExactly(
                        "auc",
                        "log_loss",
                        "brier",
                        "accuracy",
                        "base_rate",
                        "selection_rate",
                        "precision",
                        "recall",
                        "specificity",
                        "f1",
                        "balanced_accuracy",
                        "expected_calibration_error");
        for (Estimate metric : e.metrics().values()) {
            Estimate.Interval i = (Estimate.Interval) metric;
            assertThat(i.value()).isBetween(i.low() - 1e-12, i.high() + 1e-12);
        }
    }

    @Test
    void oneClassLeavesMetricsUndefinedAndNeverZero() {
        BinaryEvaluation e = new BinaryEvaluation(new int[] {0, 0}, new double[] {0, .2}, new int[] {0, 0}, SEED);
        for (String name : List.of("auc", "precision", "recall", "f1", "balanced_accuracy")) {
            assertThat(e.metrics().get(name)).as(name).isInstanceOf(Estimate.Undefined.class);
        }
        assertThat(value(e, "accuracy")).isEqualTo(1);
        Json.Obj result = evidence(e).result();
        assertThat(result.get("roc")).isNull();
        assertThat(evidence(e).canonicalBytes()).isNotEmpty();
    }

    @Test
    void certainMistakesHaveAFiniteLogLoss() {
        BinaryEvaluation e = new BinaryEvaluation(new int[] {1, 0}, new double[] {0, 1}, new int[] {0, 1}, SEED);
        assertThat(value(e, "log_loss")).isCloseTo(-Math.log(1e-15), within(1e-2));
    }

    @Test
    void decisionsAloneAreEnough() {
        BinaryEvaluation e = new BinaryEvaluation(LABELS, null, decisions(SCORES), SEED);
        assertThat(e.metrics().get("auc")).isEqualTo(Estimate.undefined("no scores were given", 0));
        assertThat(value(e, "recall")).isCloseTo(4 / 6.0, within(1e-15));
        assertThat(evidence(e).result().get("calibration")).isNull();
    }

    @Test
    void curvesHaveAtMost201ExactPointsAndBothEnds() {
        int n = 5000;
        int[] labels = new int[n];
        double[] scores = new double[n];
        var random = new java.util.SplittableRandom(4);
        for (int i = 0; i < n; i++) {
            scores[i] = random.nextDouble();
            labels[i] = random.nextDouble() < scores[i] ? 1 : 0;
        }
        Json.Obj result = evidence(new BinaryEvaluation(labels, scores, decisions(scores), SEED))
                .result();
        double[] threshold = numbers(result.object("roc").array("threshold"));
        double[] fpr = numbers(result.object("roc").array("fpr"));
        double[] tpr = numbers(result.object("roc").array("tpr"));
        assertThat(threshold.length).isBetween(150, 201);
        assertThat(fpr[0] + tpr[0]).isZero();
        assertThat(fpr[threshold.length - 1] + tpr[threshold.length - 1]).isEqualTo(2);
        for (int k = 0; k < threshold.length; k += 20) {
            int[] at = new int[n];
            for (int i = 0; i < n; i++) at[i] = scores[i] >= threshold[k] ? 1 : 0;
            Confusion c = Confusion.of(labels, at);
            assertThat(tpr[k]).isEqualTo((double) c.tp() / c.positives());
            assertThat(fpr[k]).isEqualTo((double) c.fp() / c.negatives());
        }
        long inBins = 0;
        for (Json bin : result.array("calibration")) inBins += (long) ((Json.Obj) bin).number("n");
        assertThat(inBins).isEqualTo(n);
        assertThat(result.array("calibration")).hasSize(10);
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        int[] order = {5, 3, 11, 0, 8, 2, 10, 1, 9, 4, 7, 6};
        int[] labels = new int[12];
        double[] scores = new double[12];
        for (int i = 0; i < 12; i++) {
            labels[i] = LABELS[order[i]];
            scores[i] = SCORES[order[i]];
        }
        Evidence a = evidence(new BinaryEvaluation(LABELS, SCORES, decisions(SCORES), SEED));
        Evidence b = evidence(new BinaryEvaluation(labels, scores, decisions(scores), SEED));
        assertThat(b.id()).isEqualTo(a.id());
    }

    @Test
    void badInputIsRefusedWithACode() {
        int[] two = {0, 1};
        assertThatThrownBy(() -> new BinaryEvaluation(two, null, new int[] {1}, SEED))
                .hasMessageContaining("CND-V001");
        assertThatThrownBy(() -> new BinaryEvaluation(new int[] {0, 2}, null, two, SEED))
                .hasMessageContaining("CND-V002");
        assertThatThrownBy(() -> new BinaryEvaluation(new int[0], null, new int[0], SEED))
                .hasMessageContaining("CND-V003");
        assertThatThrownBy(() -> new BinaryEvaluation(two, new double[] {0, 1.5}, two, SEED))
                .hasMessageContaining("CND-V004");
        assertThatThrownBy(() -> new BinaryEvaluation(two, new double[] {0, Double.NaN}, two, SEED))
                .hasMessageContaining("CND-V004");
    }

    private static Evidence evidence(BinaryEvaluation e) {
        return PerformanceEvidence.of(
                List.of(new Subject("model:m", "0".repeat(64))), "test", "yes", OptionalDouble.of(0.5), 1, e);
    }

    private static double value(BinaryEvaluation e, String metric) {
        return ((Estimate.Interval) java.util.Objects.requireNonNull(e.metrics().get(metric))).value();
    }

    private static int[] decisions(double[] scores) {
        int[] d = new int[scores.length];
        for (int i = 0; i < d.length; i++) d[i] = scores[i] >= 0.5 ? 1 : 0;
        return d;
    }

    private static double[] numbers(List<Json> items) {
        return items.stream().mapToDouble(i -> ((Json.Num) i).value()).toArray();
    }
}
