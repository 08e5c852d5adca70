package io.candor.cli;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.Json;
import io.candor.fairness.monitor.Alert;
import io.candor.fairness.monitor.MonitorPlan;
import io.candor.io.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Policies of a monitor, from options or a file. A policy that names no feature is about each. */
final class MonitorPolicies {
    private static final List<String> KEYS = List.of("id", "minimum_support", "policies");
    private static final List<String> POLICY_KEYS =
            List.of("id", "feature", "requirement", "level", "minimum_support", "in_a_row");

    private MonitorPolicies() {}

    /** @param text such as {@code selection_rate.ratio >= 0.8}, or with a feature before it: {@code sex: accuracy >= 0.8} */
    static List<Alert> option(
            String text, List<MonitorPlan.Feature> features, Alert.Level level, long support, int inARow) {
        int colon = text.lastIndexOf(':');
        String requirement = text.substring(colon + 1).strip();
        String feature = colon < 0 ? "" : text.substring(0, colon).strip().replace("+", " & ");
        return of("", feature, requirement, features, level, support, inARow);
    }

    static List<Alert> file(Path file, List<MonitorPlan.Feature> features, long usualSupport) {
        if (!(YamlText.read(file) instanceof Json.Obj json)) throw wrong(file.getFileName() + " is not a map of keys");
        known(json, KEYS, "the policy file");
        if (!(json.get("policies") instanceof Json.Arr items)) throw wrong("'policies' is not a list");
        long minimum = count(json, "minimum_support", usualSupport);
        List<Alert> alerts = new ArrayList<>();
        for (Json item : items.items()) {
            if (!(item instanceof Json.Obj policy)) throw wrong("a policy is not a map of keys");
            known(policy, POLICY_KEYS, "a policy");
            String requirement =
                    policy.optionalText("requirement").orElseThrow(() -> wrong("a policy has no 'requirement'"));
            alerts.addAll(of(
                    policy.optionalText("id").orElse(""),
                    policy.optionalText("feature").orElse("").replace("+", " & "),
                    requirement,
                    features,
                    level(policy.optionalText("level").orElse("fail")),
                    count(policy, "minimum_support", minimum),
                    (int) Math.min(Integer.MAX_VALUE, count(policy, "in_a_row", 1))));
        }
        return alerts;
    }

    static Alert.Level level(String text) {
        for (Alert.Level level : Alert.Level.values()) if (level.label().equals(text)) return level;
        throw wrong("the level '" + text + "' is neither warn nor fail");
    }

    private static List<Alert> of(
            String name,
            String feature,
            String requirement,
            List<MonitorPlan.Feature> features,
            Alert.Level level,
            long support,
            int inARow) {
        List<String> about = feature.isEmpty()
                ? features.stream().map(MonitorPlan.Feature::name).toList()
                : List.of(feature);
        Alert first = Alert.parse("policy", about.get(0), requirement, level, support, inARow);
        if (first.measure() == Alert.Measure.OVERALL && feature.isEmpty()) about = about.subList(0, 1);
        List<Alert> alerts = new ArrayList<>();
        for (String each : about) {
            String called = name.isEmpty()
                    ? each + ": " + first.requirement()
                    : name + (about.size() > 1 ? " (" + each + ")" : "");
            alerts.add(Alert.parse(called, each, requirement, level, support, inARow));
        }
        return alerts;
    }

    private static void known(Json.Obj json, List<String> keys, String where) {
        for (String key : json.members().keySet()) {
            if (keys.contains(key)) continue;
            throw CandorException.user(
                    "CND-U057",
                    where + " has the unknown key '" + key + "'",
                    "a known key",
                    Suggestions.remedy(key, keys));
        }
    }

    private static long count(Json.Obj json, String key, long usual) {
        Json value = json.get(key);
        if (value == null) return usual;
        if (value instanceof Json.Num n && n.value() >= 1 && n.value() == Math.rint(n.value()) && n.value() < 1e15) {
            return (long) n.value();
        }
        throw wrong("'" + key + "' is not a whole number from 1");
    }

    private static CandorException wrong(String problem) {
        return CandorException.user(
                "CND-U056",
                problem,
                "policies, each with a requirement and, if wanted, id, feature, level, minimum_support, in_a_row",
                "see the how-to watch-decisions.md");
    }
}
