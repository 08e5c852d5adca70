package io.candor.explain.counterfactual;

/**
 * What must, or must not, come with a change: when {@code when} rises, falls or changes, then {@code then} must (or must not) do so.
 *
 * @param must whether {@code effect} is demanded; else it is forbidden
 */
public record Implication(String when, Move cause, String then, boolean must, Move effect) {
    @Override
    public String toString() {
        String effects = must ? "must " + effect.word() : "must not " + effect.word();
        return "when '" + when + "' " + cause.word() + "s, '" + then + "' " + effects;
    }
}
