package io.candor.fairness.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.CanonicalJson;
import io.candor.core.json.Json;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.MiettinenNurminen;
import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairnessMonitorTest {
    private static final Alert RATIO =
            Alert.parse("four fifths", "sex", "selection_rate.ratio >= 0.8", Alert.Level.FAIL, 30, 1);

    private static MonitorPlan plan(Windows windows, Alert... alerts) {
        return MonitorPlan.of(List.of(Made.SEX), windows, List.of(alerts));
    }

    private static FairnessMonitor started(MonitorPlan plan) {
        return FairnessMonitor.start(
                plan, Made.batch(Made.all(Made.exact(0, 400, 100, 100, 400, 0), Made.exact(1, 400, 100, 100, 400, 0))));
    }

    private static byte[] bytes(FairnessMonitor monitor) {
        return CanonicalJson.bytes(monitor.toJson());
    }

    private static Gen<List<Made.Row>> rows() {
        return (random, size) -> {
            List<Made.Row> rows = new ArrayList<>();
            int n = random.nextInt(3 * size + 2);
            for (int i = 0; i < n; i++) {
                double score = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(21) / 20.0;
                rows.add(new Made.Row(
                        random.nextInt(4), random.nextInt(2), random.nextInt(3) - 1, score, random.nextInt(-30, 90)));
            }
            return rows;
        };
    }

    @Test
    void partsMergedInAnyOrderAreTheWholeToTheByte() {
        MonitorPlan plan = plan(new Windows(Windows.Kind.TIME, 10, 3), RATIO);
        Property.forAll(11, 200, rows(), rows -> {
            FairnessMonitor whole = started(plan);
            whole.add(Made.batch(rows), null, true);
            List<FairnessMonitor> parts = new ArrayList<>();
            for (int p = 0; p < 3; p++) {
                FairnessMonitor part = started(plan);
                for (int i = p; i < rows.size(); i += 6) part.add(Made.batch(rows.subList(i, i + 1)), null, true);
                for (int i = p + 3; i < rows.size(); i += 6) part.add(Made.batch(rows.subList(i, i + 1)), null, true);
                parts.add(FairnessMonitor.fromJson(part.toJson()));
            }
            Collections.shuffle(parts, new Random(rows.size()));
            FairnessMonitor merged = started(plan);
            for (FairnessMonitor part : parts) merged.merge(part);
            assertThat(bytes(merged)).isEqualTo(bytes(whole));
        });
    }

    @Test
    void aLateLabelCountsInTheWindowOfItsDecision() {
        MonitorPlan plan = plan(new Windows(Windows.Kind.TIME, 10, 3), RATIO);
        Property.forAll(12, 200, rows(), rows -> {
            FairnessMonitor atOnce = started(plan);
            atOnce.add(Made.batch(rows), null, true);
            List<Made.Row> bare = new ArrayList<>();
            List<Made.Row> late = new ArrayList<>();
            for (Made.Row r : rows) {
                bare.add(new Made.Row(r.group(), r.decision(), -1, r.score(), r.position()));
                if (r.label() >= 0) late.add(r);
            }
            FairnessMonitor apart = started(plan);
            apart.add(Made.batch(bare), null, true);
            apart.add(Made.batch(late, true), null, true);
            assertThat(bytes(apart)).isEqualTo(bytes(atOnce));
        });
    }

    @Test
    void ratesAndGapsAreThoseOfTheCounts() {
        FairnessMonitor monitor = started(plan(Windows.parse("batches", 12)));
        monitor.add(
                Made.batch(Made.all(
                        Made.exact(0, 30, 20, 10, 40, 1),
                        Made.exact(1, 45, 5, 20, 30, 1),
                        Made.exact(2, 5, 0, 0, 0, 1),
                        Made.exact(3, 0, 0, 0, 7, 1))),
                null,
                false);
        MonitorReport.Window window = monitor.report().windows().get(0);
        assertThat(window.decided()).isEqualTo(212);
        MonitorReport.Groups sex = of(window.features(), "sex");
        assertThat(sex.n())
                .containsExactly(
                        Map.entry("F", 100L),
                        Map.entry("M", 100L),
                        Map.entry("(other)", 5L),
                        Map.entry("(unknown)", 7L));
        Estimate.Interval ratio = (Estimate.Interval)
                of(of(sex.gaps(), "selection_rate"), "ratio").estimate();
        assertThat(ratio.value()).isEqualTo(0.40 / 0.65);
        var bounds = new MiettinenNurminen(40, 100, 65, 100).ratio(0.05);
        assertThat(ratio.low()).isEqualTo(bounds.low());
        assertThat(ratio.high()).isEqualTo(bounds.high());
        assertThat(value(of(of(sex.rates(), "F"), "true_positive_rate"))).isEqualTo(0.6);
        assertThat(value(of(of(sex.rates(), "M"), "false_positive_rate"))).isEqualTo(0.4);
        assertThat(value(of(of(sex.rates(), "M"), "accuracy"))).isEqualTo(0.75);
        assertThat(value(of(window.overall(), "base_rate"))).isEqualTo(105 / 212.0);
    }

    private static <V> V of(Map<String, V> map, String key) {
        return java.util.Objects.requireNonNull(map.get(key));
    }

    private static double value(Estimate estimate) {
        return estimate instanceof Estimate.Interval i ? i.value() : ((Estimate.Point) estimate).value();
    }

    @Test
    void anOpenWindowIsNotJudged() {
        FairnessMonitor monitor = started(plan(Windows.parse("1000 rows", 12), RATIO));
        monitor.add(
                Made.batch(Made.all(Made.exact(0, 10, 0, 0, 390, 5), Made.exact(1, 300, 0, 0, 100, 6))), null, false);
        assertThat(monitor.report().alerts().get(0).looks()).isEmpty();
        assertThat(monitor.report().fails()).isFalse();
        monitor.add(Made.batch(Made.exact(1, 1, 0, 0, 0, 1000)), null, false);
        AlertState state = monitor.report().alerts().get(0);
        assertThat(state.state()).isEqualTo(AlertState.State.NOT_MET);
        assertThat(state.alarm()).isTrue();
        assertThat(monitor.report().fails()).isTrue();
    }

    @Test
    void anAlarmNeedsAsManyWindowsInARowAsThePolicySays() {
        Alert twice = Alert.parse("twice", "sex", "selection_rate.ratio >= 0.8", Alert.Level.FAIL, 30, 2);
        FairnessMonitor monitor = started(plan(Windows.parse("batches", 12), twice));
        List<Boolean> alarms = new ArrayList<>();
        int[] women = {100, 20, 100, 20, 20};
        for (int w = 0; w < women.length; w++) {
            monitor.add(
                    Made.batch(Made.all(
                            Made.exact(0, women[w], 0, 0, 200 - women[w], w), Made.exact(1, 100, 0, 0, 100, w))),
                    "batch" + w,
                    false);
            alarms.add(monitor.report().fails());
        }
        assertThat(alarms).containsExactly(false, false, false, false, true);
    }

    @Test
    void aGroupWithoutEnoughRowsKeepsAPolicyFromBeingMetButNotFromBeingMissed() {
        FairnessMonitor monitor = started(MonitorPlan.of(
                List.of(new MonitorPlan.Feature("race", List.of("A", "B", "C"))),
                Windows.parse("batches", 4),
                List.of(Alert.parse("p", "race", "selection_rate.difference <= 0.2", Alert.Level.FAIL, 30, 1))));
        monitor.add(
                Made.batch(Made.all(
                        Made.exact(0, 500, 0, 0, 500, 0),
                        Made.exact(1, 500, 0, 0, 500, 0),
                        Made.exact(2, 0, 0, 0, 3, 0))),
                null,
                false);
        AlertState.Look look = monitor.report().alerts().get(0).looks().get(0);
        assertThat(look.state()).isEqualTo(AlertState.State.UNDECIDED);
        assertThat(look.small()).containsExactly("C");
        monitor.add(
                Made.batch(Made.all(
                        Made.exact(0, 900, 0, 0, 100, 1),
                        Made.exact(1, 500, 0, 0, 500, 1),
                        Made.exact(2, 0, 0, 0, 3, 1))),
                null,
                false);
        assertThat(monitor.report().fails()).isTrue();
    }

    @Test
    void labelsMayLagBeforeTheyAreJudged() {
        Alert tpr = Alert.parse("p", "sex", "true_positive_rate.difference <= 0.1", Alert.Level.FAIL, 30, 1);
        MonitorPlan plan =
                new MonitorPlan(List.of(Made.SEX), 20, Windows.parse("batches", 12), List.of(tpr, RATIO), 0.05, 12, 2);
        FairnessMonitor monitor = started(plan);
        for (int w = 0; w < 4; w++)
            monitor.add(
                    Made.batch(Made.all(Made.exact(0, 50, 50, 0, 0, w), Made.exact(1, 90, 10, 0, 0, w))), null, false);
        assertThat(monitor.report().alerts().get(0).looks()).hasSize(2);
        assertThat(monitor.report().alerts().get(1).looks()).hasSize(4);
    }

    @Test
    void theChangeOfAGapIsTheSumOfItsParts() {
        RandomStreams streams = new RandomStreams(3);
        for (String requirement : List.of(
                "selection_rate.ratio >= 0.99",
                "selection_rate.difference <= 0.01",
                "accuracy >= 0.99",
                "accuracy.difference <= 0.01")) {
            Alert alert = Alert.parse("p", "sex", requirement, Alert.Level.WARN, 30, 1);
            FairnessMonitor monitor = FairnessMonitor.start(
                    plan(Windows.parse("batches", 12), alert),
                    Made.batch(Made.all(
                            Made.drawn(streams.stream("a"), 0, 2000, 0.4, 0.7, 0.2, 0),
                            Made.drawn(streams.stream("b"), 1, 3000, 0.5, 0.8, 0.1, 0))));
            monitor.add(
                    Made.batch(Made.all(
                            Made.drawn(streams.stream("c"), 0, 2000, 0.3, 0.5, 0.3, 1),
                            Made.drawn(streams.stream("d"), 1, 1000, 0.6, 0.9, 0.1, 1))),
                    null,
                    false);
            AlertState state = monitor.report().alerts().get(0);
            assertThat(state.alarm()).as(requirement).isTrue();
            DrillDown down = state.drillDown().orElseThrow();
            double before = value(down.before());
            double now = value(down.now());
            double change = down.scale().equals("log ratio") ? Math.log(now / before) : now - before;
            double sum = down.groups().stream()
                    .mapToDouble(DrillDown.Move::contribution)
                    .sum();
            assertThat(sum + down.otherPair()).as(requirement).isCloseTo(change, within(1e-12));
            Map<String, Double> cells = new LinkedHashMap<>();
            down.cells().forEach(c -> cells.merge(c.group(), c.contribution(), Double::sum));
            for (DrillDown.Move g : down.groups())
                if (!g.what().equals("share"))
                    assertThat(cells.get(g.group())).isCloseTo(g.contribution(), within(1e-12));
        }
    }

    @Test
    void anInjectedChangeIsFoundInItsCell() {
        Alert alert = Alert.parse("p", "sex", "selection_rate.difference <= 0.1", Alert.Level.FAIL, 30, 1);
        RandomStreams streams = new RandomStreams(5);
        FairnessMonitor monitor = FairnessMonitor.start(
                plan(Windows.parse("batches", 12), alert),
                Made.batch(Made.all(
                        Made.drawn(streams.stream("a"), 0, 5000, 0.4, 0.7, 0.2, 0),
                        Made.drawn(streams.stream("b"), 1, 5000, 0.4, 0.7, 0.2, 0))));
        for (int w = 0; w < 6; w++) {
            monitor.add(
                    Made.batch(Made.all(
                            Made.drawn(streams.stream("c", w), 0, 1500, 0.4, 0.7, w < 5 ? 0.2 : 0.55, w),
                            Made.drawn(streams.stream("d", w), 1, 1500, 0.4, 0.7, 0.2, w))),
                    null,
                    false);
            assertThat(monitor.report().fails()).as("window " + w).isEqualTo(w == 5);
        }
        DrillDown down = monitor.report().alerts().get(0).drillDown().orElseThrow();
        assertThat(down.groups().get(0).group()).isEqualTo("F");
        assertThat(down.cells().get(0).group()).isEqualTo("F");
        assertThat(down.cells().get(0).what()).isEqualTo("false_positive_rate");
        assertThat(((Estimate.Interval) down.cells().get(0).moved()).low()).isGreaterThan(0.25);
        assertThat(monitor.report().drift())
                .filteredOn(Drift::moved)
                .extracting(d -> d.kind() + " " + d.group())
                .contains("decisions F")
                .doesNotContain("decisions M", "scores M", "population ");
    }

    @Test
    void theStateOfSixGroupsAndTwelveWindowsIsAFewKilobytes() {
        MonitorPlan.Feature six = new MonitorPlan.Feature("race", List.of("A", "B", "C", "D", "E", "F"));
        FairnessMonitor monitor = started(MonitorPlan.of(List.of(six), Windows.parse("batches", 12), List.of()));
        RandomStreams streams = new RandomStreams(8);
        for (int w = 0; w < 40; w++) {
            List<Made.Row> rows = new ArrayList<>();
            for (int g = 0; g < 6; g++)
                rows.addAll(Made.drawn(streams.stream("s", 6L * w + g), g, 300, 0.4, 0.7, 0.2, w));
            monitor.add(Made.batch(rows), "0123456789abcdef" + w, true);
        }
        assertThat(bytes(monitor).length).isBetween(2_000, 10_000);
        assertThat(monitor.report().windows()).hasSize(12);
        assertThat(monitor.report().before().decided()).isEqualTo(28L * 1800);
    }

    @Test
    void aBatchThatComesAgainIsRefusedAndSoIsOneFarAhead() {
        FairnessMonitor monitor = started(plan(Windows.parse("10 rows", 3)));
        monitor.add(Made.batch(Made.exact(0, 3, 0, 0, 0, 5)), "abc", false);
        byte[] state = bytes(monitor);
        refused(() -> monitor.add(Made.batch(Made.exact(0, 3, 0, 0, 0, 5)), "abc", false), "CND-F055");
        refused(() -> monitor.add(Made.batch(Made.exact(0, 3, 0, 0, 0, 500)), "d", false), "CND-F056");
        refused(() -> monitor.merge(FairnessMonitor.fromJson(monitor.toJson())), "CND-F055");
        refused(() -> monitor.merge(started(plan(Windows.parse("11 rows", 3)))), "CND-F057");
        assertThat(bytes(monitor)).isEqualTo(state);
    }

    @Test
    void plansThatCannotBeKeptAreRefused() {
        refused(() -> Windows.parse("7 parsecs", 3), "CND-F050");
        refused(() -> Windows.parse("0 rows", 3), "CND-F050");
        refused(() -> Windows.parse("batches", 0), "CND-F050");
        refused(() -> Alert.parse("p", "sex", "selection.ratio >= 0.8", Alert.Level.FAIL, 30, 1), "CND-F052");
        refused(() -> Alert.parse("p", "sex", "selection_rate.ratio <= 0.8", Alert.Level.FAIL, 30, 1), "CND-F052");
        refused(() -> Alert.parse("p", "sex", "selection_rate.ratio", Alert.Level.FAIL, 30, 1), "CND-F052");
        refused(() -> Alert.parse("p", "sex", "accuracy >= 0.8", Alert.Level.FAIL, 0, 1), "CND-F053");
        refused(
                () -> plan(
                        Windows.parse("batches", 2),
                        Alert.parse("p", "race", "accuracy >= 0.8", Alert.Level.FAIL, 1, 1)),
                "CND-F053");
        refused(() -> plan(Windows.parse("batches", 2), RATIO, RATIO), "CND-F053");
        refused(
                () -> new Batch(new int[][] {{0}}, new int[] {2}, new int[] {0}, new double[1], new long[] {0}, false),
                "CND-F054");
        refused(
                () -> new Batch(new int[][] {{0}}, new int[] {1}, new int[] {-1}, new double[1], new long[] {0}, true),
                "CND-F054");
        refused(
                () -> started(plan(Windows.parse("batches", 2)))
                        .add(
                                new Batch(
                                        new int[][] {{4}},
                                        new int[] {1},
                                        new int[] {1},
                                        new double[1],
                                        new long[] {0},
                                        false),
                                null,
                                false),
                "CND-F054");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CandorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void theEvidenceNamesItsLimits() {
        FairnessMonitor monitor = started(plan(Windows.parse("batches", 12), RATIO));
        monitor.add(
                Made.batch(Made.all(Made.exact(0, 10, 0, 0, 390, 1), Made.exact(1, 300, 0, 0, 100, 1))), "x", false);
        Evidence evidence = monitor.evidence(List.of());
        assertThat(evidence.predicateType()).isEqualTo("urn:candor:evidence:fairness.monitoring:v1");
        assertThat(evidence.result().at("/alerts/0/drill_down/groups/0/group")).contains(Json.of("F"));
        assertThat(evidence.limits()).anyMatch(l -> l.contains("false alarms"));
        assertThat(evidence.canonicalBytes())
                .isEqualTo(monitor.evidence(List.of()).canonicalBytes());
    }
}
