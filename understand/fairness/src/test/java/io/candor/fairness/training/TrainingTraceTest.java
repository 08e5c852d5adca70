package io.candor.fairness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.CandorException;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Table;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import io.candor.fairness.internal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingTraceTest {
    private static final int ROWS = 300;
    private static final FairnessPlan PLAN = FairnessPlan.of("sex");
    private final RandomStream random = new RandomStreams(1).stream("trace", 0);

    private Table table() {
        int[] sex = IntStream.range(0, ROWS).map(i -> random.nextInt(2)).toArray();
        return new Table(List.of(new CategoricalColumn("sex", sex, List.of("f", "m"))));
    }

    private Predictions.Binary binary(double share) {
        int[] labels = new int[ROWS];
        int[] decisions = new int[ROWS];
        double[] scores = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = random.nextInt(2);
            scores[i] = share * labels[i] + (1 - share) * random.nextDouble();
            decisions[i] = scores[i] >= 0.5 ? 1 : 0;
        }
        return Predictions.binary(labels, scores, decisions);
    }

    private Predictions.Multiclass several() {
        int[] labels = IntStream.range(0, ROWS).map(i -> random.nextInt(3)).toArray();
        int[] decisions = IntStream.range(0, ROWS).map(i -> random.nextInt(3)).toArray();
        return Predictions.multiclass(List.of("a", "b", "c"), labels, null, decisions);
    }

    private Predictions.Regression numbers() {
        double[] labels =
                IntStream.range(0, ROWS).mapToDouble(i -> random.nextDouble()).toArray();
        double[] predicted =
                IntStream.range(0, ROWS).mapToDouble(i -> random.nextDouble()).toArray();
        return new Predictions.Regression(labels, predicted);
    }

    /** Pooled figures are those of an assessment of all folds' rows, in their order; folds' figures those of their own. */
    @Test
    void figuresAreThoseOfAssessments() {
        Table one = table();
        Table two = table();
        int[] sexes = new int[2 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            sexes[i] = ((CategoricalColumn) one.column("sex")).code(i);
            sexes[ROWS + i] = ((CategoricalColumn) two.column("sex")).code(i);
        }
        Table both = new Table(List.of(new CategoricalColumn("sex", sexes, List.of("f", "m"))));
        List<List<Predictions>> folds = List.of(List.of(binary(0.2), binary(0.6)), List.of(binary(0.3), binary(0.7)));
        TrainingTrace trace = TrainingTrace.of(
                PLAN,
                both,
                List.of(1L, 8L),
                List.of(new TrainingTrace.Fold(one, folds.get(0)), new TrainingTrace.Fold(two, folds.get(1))));
        for (int s = 0; s < 2; s++) {
            Predictions.Binary a = (Predictions.Binary) folds.get(0).get(s);
            Predictions.Binary b = (Predictions.Binary) folds.get(1).get(s);
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < 2 * ROWS; i++) order.add(i);
            Predictions all = Predictions.binary(
                    order.stream()
                            .mapToInt(i -> i < ROWS ? a.labels()[i] : b.labels()[i - ROWS])
                            .toArray(),
                    null,
                    order.stream()
                            .mapToInt(i -> i < ROWS ? a.decisions()[i] : b.decisions()[i - ROWS])
                            .toArray());
            Json.Obj pooled =
                    FairnessAssessment.of(PLAN, both, all).evidence(List.of()).result();
            Json.Obj own =
                    FairnessAssessment.of(PLAN, two, b).evidence(List.of()).result();
            TrainingTrace.Point point = trace.points().get(s);
            for (String name : List.of("equalized_odds_difference", "demographic_parity_ratio")) {
                assertThat(point.pooled().disparities().get("sex"))
                        .containsEntry(name, Figures.disparity(pooled, "sex", name));
                assertThat(point.folds().get(1).disparities().get("sex"))
                        .containsEntry(name, Figures.disparity(own, "sex", name));
            }
            assertThat(point.pooled().performance()).containsEntry("accuracy", Figures.performance(pooled, "accuracy"));
        }
        Json.Obj result = trace.evidence(
                        List.of(), Json.object().put("algorithm", "ebm").build())
                .result();
        assertThat(((Json.Obj) result.array("points").get(1)).number("steps")).isEqualTo(8);
        assertThat(CanonicalJson.text(result)).doesNotContain("NaN");
    }

    @Test
    void everyTaskCanBeTraced() {
        for (Predictions predictions : List.of(several(), numbers())) {
            Table rows = table();
            TrainingTrace trace = TrainingTrace.of(
                    PLAN, rows, List.of(1L), List.of(new TrainingTrace.Fold(rows, List.of(predictions))));
            assertThat(trace.points().get(0).pooled())
                    .isEqualTo(trace.points().get(0).folds().get(0));
        }
    }

    @Test
    void stepsWithoutPredictionsAreRefused() {
        Table rows = table();
        TrainingTrace.Fold fold = new TrainingTrace.Fold(rows, List.of(numbers()));
        for (List<TrainingTrace.Fold> folds : List.of(List.of(fold), List.<TrainingTrace.Fold>of())) {
            assertThatThrownBy(() -> TrainingTrace.of(PLAN, rows, List.of(1L, 2L), folds))
                    .isInstanceOfSatisfying(
                            CandorException.class, e -> assertThat(e.code()).isEqualTo("CND-F026"));
        }
    }
}
