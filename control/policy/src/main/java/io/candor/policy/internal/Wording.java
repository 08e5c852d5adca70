package io.candor.policy.internal;

import io.candor.core.Suggestions;
import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import io.candor.policy.GateDecision;
import io.candor.policy.Requirement;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Set;

/** The sentences of decisions. */
public final class Wording {
    private Wording() {}

    public static String interval(Requirement requirement, Estimate.Interval i, GateDecision.State state) {
        String verb = switch (state) {
            case MET -> "meets";
            case NOT_MET -> "misses";
            case UNDECIDED -> "straddles";
        };
        return digits(i.value()) + ": the 95 % interval " + digits(i.low()) + " to " + digits(i.high()) + " (n = "
                + i.n() + ", " + i.interval() + ") " + verb + " " + requirement + ".";
    }

    /** @param ignored whether there is an interval that the policy leaves aside */
    public static String point(Requirement requirement, double value, GateDecision.State state, boolean ignored) {
        String why = ignored
                ? "decided by the value alone, as the policy says"
                : "decided by the value, which has no interval";
        return digits(value) + (state == GateDecision.State.MET ? " meets " : " misses ") + requirement + "; " + why
                + ".";
    }

    /** Which part of a pointer leads nowhere, and what is there instead. */
    public static String missing(Json json, String pointer) {
        String known = "";
        for (String token : pointer.substring(1).split("/", -1)) {
            String next = known + "/" + token;
            if (json.at(next).isEmpty()) {
                String name = token.replace("~1", "/").replace("~0", "~");
                Set<String> there = json.at(known).orElse(json) instanceof Json.Obj o
                        ? o.members().keySet()
                        : Set.of();
                String hint = Suggestions.remedy(name, there);
                return "there is no '" + name + "' at " + (known.isEmpty() ? "the top" : known) + "; " + hint
                        + stop(hint);
            }
            known = next;
        }
        return "there is nothing at " + pointer + ".";
    }

    /** A full stop unless the sentence has its end. */
    public static String stop(String end) {
        return end.endsWith("?") || end.endsWith(".") ? "" : ".";
    }

    /** Four significant digits: enough to read; the exact value stands beside the sentence. */
    static String digits(double x) {
        if (x == 0) return "0";
        BigDecimal rounded = new BigDecimal(x).round(new MathContext(4)).stripTrailingZeros();
        boolean plain = Math.abs(rounded.precision() - rounded.scale()) < 10;
        return plain ? rounded.toPlainString() : rounded.toString();
    }
}
