package io.candor.policy;

import java.util.List;

/**
 * All gates together.
 *
 * @param met gates met
 * @param notMet gates not met, of either level
 * @param undecided gates that can't be told
 * @param failures decisions that count as fail
 * @param warnings decisions that count as warn
 */
public record Verdict(int met, int notMet, int undecided, int failures, int warnings) {
    public static Verdict of(List<GateDecision> decisions) {
        int[] states = new int[GateDecision.State.values().length];
        int[] outcomes = new int[Gate.Outcome.values().length];
        for (GateDecision decision : decisions) {
            states[decision.state().ordinal()]++;
            outcomes[decision.countsAs().ordinal()]++;
        }
        return new Verdict(
                states[GateDecision.State.MET.ordinal()],
                states[GateDecision.State.NOT_MET.ordinal()],
                states[GateDecision.State.UNDECIDED.ordinal()],
                outcomes[Gate.Outcome.FAIL.ordinal()],
                outcomes[Gate.Outcome.WARN.ordinal()]);
    }

    /** The command's exit code as far as gates decide it: 1 if a gate fails, else 0. */
    public int exitCode() {
        return failures > 0 ? 1 : 0;
    }
}
