package io.candor.fairness.monitor;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is watched, fixed when a monitor starts.
 *
 * @param features whose groups are told apart, 1 to 16
 * @param bins equal bins of the score from 0 to 1, by which it is watched for drift; 0 if there are no scores, at most 100
 * @param windows how decisions are cut
 * @param alerts policies, at most 64
 * @param falseAlarms the probability, over {@code horizon} windows, that any policy raises an alarm although all are met in truth
 *     (and, apart from it, that any test of drift does although nothing changed): above 0, at most 0.5
 * @param horizon windows over which that holds, 1 to 10,000
 * @param labelLag windows that must have begun after a window before rates that need labels are judged in it: judging them while
 *     labels still arrive would look at one window many times
 */
public record MonitorPlan(
        List<Feature> features,
        int bins,
        Windows windows,
        List<Alert> alerts,
        double falseAlarms,
        int horizon,
        int labelLag) {
    /** The group of values that were not declared. */
    public static final String OTHER = "(other)";

    /** The group of missing values. */
    public static final String UNKNOWN = "(unknown)";

    private static final int MOST_GROUPS = 100;

    /**
     * @param name a column, or several joined by {@code " & "}
     * @param groups the values that are told apart, in order; unseen ones are counted as {@link #OTHER}
     */
    public record Feature(String name, List<String> groups) {
        public Feature {
            groups = List.copyOf(groups);
        }

        /** The group's index; after the declared ones stand {@link #OTHER} and {@link #UNKNOWN}. */
        public int code(@Nullable String value) {
            if (value == null) return groups.size() + 1;
            int at = groups.indexOf(value);
            return at < 0 ? groups.size() : at;
        }

        /** Declared groups and the two others. */
        public int size() {
            return groups.size() + 2;
        }

        public String label(int code) {
            if (code < groups.size()) return groups.get(code);
            return code == groups.size() ? OTHER : UNKNOWN;
        }
    }

    /** @throws CandorException {@code CND-F053} */
    public MonitorPlan {
        features = List.copyOf(features);
        alerts = List.copyOf(alerts);
        check(features.size() >= 1 && features.size() <= 16, "features", "1 to 16");
        check(bins >= 0 && bins <= 100, "bins", "0 to 100");
        check(alerts.size() <= 64, "policies", "at most 64");
        check(falseAlarms > 0 && falseAlarms <= 0.5, "share of false alarms", "above 0, at most 0.5");
        check(horizon >= 1 && horizon <= 10_000, "horizon", "1 to 10,000 windows");
        check(
                labelLag >= 0 && labelLag < windows.keep(),
                "lag of labels",
                "0 or more, and fewer windows than are kept");
        Set<String> names = new HashSet<>();
        for (Feature feature : features) {
            check(names.add(feature.name()), "features", "each named once");
            boolean known =
                    new HashSet<>(feature.groups()).size() == feature.groups().size()
                            && !feature.groups().contains(OTHER)
                            && !feature.groups().contains(UNKNOWN);
            check(
                    known
                            && feature.groups().size() <= MOST_GROUPS
                            && !feature.groups().isEmpty(),
                    "groups of '" + feature.name() + "'",
                    "1 to " + MOST_GROUPS + ", each once, none called '" + OTHER + "' or '" + UNKNOWN + "'");
        }
        Set<String> policies = new HashSet<>();
        for (Alert alert : alerts) {
            check(policies.add(alert.name()), "policies", "each with a name of its own");
            check(
                    alert.inARow() + labelLag <= windows.keep() && alert.inARow() <= horizon,
                    "windows in a row of '" + alert.name() + "'",
                    "no more than are kept and than the horizon has");
            if (!names.contains(alert.feature())) {
                throw CandorException.user(
                        "CND-F053",
                        "the policy '" + alert.name() + "' is about '" + alert.feature() + "', which is not watched",
                        "one of the features",
                        Suggestions.remedy(alert.feature(), names));
            }
        }
    }

    /** 20 bins, a false alarm in 20 over 12 windows, labels with their decisions. */
    public static MonitorPlan of(List<Feature> features, Windows windows, List<Alert> alerts) {
        return new MonitorPlan(features, 20, windows, alerts, 0.05, 12, 0);
    }

    /** The index of a feature. */
    public int feature(String name) {
        for (int f = 0; f < features.size(); f++) if (features.get(f).name().equals(name)) return f;
        throw new IllegalArgumentException("not watched: " + name);
    }

    /**
     * What one look at one window may miss. A false alarm needs r windows in a row whose intervals all miss the truth; windows
     * hold different rows, so at level a that has probability a^r at each of horizon − r + 1 places (union bound), for each
     * policy (Bonferroni).
     */
    public double perLook(Alert alert) {
        double places = (horizon - alert.inARow() + 1.0) * alerts.size();
        return Math.min(0.05, StrictMath.pow(falseAlarms / places, 1.0 / alert.inARow()));
    }

    public Json.Obj toJson() {
        List<Json> watched = new ArrayList<>();
        for (Feature f : features) {
            watched.add(Json.object()
                    .put("name", f.name())
                    .put("groups", Json.texts(f.groups()))
                    .build());
        }
        return Json.object()
                .put("features", Json.array(watched))
                .put("bins", bins)
                .put("windows", windows.toJson())
                .put("alerts", Json.array(alerts.stream().map(Alert::toJson).toList()))
                .put("false_alarms", falseAlarms)
                .put("horizon", horizon)
                .put("label_lag", labelLag)
                .build();
    }

    private static void check(boolean fine, String what, String expected) {
        if (fine) return;
        throw CandorException.user(
                "CND-F053", "the " + what + " of the monitor can't be used", expected, "correct the plan");
    }
}
