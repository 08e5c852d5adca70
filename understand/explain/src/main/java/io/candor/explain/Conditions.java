package io.candor.explain;

import io.candor.core.json.EcmaNumber;
import io.candor.core.model.Input;
import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.List;

/** What a node of a tree, or a rule, asks, as text for people: {@code age ≤ 30.5}, {@code job in {clerk, driver}}. */
final class Conditions {
    private Conditions() {}

    /** The condition of a node's left or right branch, without what missing values do. */
    static String branch(Trees trees, List<Input> inputs, int node, boolean left) {
        Input input = inputs.get(trees.feature()[node]);
        if (trees.set()[node] >= 0) {
            List<String> levels = levels(trees, input, node);
            if (levels.isEmpty()) return input.name() + (left ? " missing" : " not missing");
            return among(input.name(), levels, left);
        }
        double threshold = trees.threshold()[node];
        if (threshold == Double.MAX_VALUE) return input.name() + (left ? " not missing" : " missing");
        boolean equal = trees.comparison() == Trees.Comparison.LESS_OR_EQUAL;
        String sign = left ? equal ? " ≤ " : " < " : equal ? " > " : " ≥ ";
        String asked = input.name() + sign + EcmaNumber.format(threshold);
        if (!trees.countsAsMissing(node, 0)) return asked;
        return asked + (trees.missingLeft()[node] == left ? " or = 0" : " and ≠ 0");
    }

    static String among(String name, List<String> levels, boolean in) {
        if (levels.size() == 1) return name + (in ? " = " : " ≠ ") + levels.get(0);
        return name + (in ? " in {" : " not in {") + String.join(", ", levels) + "}";
    }

    /** Levels that go left. */
    static List<String> levels(Trees trees, Input input, int node) {
        List<String> levels = new ArrayList<>();
        for (int l = 0; l < input.levels().size(); l++) {
            if (trees.contains(node, l)) levels.add(input.levels().get(l));
        }
        return levels;
    }
}
