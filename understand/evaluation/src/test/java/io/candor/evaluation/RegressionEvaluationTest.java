package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RegressionEvaluationTest {
    private static final double[] LABELS = {3, -0.5, 2, 7, 4.2, 1, 9};
    private static final double[] PREDICTIONS = {2.5, 0, 2, 8, 4, 1.5, 7.5};

    /** scikit-learn: r2_score, mean_absolute_error, mean_squared_error, median_absolute_error. */
    @Test
    void agreesWithScikitLearn() {
        RegressionEvaluation e = new RegressionEvaluation(LABELS, PREDICTIONS);
        assertThat(value(e, "r2")).isCloseTo(0.9401785336548631, within(1e-14));
        assertThat(value(e, "mae")).isCloseTo(0.6, within(1e-14));
        assertThat(value(e, "rmse")).isCloseTo(0.7596991885890475, within(1e-14));
        assertThat(value(e, "mean_error")).isCloseTo(-0.0285714285714286, within(1e-14));
        assertThat(value(e, "median_absolute_error")).isCloseTo(0.5, within(1e-14));
    }

    @Test
    void equalLabelsHaveNoR2() {
        RegressionEvaluation e = new RegressionEvaluation(new double[] {2, 2}, new double[] {1, 3});
        assertThat(e.metrics().get("r2")).isEqualTo(Estimate.undefined("the labels do not vary", 2));
        RegressionEvaluation one = new RegressionEvaluation(new double[] {2}, new double[] {1});
        assertThat(one.metrics().get("r2")).isInstanceOf(Estimate.Undefined.class);
        assertThat(one.metrics().get("mae")).isEqualTo(new Estimate.Point(1, 1));
        Evidence evidence = PerformanceEvidence.of(List.of(), "test", one);
        assertThat(evidence.canonicalBytes()).isNotEmpty();
        assertThat(evidence.result().object("residuals").array("values")).hasSize(7);
    }

    @Test
    void infiniteNumbersAreRefused() {
        assertThatThrownBy(() -> new RegressionEvaluation(new double[] {1}, new double[] {Double.POSITIVE_INFINITY}))
                .hasMessageContaining("CND-V005");
    }

    /** y = x + noise, both standard normal, prediction x: R² = 1/2, RMSE = 1; 500 trials of 150 rows. */
    @Test
    void intervalsCoverTheTrueValuesAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(2);
        int r2 = 0;
        int rmse = 0;
        int median = 0;
        for (int t = 0; t < 500; t++) {
            double[] x = new double[150];
            double[] y = new double[150];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextGaussian();
                y[i] = x[i] + random.nextGaussian();
            }
            RegressionEvaluation e = new RegressionEvaluation(y, x);
            if (covers(e, "r2", 0.5)) r2++;
            if (covers(e, "rmse", 1)) rmse++;
            if (covers(e, "median_absolute_error", 0.6744897501960817)) median++;
        }
        assertThat(r2 / 500.0).isBetween(0.90, 0.985);
        assertThat(rmse / 500.0).isBetween(0.91, 0.985);
        assertThat(median / 500.0).isBetween(0.92, 0.99);
    }

    private static boolean covers(RegressionEvaluation e, String metric, double truth) {
        Estimate.Interval i =
                (Estimate.Interval) Objects.requireNonNull(e.metrics().get(metric));
        return i.low() <= truth && truth <= i.high();
    }

    private static double value(RegressionEvaluation e, String metric) {
        return Objects.requireNonNull(e.metrics().get(metric)).toJson().number("value");
    }
}
