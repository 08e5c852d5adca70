package io.candor.fairness.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.CanonicalJson;
import io.candor.core.model.MixtureModel;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.Trainer;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.fairness.Criterion;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.internal.lp.LinearProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExponentiatedGradientTest {
    private static final GradientSettings FINE =
            GradientSettings.DEFAULT.eps(0.01).nu(1e-7);

    private static Reduction fit(
            Constraint constraint,
            GradientSettings settings,
            Trainer trainer,
            ReductionRows rows,
            @Nullable ReductionRows held,
            int threads) {
        return new ExponentiatedGradient(constraint, constraint.objective(), settings)
                .fit(
                        trainer,
                        rows,
                        held,
                        new RandomStreams(1),
                        new ForkJoinPool(threads),
                        Progress.NONE,
                        Deadline.NEVER);
    }

    private static String random(SplittableRandom random, int n, String letters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) text.append(letters.charAt(random.nextInt(letters.length())));
        return text.toString();
    }

    /** The best mixture of all functions of the input, by a linear program over every one of them. */
    private static double optimum(Constraint constraint, ReductionRows rows, int values) {
        double[] x = ((io.candor.core.data.NumericColumn) rows.table().column("x0")).values();
        double[] error = new double[1 << values];
        List<double[]> cells = new ArrayList<>();
        Constraint.Worth worth = constraint.worth(rows);
        Events events = constraint.events(rows);
        for (int f = 0; f < error.length; f++) {
            double[] h = new double[x.length];
            for (int i = 0; i < h.length; i++) {
                h[i] = f >> (int) x[i] & 1;
                error[f] += (h[i] == rows.label(i) ? 0 : 1.0) / h.length;
            }
            List<Double> bounds = new ArrayList<>();
            for (int e = 0; e < events.names().size(); e++) {
                for (int g = 0; g < rows.groups().size(); g++) {
                    double in = 0;
                    double inCount = 0;
                    double all = 0;
                    double allCount = 0;
                    for (int i = 0; i < h.length; i++) {
                        if (events.codes()[i] != e) continue;
                        all += worth.of(i, h[i]);
                        allCount++;
                        if (rows.group(i) != g) continue;
                        in += worth.of(i, h[i]);
                        inCount++;
                    }
                    if (inCount == 0) continue;
                    for (Constraint.Side s : constraint.sides()) {
                        bounds.add(s.cell() * in / inCount + s.event() * all / allCount - s.bound());
                    }
                }
            }
            cells.add(bounds.stream().mapToDouble(v -> v).toArray());
        }
        double[] one = new double[error.length];
        Arrays.fill(one, 1);
        LinearProgram program = LinearProgram.minimise(error).equal(one, 1);
        for (int k = 0; k < cells.get(0).length; k++) {
            int at = k;
            program.atMost(cells.stream().mapToDouble(c -> c[at]).toArray(), 0);
        }
        return program.optimum().value();
    }

    @Test
    void comesToTheBestMixtureOfAllFunctions() {
        SplittableRandom random = new SplittableRandom(11);
        int compared = 0;
        for (int trial = 0; trial < 60; trial++) {
            String groups = "AB" + random(random, 10, "AB");
            String labels = "01" + random(random, 10, "01");
            ReductionRows rows = ReferenceData.small(groups, labels, null, random(random, 12, "012345"));
            for (Constraint constraint : List.of(
                    Parity.of(Criterion.DEMOGRAPHIC_PARITY).difference(0.05),
                    Parity.of(Criterion.EQUALIZED_ODDS).difference(0.1),
                    Parity.of(Criterion.ERROR_RATE).ratio(0.8, 0.02))) {
                Reduction found;
                try {
                    found = fit(constraint, FINE.maxIterations(200), new Majority(), rows, null, 1);
                } catch (CandorException e) {
                    assertThat(e.code()).isEqualTo("CND-F032");
                    continue;
                }
                double best = optimum(constraint, rows, 6);
                assertThat(found.error()).isLessThanOrEqualTo(best + 2 * found.gap() + 1e-6);
                assertThat(found.violation()).isLessThanOrEqualTo(0.01 * (1 + 2 * found.gap()) + 1e-6);
                if (found.feasible() && found.gap() < 1e-6) {
                    assertThat(found.error()).isCloseTo(best, within(2e-6));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    @Test
    void givesTheSameBitsAndCountsOnOneThreadAndOnMore() {
        for (GradientSettings settings : List.of(
                GradientSettings.DEFAULT.eps(0.05),
                GradientSettings.DEFAULT.eps(0.05).asReference())) {
            ReductionRows rows = ReferenceData.rows(ReferenceData.digits(ReferenceData.LABELS));
            Constraint constraint = Parity.of(Criterion.EQUALIZED_ODDS).difference(0.05);
            Reduction one = fit(constraint, settings, new LeastSquares(), rows, null, 1);
            for (int threads : new int[] {2, 4}) {
                Reduction more = fit(constraint, settings, new LeastSquares(), rows, null, threads);
                assertThat(CanonicalJson.text(more.evidence(List.of(), 6).toJson()))
                        .isEqualTo(CanonicalJson.text(one.evidence(List.of(), 6).toJson()));
            }
        }
    }

    /** Asks fewer fits than calls: what was just answered is not asked again. */
    @Test
    void ourModeCountsAsTheReferenceDoesAndFitsLess() {
        ReductionRows rows = ReferenceData.rows(ReferenceData.digits(ReferenceData.LABELS));
        Constraint constraint = Parity.of(Criterion.DEMOGRAPHIC_PARITY).difference(0.05);
        LeastSquares learner = new LeastSquares();
        Reduction found = fit(constraint, GradientSettings.DEFAULT.eps(0.05), learner, rows, null, 1);
        assertThat(found.calls()).isEqualTo(23);
        assertThat(learner.fits.get()).isLessThan(23);
    }

    @Test
    void namesOfGroupsAndOrderOfRowsDoNotMatter() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 20; trial++) {
            String groups = "AB" + random(random, 38, "AB");
            String labels = "01" + random(random, 38, "01");
            String inputs = random(random, 40, "01234567");
            Constraint constraint = Parity.of(Criterion.EQUALIZED_ODDS).difference(0.05);
            GradientSettings settings = FINE.maxIterations(200);
            Reduction plain = fit(
                    constraint, settings, new Majority(), ReferenceData.small(groups, labels, null, inputs), null, 1);
            String swapped = groups.replace('A', 'Z').replace('B', 'A').replace('Z', 'B');
            Reduction renamed = fit(
                    constraint, settings, new Majority(), ReferenceData.small(swapped, labels, null, inputs), null, 1);
            int[] order = IntStream.range(0, 40).map(i -> 39 - i).toArray();
            Reduction turned = fit(
                    constraint,
                    settings,
                    new Majority(),
                    ReferenceData.small(groups, labels, null, inputs).select(order),
                    null,
                    1);
            for (Reduction other : List.of(renamed, turned)) {
                double slack = 2 * (plain.gap() + other.gap()) + 1e-6;
                assertThat(other.error()).isCloseTo(plain.error(), within(slack));
            }
        }
    }

    @Test
    void aRowOfWeightTwoIsTwoRowsAndOneOfWeightZeroIsNone() {
        String groups = "AAAABBBBAB";
        String labels = "0110100111";
        String inputs = "0122013321";
        double[] weights = {1, 2, 1, 1, 1, 2, 1, 1, 0, 1};
        Constraint constraint = Parity.of(Criterion.DEMOGRAPHIC_PARITY).difference(0.05);
        Reduction weighted =
                fit(constraint, FINE, new Majority(), ReferenceData.small(groups, labels, weights, inputs), null, 1);
        // the doubled rows: those of weight 1, then the second copies of rows 1 and 5
        ReductionRows copies = ReferenceData.small(
                groups.substring(0, 8) + groups.charAt(9) + groups.charAt(1) + groups.charAt(5),
                labels.substring(0, 8) + labels.charAt(9) + labels.charAt(1) + labels.charAt(5),
                null,
                inputs.substring(0, 8) + inputs.charAt(9) + inputs.charAt(1) + inputs.charAt(5));
        Reduction same = fit(constraint, FINE, new Majority(), copies, null, 1);
        assertThat(weighted.error()).isCloseTo(same.error(), within(1e-9));
        assertThat(weighted.gamma()).containsExactly(same.gamma(), within(1e-9));
    }

    /** fairlearn 0.15 with the same control column. */
    @Test
    void boundsHoldWithinStrata() {
        ReductionRows rows = ReferenceData.controlled("uvvuvuvvuuvuvuvvuvuv");
        double[] errors = {0.4325, 0.417916667};
        int[] calls = {25, 19};
        List<Criterion> criteria = List.of(Criterion.DEMOGRAPHIC_PARITY, Criterion.EQUALIZED_ODDS);
        for (int c = 0; c < errors.length; c++) {
            Constraint constraint = Parity.of(criteria.get(c)).difference(0.05);
            Reduction found = fit(
                    constraint, GradientSettings.DEFAULT.eps(0.05).asReference(), new LeastSquares(), rows, null, 1);
            assertThat(found.error()).isCloseTo(errors[c], within(1e-8));
            assertThat(found.calls()).isEqualTo(calls[c]);
            assertThat(found.candidates()).hasSize(6);
        }
    }

    @Test
    void aFloorLiftsEveryGroupsRate() {
        ReductionRows rows = ReferenceData.rows(ReferenceData.digits(ReferenceData.LABELS));
        Reduction found =
                fit(RateFloor.truePositiveRate(0.9), GradientSettings.DEFAULT, new LeastSquares(), rows, null, 1);
        assertThat(found.feasible()).isTrue();
        for (double gamma : found.gamma()) assertThat(gamma).isLessThanOrEqualTo(-0.9 + 1e-6);
    }

    @Test
    void customUtilitiesAndEventsMakeAConstraint() {
        ReductionRows rows = ReferenceData.rows(ReferenceData.digits(ReferenceData.LABELS));
        Parity own = Parity.cells("errors that hurt", EventRule.ALL, new Utilities(0, 1, 0, 3))
                .difference(0.05);
        Reduction found = fit(own, GradientSettings.DEFAULT.eps(0.05), new LeastSquares(), rows, null, 1);
        assertThat(found.violation()).isLessThan(0.05);
        Parity twin = Parity.utility(
                        "selection",
                        r -> new Events(new int[r.size()], List.of("all")),
                        (r, i, chance) -> chance,
                        io.candor.core.json.Json.object().build())
                .difference(0.05);
        Reduction one = fit(twin, GradientSettings.DEFAULT.eps(0.05), new LeastSquares(), rows, null, 1);
        Reduction other = fit(
                Parity.of(Criterion.DEMOGRAPHIC_PARITY).difference(0.05),
                GradientSettings.DEFAULT.eps(0.05),
                new LeastSquares(),
                rows,
                null,
                1);
        assertThat(one.error()).isEqualTo(other.error());
    }

    @Test
    void measuresOnRowsHeldOut() {
        ReductionRows all = ReferenceData.small(
                "ABABABABABABABABABABABAB", "011010011100101101001101", null, "012345012345012345012345");
        ReductionRows train = all.select(IntStream.range(0, 12).toArray());
        ReductionRows held = all.select(IntStream.range(12, 24).toArray());
        Constraint constraint = Parity.of(Criterion.DEMOGRAPHIC_PARITY).difference(0.05);
        Reduction found = fit(constraint, FINE, new Majority(), train, held, 1);
        Reduction.Candidate first = found.candidates().get(0);
        double[] scores = first.model().score(held.table()).values();
        double wrong = 0;
        double[] selected = new double[2];
        for (int i = 0; i < scores.length; i++) {
            boolean positive = scores[i] >= 0;
            if (positive != (held.label(i) == 1)) wrong++;
            if (positive) selected[held.group(i)] += 1 / 6.0;
        }
        assertThat(first.error()).isCloseTo(wrong / 12, within(1e-12));
        assertThat(first.gamma()[0]).isCloseTo((selected[0] - selected[1]) / 2, within(1e-12));
        assertThat(CanonicalJson.text(found.parameters())).contains("\"held_out\":true");
    }

    @Test
    void refusesALearnerThatKnowsItsRowsByHeart() {
        ReductionRows rows = ReferenceData.small("AABBAB", "010110", null, "012345");
        Constraint constraint = Parity.of(Criterion.DEMOGRAPHIC_PARITY);
        assertThatThrownBy(() -> fit(constraint, GradientSettings.DEFAULT, new Majority(), rows, null, 1))
                .hasMessageStartingWith("CND-F032")
                .hasMessageContaining("hold rows out");
        Reduction reference = fit(constraint, GradientSettings.DEFAULT.asReference(), new Majority(), rows, null, 1);
        assertThat(reference.history()).hasSize(50);
    }

    @Test
    void aTrainerThatDeclinesAWarmStartIsAskedAfresh() {
        ReductionRows rows = ReferenceData.rows(ReferenceData.digits(ReferenceData.LABELS));
        Constraint constraint = Parity.of(Criterion.EQUALIZED_ODDS).difference(0.05);
        LeastSquares plain = new LeastSquares();
        Trainer proud = (inputs, target, weights, warm, random, progress, deadline) -> {
            if (warm != null) throw CandorException.user("CND-X001", "a start", "none", "leave it out");
            return plain.fit(inputs, target, weights, null, random, progress, deadline);
        };
        Reduction found = fit(constraint, GradientSettings.DEFAULT.eps(0.05), proud, rows, null, 2);
        Reduction expected = fit(constraint, GradientSettings.DEFAULT.eps(0.05), plain, rows, null, 1);
        assertThat(found.error()).isEqualTo(expected.error());
        assertThat(found.calls()).isEqualTo(expected.calls());
    }

    @Test
    void stopsAtADeadlineWithWhatItHasAndSaysSo() {
        ReductionRows rows = ReferenceData.rows(ReferenceData.digits(ReferenceData.LABELS));
        Constraint constraint = Parity.of(Criterion.EQUALIZED_ODDS).difference(0.05);
        AtomicInteger looks = new AtomicInteger();
        Reduction found = new ExponentiatedGradient(constraint)
                .fit(
                        new LeastSquares(),
                        rows,
                        null,
                        new RandomStreams(1),
                        new ForkJoinPool(1),
                        Progress.NONE,
                        () -> looks.incrementAndGet() > 2);
        assertThat(found.history()).hasSize(3);
        assertThat(found.notes()).contains("Stopped by the deadline after 3 iterations.");
    }

    @Test
    void saysWhatItFoundAsAModelAndAsEvidence() {
        ReductionRows rows = ReferenceData.rows(ReferenceData.digits(ReferenceData.LABELS));
        Constraint constraint = Parity.of(Criterion.DEMOGRAPHIC_PARITY).difference(0.05);
        Reduction found = fit(constraint, GradientSettings.DEFAULT.eps(0.05), new LeastSquares(), rows, null, 1);
        MixtureModel mixture = (MixtureModel) found.model();
        double[] chances = mixture.score(rows.table()).values();
        double error = 0;
        for (int i = 0; i < chances.length; i++) error += Math.abs(chances[i] - rows.label(i)) / chances.length;
        assertThat(error).isCloseTo(found.error(), within(1e-9));
        Evidence evidence = found.evidence(List.of(), 6);
        assertThat(evidence.predicateType()).isEqualTo("urn:candor:evidence:fairness.mitigation:v1");
        assertThat(evidence.result().array("candidates"))
                .hasSize(found.candidates().size());
        assertThat(evidence.result().number("calls")).isEqualTo(23);
        assertThat(evidence.limits()).anyMatch(l -> l.contains("twice as far apart"));
        assertThat(evidence.limits()).anyMatch(l -> l.contains("by chance"));
        assertThat(found.candidates().get(found.single()).gamma()).hasSize(6);
    }

    @Test
    void groupsThatAreUnknownOrLackAnEventAreSaid() {
        ReductionRows rows = ReferenceData.small("AAAABBBBCC??", "010110100001", null, "012301230123");
        Reduction found = fit(Parity.of(Criterion.EQUALIZED_ODDS).difference(0.1), FINE, new Majority(), rows, null, 1);
        assertThat(found.notes()).anyMatch(n -> n.contains("label=1, C"));
        assertThat(found.notes()).anyMatch(n -> n.contains("not known") && n.endsWith(": 2."));
        assertThat(found.labels()).doesNotContain("+ label=1, C");
    }

    @Test
    void refusesWhatCanNotBeMended() {
        Constraint parity = Parity.of(Criterion.EQUALIZED_ODDS);
        refused("CND-F030", parity, ReferenceData.small("AAAA", "0101", null, "0123"));
        refused("CND-F033", new BoundedLoss(Loss.zeroOne(), 0.1), ReferenceData.small("AABB", "0101", null, "0123"));
        refused("CND-F033", parity, ReferenceData.numbers());
        refused("CND-F036", Parity.of(Criterion.TRUE_POSITIVE_RATE), ReferenceData.small("AABB", "0000", null, "0123"));
        refused("CND-F030", Parity.of(Criterion.TRUE_POSITIVE_RATE), ReferenceData.small("AABB", "1100", null, "0123"));
        for (double[] weights : new double[][] {{1, -1, 1, 1}, {0, 0, 0, 0}, {1, Double.NaN, 1, 1}}) {
            assertThatThrownBy(() -> ReferenceData.small("AABB", "0101", weights, "0123"))
                    .hasMessageStartingWith("CND-F031");
        }
        assertThatThrownBy(() -> ReductionRows.of(
                        ReferenceData.table(ReferenceData.GROUPS),
                        ReferenceData.INPUTS,
                        new Target("y", Task.BINARY, new double[20], List.of("no", "yes")),
                        FairnessPlan.of().withIntersection("g", "x1"),
                        null))
                .isInstanceOf(CandorException.class);
        assertThatThrownBy(() -> Parity.of(Criterion.ERROR_RATE).difference(-1)).hasMessageStartingWith("CND-F034");
        assertThatThrownBy(() -> Parity.of(Criterion.ERROR_RATE).ratio(0, 1)).hasMessageStartingWith("CND-F034");
        assertThatThrownBy(() -> Loss.square(1, 1)).hasMessageStartingWith("CND-F034");
        assertThatThrownBy(() -> new BoundedLoss(Loss.zeroOne(), Double.NaN)).hasMessageStartingWith("CND-F034");
        assertThatThrownBy(() -> RateFloor.accuracy(Double.NaN)).hasMessageStartingWith("CND-F034");
        assertThatThrownBy(() -> Objective.errorRate(0, 0)).hasMessageStartingWith("CND-F034");
        assertThatThrownBy(() -> GradientSettings.DEFAULT.eps(0)).hasMessageStartingWith("CND-F038");
        assertThatThrownBy(() -> GradientSettings.DEFAULT.maxIterations(0)).hasMessageStartingWith("CND-F038");
    }

    private static void refused(String code, Constraint constraint, ReductionRows rows) {
        assertThatThrownBy(() -> fit(constraint, GradientSettings.DEFAULT, new LeastSquares(), rows, null, 1))
                .hasMessageStartingWith(code);
    }
}
