package io.candor.policy;

import io.candor.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * How a gate stands.
 *
 * @param value the number with its interval as the evidence has it; null if it was not measured
 * @param reason one sentence
 * @param address {@code <evidence id>#<JSON pointer>} of the number; null if there is no evidence of the kind
 */
public record GateDecision(
        Gate gate,
        State state,
        @Nullable Json value,
        String reason,
        @Nullable String address) {

    /** Met, not met, or not to be told. */
    public enum State {
        MET,
        UNDECIDED,
        NOT_MET;

        /** The stored name: lower case. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What the decision counts as in the verdict. */
    public Gate.Outcome countsAs() {
        return switch (state) {
            case MET -> Gate.Outcome.PASS;
            case NOT_MET -> gate.level();
            case UNDECIDED -> gate.whenUndecided();
        };
    }

    /** An item of {@code gates} in {@code results.json}; what does not exist is absent. */
    public Json.Obj toJson() {
        String pointer = gate.pointer();
        String metric = gate.metric();
        Json.Builder out = Json.object()
                .put("id", gate.id())
                .put("title", gate.title())
                .put("evidence_kind", gate.evidenceKind())
                .put("metric", metric != null ? metric : String.valueOf(pointer))
                .putIfPresent("feature", gate.feature());
        if (!gate.stratum().equals("all")) out.put("stratum", gate.stratum());
        out.put("requirement", gate.requirement().toString())
                .put("level", gate.level().label())
                .put("when_undecided", gate.whenUndecided().label())
                .put("decide_on", gate.decideOn().label())
                .put("state", state.label());
        if (value != null) out.put("value", value);
        return out.put("reason", reason)
                .putIfPresent("address", address)
                .put("counts_as", countsAs().label())
                .build();
    }
}
