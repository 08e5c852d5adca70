package io.candor.policy.internal;

import io.candor.core.CandorException;
import io.candor.core.Suggestions;
import io.candor.core.json.Json;
import io.candor.policy.Gate;
import io.candor.policy.Policy;
import io.candor.policy.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a policy. Keys are checked against what is known, so that a slip is an error and not a gate that never bites. */
public final class PolicyReader {
    static final List<String> POLICY_KEYS = List.of("id", "minimum_support", "gates");
    static final List<String> GATE_KEYS = List.of(
            "id",
            "title",
            "evidence",
            "metric",
            "pointer",
            "feature",
            "stratum",
            "requirement",
            "level",
            "when_undecided",
            "decide_on",
            "minimum_support");

    private PolicyReader() {}

    public static Policy read(Json.Obj json) {
        knownKeys(json, POLICY_KEYS, "the policy");
        if (!(json.get("gates") instanceof Json.Arr items)) {
            throw wrong("the policy", "gates", "a list of gates");
        }
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < items.items().size(); i++) {
            if (!(items.items().get(i) instanceof Json.Obj gate)) throw wrong("the policy", "gates", "a list of gates");
            gates.add(gate(gate, "gate " + (i + 1)));
        }
        Long minimum = count(json, "the policy", "minimum_support");
        return new Policy(
                text(json, "the policy", "id").orElse("policy"),
                minimum == null ? Policy.DEFAULT_SUPPORT : minimum,
                gates);
    }

    private static Gate gate(Json.Obj json, String position) {
        String id = text(json, position, "id").orElseThrow(() -> wrong(position, "id", "a unique name"));
        String where = "gate '" + id + "'";
        knownKeys(json, GATE_KEYS, where);
        return new Gate(
                id,
                text(json, where, "title").orElse(id),
                text(json, where, "evidence").orElseThrow(() -> wrong(where, "evidence", "a kind of evidence")),
                text(json, where, "metric").orElse(null),
                text(json, where, "pointer").orElse(null),
                text(json, where, "feature").orElse(null),
                text(json, where, "stratum").orElse("all"),
                Requirement.parse(text(json, where, "requirement")
                        .orElseThrow(() -> wrong(where, "requirement", "for example \">= 0.8\""))),
                choice(json, where, "level", Gate.Outcome.FAIL, Gate.Outcome.FAIL, Gate.Outcome.WARN),
                choice(json, where, "when_undecided", Gate.Outcome.WARN, Gate.Outcome.values()),
                choice(json, where, "decide_on", Gate.DecideOn.INTERVAL, Gate.DecideOn.values()),
                count(json, where, "minimum_support"));
    }

    private static void knownKeys(Json.Obj json, List<String> known, String where) {
        for (String key : json.members().keySet()) {
            if (known.contains(key)) continue;
            throw CandorException.user(
                    "CND-Y001",
                    where + " has the unknown key '" + key + "'",
                    "a known key",
                    Suggestions.remedy(key, known));
        }
    }

    private static Optional<String> text(Json.Obj json, String where, String key) {
        Json value = json.get(key);
        if (value == null) return Optional.empty();
        if (value instanceof Json.Str s && !s.value().isBlank()) return Optional.of(s.value());
        throw wrong(where, key, "a text");
    }

    private static @Nullable Long count(Json.Obj json, String where, String key) {
        Json value = json.get(key);
        if (value == null) return null;
        if (value instanceof Json.Num n && n.value() >= 0 && n.value() == Math.rint(n.value()) && n.value() < 1e15) {
            return (long) n.value();
        }
        throw wrong(where, key, "a whole number, 0 or more");
    }

    @SafeVarargs
    private static <E extends Enum<E>> E choice(Json.Obj json, String where, String key, E usual, E... choices) {
        String given = text(json, where, key).orElse(null);
        if (given == null) return usual;
        List<String> names = new ArrayList<>();
        for (E choice : choices) {
            String name = choice.name().toLowerCase(java.util.Locale.ROOT);
            if (name.equals(given)) return choice;
            names.add(name);
        }
        throw CandorException.user(
                "CND-Y004",
                "'" + key + "' of " + where + " is '" + given + "'",
                "one of: " + String.join(", ", names),
                Suggestions.remedy(given, names));
    }

    private static CandorException wrong(String where, String key, String expected) {
        return CandorException.user(
                "CND-Y002",
                "'" + key + "' of " + where + " is missing or of the wrong type",
                expected,
                "see the example that candor init writes");
    }
}
