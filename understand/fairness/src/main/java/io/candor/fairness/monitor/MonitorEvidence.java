package io.candor.fairness.monitor;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A monitor's report as evidence {@code fairness.monitoring} v1. */
final class MonitorEvidence {
    private MonitorEvidence() {}

    static Evidence of(MonitorReport report, List<Subject> subjects) {
        List<Json> windows = new ArrayList<>();
        long least = least(report.reference(), Long.MAX_VALUE);
        for (MonitorReport.Window window : report.windows()) {
            windows.add(window(window));
            least = least(window, least);
        }
        Json.Obj result = Json.object()
                .put("configuration", report.configuration())
                .put("reference", window(report.reference()))
                .put("before", window(report.before()))
                .put("windows", Json.array(windows))
                .put(
                        "alerts",
                        Json.array(
                                report.alerts().stream().map(AlertState::toJson).toList()))
                .put(
                        "drift",
                        Json.array(report.drift().stream().map(Drift::toJson).toList()))
                .build();
        return new Evidence(
                "fairness.monitoring",
                1,
                subjects,
                new Evidence.Method(
                        "rates and gaps by window, policies with bounded false alarms",
                        1,
                        "Miettinen & Nurminen 1985; Kitagawa 1955; Smirnov 1948; Woolf 1957; Williams 1976"),
                report.plan().toJson(),
                result,
                limits(report),
                Disclosure.aggregate(least == Long.MAX_VALUE ? 0 : least));
    }

    private static Json.Obj window(MonitorReport.Window window) {
        Json.Builder features = Json.object();
        window.features().forEach((name, groups) -> features.put(name, groups(groups)));
        return Json.object()
                .put("window", window.number())
                .put("name", window.name())
                .put("closed", window.closed())
                .put("decided", window.decided())
                .put("labelled", window.labelled())
                .put("overall", estimates(window.overall()))
                .put("features", features.build())
                .build();
    }

    private static Json.Obj groups(MonitorReport.Groups groups) {
        Json.Builder all = Json.object();
        groups.n()
                .forEach((label, n) -> all.put(
                        label,
                        Json.object()
                                .put("n", n)
                                .put("metrics", estimates(groups.rates().getOrDefault(label, Map.of())))
                                .build()));
        Json.Builder gaps = Json.object();
        groups.gaps().forEach((rate, kinds) -> {
            Json.Builder named = Json.object();
            kinds.forEach((kind, gap) -> named.put(kind, gap.toJson()));
            gaps.put(rate, named.build());
        });
        return Json.object()
                .put("groups", all.build())
                .put("disparities", gaps.build())
                .build();
    }

    private static Json.Obj estimates(Map<String, Estimate> estimates) {
        Json.Builder out = Json.object();
        estimates.forEach((name, estimate) -> out.put(name, estimate.toJson()));
        return out.build();
    }

    private static long least(MonitorReport.Window window, long least) {
        long smallest = least;
        for (MonitorReport.Groups groups : window.features().values())
            for (long n : groups.n().values()) if (n > 0) smallest = Math.min(smallest, n);
        return smallest;
    }

    private static List<String> limits(MonitorReport report) {
        MonitorPlan plan = report.plan();
        List<String> limits = new ArrayList<>();
        limits.add("Says that and where rates differ or moved, not why.");
        limits.add("Rows are taken as independent: the share of false alarms (" + plan.falseAlarms() + " over "
                + plan.horizon() + " windows, for all policies together, and once more for all tests of drift)"
                + " does not hold where people come again in several windows.");
        limits.add(
                "Rates and gaps of the windows' table have 95 % intervals each by itself; policies are decided by wider ones.");
        limits.add(
                "Rates that need labels are of the decisions whose label came: if labels come sooner for some, or only"
                        + " for those who were selected, these rates are not those of all.");
        limits.add("No ids are kept: a row that was added twice counts twice.");
        if (!report.drift().isEmpty())
            limits.add("Drift is a change against the reference, good or bad; no sign of one is no proof of none.");
        return limits;
    }
}
