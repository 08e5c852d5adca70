package io.candor.policy;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.policy.internal.PolicyReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Named gates.
 *
 * @param id for example {@code credit-2026}
 * @param minimumSupport rows that must stand behind a number before it decides; 30 unless said otherwise
 */
public record Policy(String id, long minimumSupport, List<Gate> gates) {
    /** The usual minimum. */
    public static final long DEFAULT_SUPPORT = 30;

    /** @throws CandorException {@code CND-Y008} if two gates have one id, {@code CND-Y010} without any gate */
    public Policy {
        gates = List.copyOf(gates);
        if (gates.isEmpty()) {
            throw CandorException.user(
                    "CND-Y010",
                    "policy '" + id + "' has no gates",
                    "one gate or more",
                    "add a gate, or leave the policy out");
        }
        Set<String> ids = new HashSet<>();
        for (Gate gate : gates) {
            if (ids.add(gate.id())) continue;
            throw CandorException.user(
                    "CND-Y008", "two gates are called '" + gate.id() + "'", "ids are unique", "rename one of them");
        }
    }

    /**
     * Reads the content of {@code policy.yaml}. Unknown keys are errors.
     *
     * @throws CandorException {@code CND-Y001} unknown key, {@code CND-Y002} a key is missing or of the wrong type, {@code
     *     CND-Y003} a requirement can't be read, {@code CND-Y004} an unknown choice, and those of {@link Gate}
     */
    public static Policy fromJson(Json.Obj json) {
        return PolicyReader.read(json);
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("id", id)
                .put("minimum_support", minimumSupport)
                .put("gates", Json.array(gates.stream().map(Gate::toJson).toList()))
                .build();
    }
}
