package io.candor.policy;

import io.candor.core.Suggestions;
import io.candor.core.evidence.Estimate;
import io.candor.core.evidence.Evidence;
import io.candor.core.json.Json;
import io.candor.policy.internal.Wording;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides gates. The same policy and evidence give the same decisions, everywhere. */
public final class Gates {
    private Gates() {}

    /**
     * One decision per gate, in the policy's order. Where several statements of a kind hold the number (several models, or
     * train and test), the worst one decides and the reason says so.
     */
    public static List<GateDecision> decide(Policy policy, List<Evidence> evidence) {
        List<GateDecision> decisions = new ArrayList<>();
        for (Gate gate : policy.gates()) decisions.add(decide(policy, gate, evidence));
        return List.copyOf(decisions);
    }

    private static GateDecision decide(Policy policy, Gate gate, List<Evidence> evidence) {
        List<GateDecision> measured = new ArrayList<>();
        GateDecision missing = null;
        for (Evidence statement : evidence) {
            if (!statement.kind().equals(gate.evidenceKind())) continue;
            GateDecision decision = decide(policy, gate, statement);
            if (decision.value() != null) measured.add(decision);
            else if (missing == null) missing = decision;
        }
        if (!measured.isEmpty()) return worst(measured);
        if (missing != null) return missing;
        return new GateDecision(gate, GateDecision.State.UNDECIDED, null, noEvidence(gate, evidence), null);
    }

    private static String noEvidence(Gate gate, List<Evidence> evidence) {
        List<String> kinds = evidence.stream().map(Evidence::kind).distinct().toList();
        String hint = Suggestions.closest(gate.evidenceKind(), kinds)
                .map(k -> "; did you mean '" + k + "'?")
                .orElse("");
        return "Not measured: there is no evidence of kind " + gate.evidenceKind() + hint + Wording.stop(hint);
    }

    private static GateDecision worst(List<GateDecision> measured) {
        GateDecision worst = measured.get(0);
        for (GateDecision d : measured) if (d.state().compareTo(worst.state()) > 0) worst = d;
        if (measured.size() == 1) return worst;
        return new GateDecision(
                worst.gate(),
                worst.state(),
                worst.value(),
                worst.reason() + " The worst of " + measured.size() + " statements.",
                worst.address());
    }

    private static GateDecision decide(Policy policy, Gate gate, Evidence statement) {
        String pointer = gate.address();
        Json.Obj json = statement.toJson();
        String address = statement.id() + "#" + pointer;
        Json found = json.at(pointer).orElse(null);
        if (found == null) {
            String reason = "Not measured: " + Wording.missing(json, pointer);
            return new GateDecision(gate, GateDecision.State.UNDECIDED, null, reason, address);
        }
        Estimate estimate = number(found);
        if (estimate == null) {
            String reason = "There is no number at " + pointer + ".";
            return new GateDecision(gate, GateDecision.State.UNDECIDED, found, reason, address);
        }
        boolean counted = found instanceof Json.Obj && !gate.evidenceKind().startsWith("datasheet.");
        Long own = gate.minimumSupport();
        long minimum = !counted ? 0 : own != null ? own : policy.minimumSupport();
        return judged(gate, estimate, minimum, found, address);
    }

    private static GateDecision judged(Gate gate, Estimate estimate, long minimum, Json found, String address) {
        GateDecision.State state = GateDecision.State.UNDECIDED;
        String reason;
        if (estimate instanceof Estimate.Undefined u) {
            reason = "Undefined: " + u.reason() + ".";
        } else if (estimate.n() < minimum) {
            reason = "Not enough data: n = " + estimate.n() + ", the minimum is " + minimum + ".";
        } else if (estimate instanceof Estimate.Interval i && gate.decideOn() == Gate.DecideOn.INTERVAL) {
            state = state(gate.requirement(), i.low(), i.high());
            reason = Wording.interval(gate.requirement(), i, state);
        } else {
            double value = estimate instanceof Estimate.Interval i ? i.value() : ((Estimate.Point) estimate).value();
            state = state(gate.requirement(), value, value);
            reason = Wording.point(gate.requirement(), value, state, estimate instanceof Estimate.Interval);
        }
        return new GateDecision(gate, state, found, reason, address);
    }

    private static GateDecision.State state(Requirement requirement, double low, double high) {
        if (requirement.metByAll(low, high)) return GateDecision.State.MET;
        return requirement.metByNone(low, high) ? GateDecision.State.NOT_MET : GateDecision.State.UNDECIDED;
    }

    /** An estimate, a bare number, or a decimal in a string (exact privacy parameters); else null. */
    private static @Nullable Estimate number(Json found) {
        if (found instanceof Json.Num n) return new Estimate.Point(n.value(), 0);
        if (found instanceof Json.Str s && s.value().matches("[+-]?\\d{1,300}(\\.\\d{1,300})?")) {
            return new Estimate.Point(Double.parseDouble(s.value()), 0);
        }
        boolean shape =
                found instanceof Json.Obj o && (o.get("value") instanceof Json.Num || o.get("undefined") != null);
        return shape ? Estimate.fromJson((Json.Obj) found) : null;
    }
}
