package io.candor.glassbox.rules.internal;

import io.candor.core.model.Input;
import io.candor.core.model.RuleList;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.model.Trees;
import java.util.ArrayList;
import java.util.List;

/** The leaves of a tree as conditions, one list for each leaf, in the order of leaves. */
final class Candidates {
    private final TreeEnsemble tree;
    private final boolean[] gaps;
    private final List<List<RuleList.Condition>> found = new ArrayList<>();

    private Candidates(TreeEnsemble tree, boolean[] gaps) {
        this.tree = tree;
        this.gaps = gaps;
    }

    /** @param gaps per input whether training rows lacked a value */
    static List<List<RuleList.Condition>> of(TreeEnsemble tree, boolean[] gaps) {
        Candidates candidates = new Candidates(tree, gaps);
        candidates.walk(0, new ArrayList<>());
        return candidates.found;
    }

    private record Step(int node, boolean left) {}

    private void walk(int node, List<Step> way) {
        Trees trees = tree.trees();
        if (trees.isLeaf(node)) {
            if (!way.isEmpty()) found.add(conditions(way));
            return;
        }
        for (boolean left : new boolean[] {true, false}) {
            way.add(new Step(node, left));
            walk(left ? trees.left()[node] : trees.right()[node], way);
            way.remove(way.size() - 1);
        }
    }

    private List<RuleList.Condition> conditions(List<Step> way) {
        List<RuleList.Condition> conditions = new ArrayList<>();
        boolean[] done = new boolean[gaps.length];
        for (Step first : way) { // one condition for each input, in the order of first questions
            int input = tree.trees().feature()[first.node()];
            if (done[input]) continue;
            done[input] = true;
            Input asked = tree.inputs().get(input);
            Demand demand = new Demand(input);
            for (Step step : way) {
                if (tree.trees().feature()[step.node()] == input)
                    demand.add(tree.trees(), asked, step.node(), step.left());
            }
            demand.condition(asked, gaps[input]).ifPresent(conditions::add);
        }
        return conditions;
    }
}
