package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStreams;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MulticlassEvaluationTest {
    private static final List<String> CLASSES = List.of("a", "b", "c");

    /** Rows whose class has the highest of three noisy scores about half of the time. */
    private static MulticlassEvaluation drawn(SplittableRandom random, int n, boolean withScores) {
        int[] labels = new int[n];
        int[] decisions = new int[n];
        double[] scores = new double[3 * n];
        for (int i = 0; i < n; i++) {
            labels[i] = random.nextInt(10) < 5 ? 0 : random.nextInt(10) < 7 ? 1 : 2;
            double total = 0;
            for (int k = 0; k < 3; k++) {
                scores[3 * i + k] = random.nextDouble() + (k == labels[i] ? 0.5 : 0.1);
                total += scores[3 * i + k];
                if (scores[3 * i + k] > scores[3 * i + decisions[i]]) decisions[i] = k;
            }
            for (int k = 0; k < 3; k++) scores[3 * i + k] /= total;
        }
        return new MulticlassEvaluation(CLASSES, labels, withScores ? scores : null, decisions);
    }

    @Test
    void smallCountsGiveTheRatesThatAHandGives() {
        int[] labels = {0, 0, 1, 1, 2, 2};
        int[] decisions = {0, 1, 1, 1, 2, 0};
        double[] scores = {.6, .3, .1, .2, .5, .3, .1, .8, .1, .2, .6, .2, .1, .2, .7, .5, .2, .3};
        MulticlassEvaluation e = new MulticlassEvaluation(CLASSES, labels, scores, decisions);
        assertThat(value(metric(e, "accuracy"))).isEqualTo(4 / 6.0);
        assertThat(value(metric(e, "balanced_accuracy"))).isCloseTo((0.5 + 1 + 0.5) / 3, within(1e-15));
        double loss = -(Math.log(.6) + Math.log(.2) + Math.log(.8) + Math.log(.6) + Math.log(.7) + Math.log(.3)) / 6;
        assertThat(value(metric(e, "log_loss"))).isCloseTo(loss, within(1e-14));
        assertThat(e.confusion()).isEqualTo(new long[][] {{1, 1, 0}, {0, 2, 0}, {1, 0, 1}});
        assertThat(value(metric(e, "a", "precision"))).isEqualTo(0.5);
        assertThat(value(metric(e, "b", "recall"))).isEqualTo(1);
        assertThat(value(metric(e, "c", "precision"))).isEqualTo(1);
        // a: positives .6 .2 against .1 .2 .1 .5; b: .8 .6 against .3 .5 .2 .2; c: .7 .3 against .1 .3 .1 .2
        double macro = ((4 + 2.5) / 8 + 1 + (4 + 3.5) / 8) / 3;
        assertThat(value(metric(e, "auc"))).isCloseTo(macro, within(1e-14));
    }

    @Test
    void theCalibrationOfAClassIsThatOfTheClassAgainstTheRest() {
        SplittableRandom random = new SplittableRandom(5);
        int n = 400;
        int[] labels = random.ints(n, 0, 3).toArray();
        double[] scores = new double[3 * n];
        int[] second = new int[n];
        double[] ofSecond = new double[n];
        for (int i = 0; i < n; i++) {
            scores[3 * i] = random.nextDouble(0.5);
            scores[3 * i + 1] = random.nextDouble(0.5);
            scores[3 * i + 2] = 1 - scores[3 * i] - scores[3 * i + 1];
            second[i] = labels[i] == 1 ? 1 : 0;
            ofSecond[i] = scores[3 * i + 1];
        }
        Json.Obj result = new MulticlassEvaluation(CLASSES, labels, scores, new int[n])
                .toJson(Json.object())
                .build();
        Json.Obj alone = new BinaryEvaluation(second, ofSecond, new int[n], new RandomStreams(1))
                .toJson(Json.object())
                .build();
        assertThat(result.object("calibration").members().keySet()).containsExactlyElementsOf(CLASSES);
        assertThat(result.object("calibration").need("b")).isEqualTo(alone.need("calibration"));
        Json.Obj without = new MulticlassEvaluation(CLASSES, labels, null, new int[n])
                .toJson(Json.object())
                .build();
        assertThat(without.get("calibration")).isNull();
    }

    /** The interval of the mean area holds the long run's area; a rate of 93.5 % or less has a chance below 0.1 %. */
    @Test
    void theMeanAreasIntervalHoldsTheTrueAreaAtItsRate() {
        SplittableRandom random = new SplittableRandom(9);
        double truth = value(metric(drawn(random, 200_000, true), "auc"));
        double balanced = value(metric(drawn(random, 200_000, true), "balanced_accuracy"));
        int held = 0;
        int heldBalanced = 0;
        int repetitions = 2_000;
        for (int r = 0; r < repetitions; r++) {
            MulticlassEvaluation e = drawn(random, 300, true);
            if (holds(metric(e, "auc"), truth)) held++;
            if (holds(metric(e, "balanced_accuracy"), balanced)) heldBalanced++;
        }
        assertThat(held / (double) repetitions).isBetween(0.935, 0.965);
        assertThat(heldBalanced / (double) repetitions).isBetween(0.935, 0.965);
    }

    @Test
    void withTwoClassesTheMeanAreaIsDeLongs() {
        int[] labels = {0, 1, 0, 1, 0, 1, 1, 0};
        double[] positive = {.1, .9, .4, .3, .6, .7, .8, .2};
        double[] scores = new double[24];
        int[] decisions = new int[8];
        for (int i = 0; i < 8; i++) {
            scores[3 * i] = 1 - positive[i];
            scores[3 * i + 1] = positive[i];
        }
        Estimate.Interval mean =
                (Estimate.Interval) metric(new MulticlassEvaluation(CLASSES, labels, scores, decisions), "auc");
        DeLong two = new DeLong(labels, positive);
        assertThat(mean.value()).isCloseTo(two.auc(), within(1e-15));
        assertThat(mean.low()).isBetween(0.2, mean.value());
    }

    @Test
    void perfectScoresHaveAnIntervalAllTheSame() {
        int[] labels = {0, 1, 2, 0, 1, 2};
        double[] scores = {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1};
        MulticlassEvaluation e = new MulticlassEvaluation(CLASSES, labels, scores, labels);
        Estimate.Interval area = (Estimate.Interval) metric(e, "auc");
        assertThat(area.value()).isEqualTo(1);
        assertThat(area.low()).isBetween(0.1, 0.9);
        assertThat(area.interval()).isEqualTo("Wilson on disjoint pairs");
        assertThat(((Estimate.Interval) metric(e, "balanced_accuracy")).low()).isLessThan(1);
    }

    @Test
    void decisionsAloneGiveRatesButNoAreaAndNoLoss() {
        MulticlassEvaluation e = drawn(new SplittableRandom(1), 50, false);
        assertThat(metric(e, "auc")).isInstanceOf(Estimate.Undefined.class);
        assertThat(metric(e, "log_loss")).isInstanceOf(Estimate.Undefined.class);
        assertThat(metric(e, "accuracy")).isInstanceOf(Estimate.Interval.class);
    }

    @Test
    void aClassThatIsNotThereIsLeftOutOfMeansAndUndefinedByItself() {
        int[] labels = {0, 0, 1, 1};
        double[] scores = {.6, .3, .1, .4, .5, .1, .1, .8, .1, .2, .6, .2};
        MulticlassEvaluation e = new MulticlassEvaluation(CLASSES, labels, scores, new int[] {0, 1, 1, 1});
        assertThat(metric(e, "c", "recall")).isInstanceOf(Estimate.Undefined.class);
        assertThat(metric(e, "c", "auc")).isInstanceOf(Estimate.Undefined.class);
        assertThat(value(metric(e, "balanced_accuracy"))).isEqualTo(0.75);
        assertThat(value(metric(e, "auc"))).isEqualTo(1);
    }

    @Test
    void theEvidenceHasTheWholeMatrix() {
        Evidence evidence = PerformanceEvidence.of(List.of(), "test", drawn(new SplittableRandom(2), 90, true));
        assertThat(evidence.result().text("task")).isEqualTo("multiclass");
        Json.Obj confusion = evidence.result().object("confusion");
        assertThat(confusion.need("labels")).isEqualTo(Json.texts(CLASSES));
        double sum = 0;
        for (Json row : confusion.array("counts"))
            for (Json count : ((Json.Arr) row).items()) sum += ((Json.Num) count).value();
        assertThat(sum).isEqualTo(90);
        assertThat(evidence.result().object("classes").members()).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void scoresMustBeProbabilitiesOneForEachClass() {
        CandorException e = catchThrowableOfType(
                CandorException.class,
                () -> new MulticlassEvaluation(CLASSES, new int[1], new double[] {0, 2, 0}, new int[1]));
        assertThat(e.code()).isEqualTo("CND-V004");
        e = catchThrowableOfType(
                CandorException.class, () -> new MulticlassEvaluation(CLASSES, new int[2], new double[3], new int[2]));
        assertThat(e.code()).isEqualTo("CND-V001");
    }

    private static Estimate metric(MulticlassEvaluation e, String name) {
        return Objects.requireNonNull(e.metrics().get(name), name);
    }

    private static Estimate metric(MulticlassEvaluation e, String of, String name) {
        return Objects.requireNonNull(
                Objects.requireNonNull(e.byClass().get(of), of).get(name), name);
    }

    private static double value(Estimate estimate) {
        return ((Estimate.Interval) estimate).value();
    }

    private static boolean holds(Estimate estimate, double truth) {
        Estimate.Interval i = (Estimate.Interval) estimate;
        return i.low() <= truth && truth <= i.high();
    }
}
