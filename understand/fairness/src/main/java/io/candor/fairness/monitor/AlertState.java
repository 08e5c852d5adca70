package io.candor.fairness.monitor;

import io.candor.core.evidence.Estimate;
import io.candor.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a policy.
 *
 * @param perLook what the interval of one look may miss
 * @param looks per closed window that labels had time for, oldest first
 * @param state of the newest look; undecided if there is none
 * @param alarm whether the newest looks, as many in a row as the policy says, were all not met
 * @param drillDown where an alarm comes from; empty without one
 */
public record AlertState(
        Alert alert, double perLook, List<Look> looks, State state, boolean alarm, Optional<DrillDown> drillDown) {
    public AlertState {
        looks = List.copyOf(looks);
    }

    /** Three states: the whole interval meets the requirement, misses it, or neither. */
    public enum State {
        MET,
        NOT_MET,
        UNDECIDED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A policy in one window.
     *
     * @param estimate among the groups with enough rows, its interval at the level of one look
     * @param reason why the state is what it is
     * @param small groups without enough rows: they are not judged, and keep the policy from being met
     */
    public record Look(long window, State state, Estimate estimate, String reason, List<String> small) {
        public Look {
            small = List.copyOf(small);
        }

        Json.Obj toJson() {
            return Json.object()
                    .put("window", window)
                    .put("state", state.label())
                    .put("value", estimate.toJson())
                    .put("reason", reason)
                    .put("not_enough_data", Json.texts(small))
                    .build();
        }
    }

    public Json.Obj toJson() {
        List<Json> all = new ArrayList<>();
        for (Look look : looks) all.add(look.toJson());
        Json.Builder out = Json.object();
        alert.toJson().members().forEach(out::put);
        out.put("per_look", perLook)
                .put("state", state.label())
                .put("alarm", alarm)
                .put("looks", Json.array(all));
        drillDown.ifPresent(d -> out.put("drill_down", d.toJson()));
        return out.build();
    }
}
