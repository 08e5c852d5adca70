package io.candor.fairness.monitor;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Intervals;
import io.candor.fairness.Disparity;
import io.candor.fairness.monitor.internal.Attribution;
import io.candor.fairness.monitor.internal.DriftTests;
import io.candor.fairness.monitor.internal.Gap;
import io.candor.fairness.monitor.internal.Judge;
import io.candor.fairness.monitor.internal.Ratio;
import io.candor.fairness.monitor.internal.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a monitor shows.
 *
 * @param configuration SHA-256 of plan and reference
 * @param reference the baseline
 * @param before the windows that are no longer kept apart, together
 * @param windows the kept ones with rows, oldest first
 * @param alerts in the order of the plan
 * @param drift of the newest closed window; empty if there is none
 */
public record MonitorReport(
        MonitorPlan plan,
        String configuration,
        Window reference,
        Window before,
        List<Window> windows,
        List<AlertState> alerts,
        List<Drift> drift) {

    /**
     * Rates and gaps of some rows.
     *
     * @param number of the window; 0 for the reference and for those before
     * @param name for people
     * @param closed whether all of its decisions came
     * @param labelled decisions whose label came
     * @param overall by rate
     * @param features by name
     */
    public record Window(
            long number,
            String name,
            boolean closed,
            long decided,
            long labelled,
            Map<String, Estimate> overall,
            Map<String, Groups> features) {}

    /**
     * @param n decisions by group, declared groups first
     * @param rates by group, then rate; 95 % intervals
     * @param gaps by rate, then {@code difference} and {@code ratio}, of the declared groups; 95 % intervals
     */
    public record Groups(
            Map<String, Long> n, Map<String, Map<String, Estimate>> rates, Map<String, Map<String, Disparity>> gaps) {}

    static MonitorReport of(FairnessMonitor monitor) {
        MonitorPlan plan = monitor.plan();
        List<Window> windows = new ArrayList<>();
        monitor.windows()
                .forEach(
                        (w, tally) -> windows.add(window(plan, w, plan.windows().name(w), monitor.isClosed(w), tally)));
        List<AlertState> alerts = new ArrayList<>();
        for (Alert alert : plan.alerts()) alerts.add(state(monitor, alert));
        List<Drift> drift = List.of();
        for (Map.Entry<Long, Tally> kept : monitor.windows().descendingMap().entrySet()) {
            if (!monitor.isClosed(kept.getKey()) || kept.getValue().decided() == 0) continue;
            drift = DriftTests.of(plan, monitor.reference(), kept.getValue());
            break;
        }
        return new MonitorReport(
                plan,
                monitor.configuration(),
                window(plan, 0, "reference", true, monitor.reference()),
                window(plan, 0, "before", true, monitor.before()),
                List.copyOf(windows),
                List.copyOf(alerts),
                drift);
    }

    /** Whether a policy of level fail raises an alarm. */
    public boolean fails() {
        return alerts.stream().anyMatch(a -> a.alarm() && a.alert().level() == Alert.Level.FAIL);
    }

    private static AlertState state(FairnessMonitor monitor, Alert alert) {
        MonitorPlan plan = monitor.plan();
        Judge judge = new Judge(plan, alert);
        List<AlertState.Look> looks = new ArrayList<>();
        int lag = alert.rate().needsLabels() ? plan.labelLag() : 0;
        for (Map.Entry<Long, Tally> kept : monitor.windows().entrySet()) {
            if (!monitor.isClosed(kept.getKey() + lag)) continue;
            looks.add(judge.look(kept.getKey(), kept.getValue()));
        }
        int missed = 0;
        while (missed < looks.size() && looks.get(looks.size() - 1 - missed).state() == AlertState.State.NOT_MET)
            missed++;
        boolean alarm = missed >= alert.inARow();
        Optional<DrillDown> down = Optional.empty();
        if (alarm) {
            AlertState.Look newest = looks.get(looks.size() - 1);
            Tally now = Objects.requireNonNull(monitor.windows().get(newest.window()));
            down = Optional.of(new Attribution(plan, alert, "reference", monitor.reference(), now).of(judge));
        }
        AlertState.State state = looks.isEmpty()
                ? AlertState.State.UNDECIDED
                : looks.get(looks.size() - 1).state();
        return new AlertState(alert, Intervals.ALPHA / Gap.families(plan.perLook(alert)), looks, state, alarm, down);
    }

    private static Window window(MonitorPlan plan, long number, String name, boolean closed, Tally tally) {
        Map<String, Estimate> overall = new LinkedHashMap<>();
        for (WatchedRate rate : WatchedRate.values()) {
            Ratio all = tally.overall(rate);
            overall.put(rate.label(), Intervals.rate(all.x(), all.n(), rate.missing()));
        }
        Map<String, Groups> features = new LinkedHashMap<>();
        for (int f = 0; f < plan.features().size(); f++) {
            features.put(plan.features().get(f).name(), groups(plan.features().get(f), f, tally));
        }
        return new Window(
                number,
                name,
                closed,
                tally.decided(),
                tally.labelled(),
                Collections.unmodifiableMap(overall),
                Collections.unmodifiableMap(features));
    }

    private static Groups groups(MonitorPlan.Feature feature, int f, Tally tally) {
        Map<String, Long> n = new LinkedHashMap<>();
        Map<String, Map<String, Estimate>> rates = new LinkedHashMap<>();
        for (int g = 0; g < feature.size(); g++) {
            n.put(feature.label(g), tally.decided(f, g));
            Map<String, Estimate> own = new LinkedHashMap<>();
            for (WatchedRate rate : WatchedRate.values()) {
                Ratio of = tally.rate(f, g, rate);
                own.put(rate.label(), Intervals.rate(of.x(), of.n(), rate.missing()));
            }
            rates.put(feature.label(g), Collections.unmodifiableMap(own));
        }
        Map<String, Map<String, Disparity>> gaps = new LinkedHashMap<>();
        for (WatchedRate rate : WatchedRate.values()) {
            Map<String, Ratio> known = new LinkedHashMap<>();
            for (int g = 0; g < feature.groups().size(); g++) known.put(feature.label(g), tally.rate(f, g, rate));
            gaps.put(
                    rate.label(),
                    Map.of(
                            "difference", Gap.difference(known, Intervals.ALPHA),
                            "ratio", Gap.ratio(known, Intervals.ALPHA)));
        }
        return new Groups(
                Collections.unmodifiableMap(n), Collections.unmodifiableMap(rates), Collections.unmodifiableMap(gaps));
    }
}
