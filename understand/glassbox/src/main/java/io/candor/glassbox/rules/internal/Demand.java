package io.candor.glassbox.rules.internal;

import io.candor.core.model.Input;
import io.candor.core.model.RuleList;
import io.candor.core.model.Trees;
import java.util.BitSet;
import java.util.Optional;

/** What the questions on one way through a tree ask of one input, taken together. */
final class Demand {
    private final int input;
    private double low = Double.NEGATIVE_INFINITY;
    private double high = Double.POSITIVE_INFINITY;
    private final BitSet levels = new BitSet();
    private boolean in; // whether the level must be one of levels
    private boolean value = true; // whether there may be a value
    private boolean missing = true; // whether it may be missing

    Demand(int input) {
        this.input = input;
    }

    /** One more question, answered with left or right. */
    void add(Trees trees, Input asked, int node, boolean left) {
        missing &= trees.missingLeft()[node] == left;
        if (trees.set()[node] >= 0) {
            BitSet set = new BitSet();
            for (int l = 0; l < asked.levels().size(); l++) if (trees.contains(node, l)) set.set(l);
            among(set, left);
        } else if (left) {
            if (trees.threshold()[node] < Double.MAX_VALUE) high = Math.min(high, trees.threshold()[node]);
        } else if (trees.threshold()[node] < Double.MAX_VALUE) {
            low = Math.max(low, trees.threshold()[node]);
        } else {
            value = false;
        }
    }

    private void among(BitSet set, boolean inside) {
        if (inside && in) {
            levels.and(set);
        } else if (inside) {
            set.andNot(levels);
            levels.clear();
            levels.or(set);
            in = true;
        } else if (in) {
            levels.andNot(set);
        } else {
            levels.or(set);
        }
        value = !in || !levels.isEmpty();
    }

    /**
     * As a condition; empty if every value satisfies it.
     *
     * @param gaps whether training rows lacked a value; if none did, a missing one satisfies no condition
     */
    Optional<RuleList.Condition> condition(Input asked, boolean gaps) {
        boolean orMissing = missing && gaps;
        if (!value) return Optional.of(new RuleList.Missing(input));
        if (asked.kind() == Input.Kind.CATEGORY) {
            if (!in && levels.isEmpty() && (orMissing || !gaps)) return Optional.empty();
            return Optional.of(new RuleList.Among(input, levels.stream().toArray(), in, orMissing));
        }
        boolean open = low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY;
        if (open && (orMissing || !gaps)) return Optional.empty();
        return Optional.of(new RuleList.Between(input, low, high, orMissing));
    }
}
