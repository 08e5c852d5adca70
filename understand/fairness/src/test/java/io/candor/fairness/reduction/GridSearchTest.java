package io.candor.fairness.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.json.CanonicalJson;
import io.candor.core.model.MixtureModel;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.Criterion;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GridSearchTest {
    private static final ReductionRows ROWS = ReferenceData.rows(ReferenceData.digits(ReferenceData.LABELS));

    private static Reduction fit(Constraint constraint, GridSettings settings, ReductionRows rows, int threads) {
        return new GridSearch(constraint, constraint.objective(), settings)
                .fit(
                        new LeastSquares(),
                        rows,
                        null,
                        new RandomStreams(1),
                        new ForkJoinPool(threads),
                        Progress.NONE,
                        Deadline.NEVER);
    }

    /** Where λ is not 0, each point: index=value. */
    private static String point(double[] lambda) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < lambda.length; k++)
            if (lambda[k] != 0)
                text.append(k)
                        .append('=')
                        .append(Math.round(lambda[k] * 1e3) / 1e3)
                        .append(' ');
        return text.toString().trim();
    }

    private static void check(Reduction found, String[] points, double[] errors, double[] gammas, int best) {
        for (int i = 0; i < points.length; i++) {
            Reduction.Candidate c = found.candidates().get(i);
            assertThat(point(c.lambda())).as("point %d", i).isEqualTo(points[i]);
            if (Double.isNaN(errors[i])) continue;
            assertThat(c.error()).isCloseTo(errors[i], within(1e-8));
            assertThat(Arrays.stream(c.gamma()).max().orElseThrow()).isCloseTo(gammas[i], within(1e-8));
        }
        assertThat(found.candidates()).hasSize(points.length);
        assertThat(found.best()).isEqualTo(best);
        assertThat(found.candidates().get(best).weight()).isEqualTo(1);
    }

    /** fairlearn 0.15's GridSearch with the same learner. */
    @Test
    void demographicParityIsTheReferencesInItsOrder() {
        String[] points = {
            "3=2.0", "3=1.0 4=1.0", "3=1.0", "1=1.0 3=1.0", "4=2.0", "4=1.0", "", "1=1.0", "1=2.0", "0=1.0 4=1.0"
        };
        double[] errors = {.7, .25, .25, .25, .25, .25, .25, .3, .3, .25};
        double a = .114285714;
        double[] gammas = {.55, a, a, .228571429, a, a, a, .55, .55, .228571429};
        double[] rounded = gammas.clone();
        for (int i = 0; i < rounded.length; i++) if (rounded[i] == a) rounded[i] = 4.0 / 35;
        for (int i = 0; i < rounded.length; i++) if (rounded[i] == .228571429) rounded[i] = 8.0 / 35;
        Reduction found = fit(Parity.of(Criterion.DEMOGRAPHIC_PARITY), GridSettings.DEFAULT.asReference(), ROWS, 1);
        check(found, points, errors, rounded, 1);
    }

    @Test
    void equalizedOddsIsTheReferencesInItsOrder() {
        String[] points = {
            "6=2.0", "6=1.0 7=1.0", "6=1.0 9=1.0", "6=1.0 10=1.0", "6=1.0", "4=1.0 6=1.0", "3=1.0 6=1.0", "1=1.0 6=1.0",
                    "7=2.0", "7=1.0 9=1.0",
            "7=1.0 10=1.0", "7=1.0", "4=1.0 7=1.0", "3=1.0 7=1.0", "9=2.0", "9=1.0 10=1.0", "9=1.0", "4=1.0 9=1.0",
                    "10=2.0", "10=1.0"
        };
        double[] errors = {.7, .25, .5, .7, .25, .25, .3, .5, .25, .25, .25, .25, .25, .25, .25, .25, .25, .25, .25, .25
        };
        double a = 7.0 / 9;
        double b = 1.0 / 3;
        double c = 4.0 / 11;
        double[] gammas = {a, b, c, a, b, b, a, c, b, b, b, b, b, b, b, b, b, b, b, b};
        check(
                fit(
                        Parity.of(Criterion.EQUALIZED_ODDS),
                        GridSettings.DEFAULT.size(20).asReference(),
                        ROWS,
                        1),
                points,
                errors,
                gammas,
                1);
    }

    /** Its first point leaves two groups out, where the peer's learner takes another of many solutions than ours. */
    @Test
    void boundedLossIsTheReferencesInItsOrder() {
        String[] points = {
            "2=2.0",
            "1=0.667 2=1.333",
            "1=1.333 2=0.667",
            "1=2.0",
            "0=0.667 2=1.333",
            "0=0.667 1=0.667 2=0.667",
            "0=0.667 1=1.333"
        };
        double[] errors = {Double.NaN, .024925088, .026060874, .032553254, .022245099, .021994893, .022634164};
        double[] gammas = {0, .051277506, .054564843, .064564666, .036100025, .037219104, .04021993};
        check(
                fit(
                        new BoundedLoss(Loss.square(0, 1), .01),
                        GridSettings.DEFAULT.size(7).asReference(),
                        ReferenceData.numbers(),
                        1),
                points,
                errors,
                gammas,
                4);
    }

    @Test
    void spreadsItsPointsEvenlyFromEndToEnd() {
        Constraint constraint = Parity.of(Criterion.DEMOGRAPHIC_PARITY);
        Reduction found = fit(constraint, GridSettings.DEFAULT.size(10), ROWS, 1);
        assertThat(point(found.candidates().get(0).lambda())).isEqualTo("3=2.0");
        assertThat(point(found.candidates().get(9).lambda())).isEqualTo("0=2.0");
        assertThat(found.candidates().stream().map(c -> point(c.lambda())).distinct())
                .hasSize(10);
    }

    @Test
    void givesTheSameOnOneThreadAndOnMore() {
        Constraint constraint = Parity.of(Criterion.EQUALIZED_ODDS);
        Reduction one = fit(constraint, GridSettings.DEFAULT.size(20), ROWS, 1);
        Reduction more = fit(constraint, GridSettings.DEFAULT.size(20), ROWS, 3);
        assertThat(CanonicalJson.text(more.evidence(List.of(), 6).toJson()))
                .isEqualTo(CanonicalJson.text(one.evidence(List.of(), 6).toJson()));
        assertThat(one.model()).isNotInstanceOf(MixtureModel.class);
    }

    @Test
    void takesControlColumns() {
        ReductionRows rows = ReferenceData.controlled("uvvuvuvvuuvuvuvvuvuv");
        Reduction found = fit(Parity.of(Criterion.DEMOGRAPHIC_PARITY), GridSettings.DEFAULT.size(16), rows, 1);
        assertThat(found.candidates()).hasSize(16);
        assertThat(found.labels()).contains("+ all | c=u, A");
    }

    @Test
    void refusesAGridThatIsTooSmallForItsDimension() {
        assertThatThrownBy(() -> fit(Parity.of(Criterion.EQUALIZED_ODDS), GridSettings.DEFAULT, ROWS, 1))
                .hasMessageStartingWith("CND-F035")
                .hasMessageContaining("2^4 points");
        assertThatThrownBy(() -> GridSettings.DEFAULT.size(0)).hasMessageStartingWith("CND-F038");
    }

    /** The reference divides by zero here. */
    @Test
    void oneGroupWithABoundOnItsLossIsOnePoint() {
        ReductionRows rows = ReductionRows.of(
                ReferenceData.table("AAAAAAAAAAAAAAAAAAAA"),
                ReferenceData.INPUTS,
                ReferenceData.numbers().target(),
                io.candor.fairness.FairnessPlan.of("g"),
                null);
        Reduction found = fit(new BoundedLoss(Loss.square(0, 1), .01), GridSettings.DEFAULT.size(1), rows, 1);
        assertThat(found.candidates()).hasSize(1);
        assertThat(found.lambda()).containsExactly(2);
    }

    @Test
    void stopsAtADeadlineWithTheFirstPoints() {
        AtomicInteger looks = new AtomicInteger();
        Constraint constraint = Parity.of(Criterion.DEMOGRAPHIC_PARITY);
        Reduction found = new GridSearch(constraint)
                .fit(
                        new LeastSquares(),
                        ROWS,
                        null,
                        new RandomStreams(1),
                        new ForkJoinPool(2),
                        Progress.NONE,
                        () -> looks.incrementAndGet() > 3);
        assertThat(found.candidates()).hasSize(4);
        assertThat(found.notes()).anyMatch(n -> n.startsWith("Stopped by the deadline after 4 of 10 points"));
    }
}
