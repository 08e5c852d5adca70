package io.candor.fairness.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.Criterion;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The smoke vectors of fairlearn 0.15's ExponentiatedGradient (facts from its test suite, MIT licence), counts included. */
class ReferenceVectorsTest {
    private static final ForkJoinPool ONE = new ForkJoinPool(1);

    private static Reduction fit(Constraint constraint, Objective objective, double eps, ReductionRows rows) {
        GradientSettings settings = GradientSettings.DEFAULT.eps(eps).asReference();
        return fit(constraint, objective, settings, rows);
    }

    private static Reduction fit(
            Constraint constraint, Objective objective, GradientSettings settings, ReductionRows rows) {
        return new ExponentiatedGradient(constraint, objective, settings)
                .fit(new LeastSquares(), rows, null, new RandomStreams(0), ONE, Progress.NONE, Deadline.NEVER);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    DEMOGRAPHIC_PARITY, -,    .1,   .1,       .25,     32, 0, 3
                    DEMOGRAPHIC_PARITY, -,    .05,  .05,      .266522, 23, 0, 6
                    DEMOGRAPHIC_PARITY, -,    .02,  .02,      .332261, 22, 0, 5
                    DEMOGRAPHIC_PARITY, -,    .01,  .01,      .354174, 22, 0, 5
                    DEMOGRAPHIC_PARITY, -,    .005, .005,     .365130, 22, 0, 5
                    DEMOGRAPHIC_PARITY, r,    .1,   -.02,     .25,     17, 12, 2
                    DEMOGRAPHIC_PARITY, r,    .05,  -.02,     .25,     17, 12, 2
                    DEMOGRAPHIC_PARITY, r,    .02,  -.02,     .25,     17, 12, 2
                    DEMOGRAPHIC_PARITY, r,    .01,  -.02,     .25,     17, 12, 2
                    DEMOGRAPHIC_PARITY, r,    .005, -.02,     .25,     17, 12, 2
                    EQUALIZED_ODDS,     -,    .1,   .1,       .309333, 21, 0, 4
                    EQUALIZED_ODDS,     -,    .05,  .05,      .378827, 19, 0, 6
                    EQUALIZED_ODDS,     -,    .02,  .02,      .421531, 19, 0, 6
                    EQUALIZED_ODDS,     -,    .01,  .01,      .435765, 19, 0, 6
                    EQUALIZED_ODDS,     -,    .005, .005,     .442883, 19, 0, 6
                    EQUALIZED_ODDS,     r,    .1,   .1,       .25,     22, 12, 4
                    EQUALIZED_ODDS,     r,    .05,  .05,      .277016, 22, 12, 4
                    EQUALIZED_ODDS,     r,    .02,  .02,      .296612, 22, 12, 4
                    EQUALIZED_ODDS,     r,    .01,  .01,      .303145, 22, 12, 4
                    EQUALIZED_ODDS,     r,    .005, .005,     .306411, 22, 12, 4
                    ERROR_RATE,         -,    .1,   .1,       .25625,  17, 0, 3
                    ERROR_RATE,         -,    .05,  .049999,  .3,      17, 0, 3
                    ERROR_RATE,         -,    .02,  .019999,  .326250, 17, 0, 3
                    ERROR_RATE,         -,    .01,  .01,      .325555, 18, 0, 4
                    ERROR_RATE,         -,    .005, .005,     .329444, 19, 0, 5
                    ERROR_RATE,         r,    .1,   .092857,  .25,     17, 0, 3
                    ERROR_RATE,         r,    .05,  .05,      .253472, 26, 0, 6
                    ERROR_RATE,         r,    .02,  .02,      .268055, 26, 0, 5
                    ERROR_RATE,         r,    .01,  .01,      .272916, 26, 0, 5
                    ERROR_RATE,         r,    .005, .005,     .275347, 26, 0, 5
                    DEMOGRAPHIC_PARITY, cost, .05,  .05,      .407142, 18, 0, 4
                    DEMOGRAPHIC_PARITY, cost, .02,  .02,      .422,    19, 0, 5
                    DEMOGRAPHIC_PARITY, rcost,.05,  .05,      .263830, 21, 12, 3
                    DEMOGRAPHIC_PARITY, rcost,.02,  .02,      .286170, 21, 12, 3
                    EQUALIZED_ODDS,     cost, .05,  .05,      .4125,   23, 0, 6
                    EQUALIZED_ODDS,     cost, .02,  .02,      .435,    23, 0, 6
                    EQUALIZED_ODDS,     rcost,.05,  .05,      .324067, 22, 12, 4
                    EQUALIZED_ODDS,     rcost,.02,  .02,      .339179, 22, 12, 4
                    TRUE_POSITIVE_RATE, -,    .005, 0,        .25,     16, 0, 2
                    FALSE_POSITIVE_RATE,-,    .005, .005,     .427133, 17, 0, 3
                    TRUE_POSITIVE_RATE, flip, .005, .005,     .427133, 17, 0, 3
                    FALSE_POSITIVE_RATE,flip, .005, 0,        .25,     16, 0, 2
                    EQUALIZED_ODDS,     flip, .005, .005,     .442883, 19, 0, 6
                    """)
    void binaryVectorsComeOutWithTheirCounts(
            Criterion criterion,
            String how,
            double bound,
            double gamma,
            double error,
            int calls,
            int constants,
            int pool) {
        double[] labels = ReferenceData.digits(ReferenceData.LABELS);
        if (how.equals("flip")) for (int i = 0; i < labels.length; i++) labels[i] = 1 - labels[i];
        Parity parity = Parity.of(criterion);
        Constraint constraint = how.startsWith("r") ? parity.ratio(0.8, bound) : parity.difference(bound);
        Objective objective = how.endsWith("cost") ? Objective.errorRate(1, 2) : Objective.errorRate();
        Reduction found = fit(constraint, objective, bound, ReferenceData.rows(labels));
        assertThat(Arrays.stream(found.gamma()).max().orElseThrow()).isCloseTo(gamma, within(1e-5));
        assertThat(found.error()).isCloseTo(error, within(2e-6));
        assertThat(found.gap()).isCloseTo(0, within(1e-7));
        assertThat(found.calls()).isEqualTo(calls);
        assertThat(found.constants()).isEqualTo(constants);
        assertThat(found.candidates()).hasSize(pool);
        assertThat(found.history()).hasSize(6);
        assertThat(found.best()).isEqualTo(5);
        assertThat(found.feasible()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    square,   .01, no,  23, 16, .003905, 6
                    square,   .05, no,  32, 7,  0,       5
                    square,   .05, yes, 29, 0,  0,       0
                    absolute, .01, no,  20, 14, .007185, 5
                    absolute, .2,  no,  20, 3,  0,       5
                    absolute, .2,  yes, 17, 0,  0,       0
                    zero-one, .01, no,  20, 14, .007185, 5
                    """)
    void regressionVectorsComeOutWithTheirCounts(
            String loss, double bound, String small, int calls, int pool, double gap, int best) {
        Loss kind = loss.equals("square")
                ? Loss.square(0, 1)
                : loss.equals("absolute") ? Loss.absolute(0, 1) : Loss.zeroOne();
        GradientSettings settings = GradientSettings.DEFAULT.eps(0.01).asReference();
        if (small.equals("yes")) settings = settings.maxIterations(20).nu(1e-6);
        BoundedLoss constraint = new BoundedLoss(kind, bound);
        Reduction found = fit(constraint, constraint.objective(), settings, ReferenceData.numbers());
        assertThat(found.calls()).isEqualTo(calls);
        assertThat(found.gap()).isCloseTo(gap, within(1e-6));
        if (pool > 0) assertThat(found.candidates()).hasSize(pool);
        if (best > 0) assertThat(found.best()).isEqualTo(best);
        assertThat(found.constants()).isZero();
    }

    @Test
    void regressionWeightsAndMembersAreThoseOfTheReference() {
        GradientSettings settings = GradientSettings.DEFAULT.eps(0.01).asReference();
        BoundedLoss square = new BoundedLoss(Loss.square(0, 1), 0.01);
        Reduction found = fit(square, square.objective(), settings, ReferenceData.numbers());
        member(found, 6, 0.956748, 0.028045, 0.024412);
        member(found, 10, 0.043251, 0.030853, 0.025691);
        BoundedLoss wide = new BoundedLoss(Loss.square(0, 1), 0.05);
        member(fit(wide, wide.objective(), settings, ReferenceData.numbers()), 2, 1, 0.036690, 0.021988);
        BoundedLoss absolute = new BoundedLoss(Loss.zeroOne(), 0.01);
        found = fit(absolute, absolute.objective(), settings, ReferenceData.numbers());
        member(found, 4, 0.221468, 0.1479, 0.140198);
        member(found, 8, 0.778531, 0.140256, 0.135674);
        assertThat(found.feasible()).isFalse();
        assertThat(String.join(" ", found.notes())).contains("A bound is missed by");
        BoundedLoss loose = new BoundedLoss(Loss.zeroOne(), 0.2);
        member(fit(loose, loose.objective(), settings, ReferenceData.numbers()), 2, 1, 0.166918, 0.116949);
    }

    private static void member(Reduction found, int index, double weight, double most, double mean) {
        Reduction.Candidate member = found.candidates().get(index);
        assertThat(member.weight()).isCloseTo(weight, within(2e-6));
        assertThat(Arrays.stream(member.gamma()).max().orElseThrow()).isCloseTo(most, within(2e-6));
        assertThat(member.error()).isCloseTo(mean, within(2e-6));
    }
}
