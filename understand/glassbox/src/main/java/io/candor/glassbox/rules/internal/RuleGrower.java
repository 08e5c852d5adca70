package io.candor.glassbox.rules.internal;

import io.candor.core.model.RuleList;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.port.Deadline;
import io.candor.glassbox.internal.rows.InputColumn;
import io.candor.glassbox.tree.internal.Criterion;
import io.candor.glassbox.tree.internal.Emission;
import io.candor.glassbox.tree.internal.Grower;
import io.candor.glassbox.tree.internal.GrowingData;
import io.candor.glassbox.tree.internal.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * Separate and conquer: grow a tree from the rows that are left, make its best leaf a rule, take the rows that it catches
 * away, and again. Not thread-safe.
 */
final class RuleGrower {
    private final GrowingData data;
    private final Limits limits;
    private final int mostRules;
    private final boolean[] gaps;

    RuleGrower(GrowingData data, Limits limits, int mostRules) {
        this.data = data;
        this.limits = limits;
        this.mostRules = mostRules;
        this.gaps = new boolean[data.inputs()];
        for (int j = 0; j < gaps.length; j++) {
            InputColumn input = data.rows().inputs().get(j);
            for (int i = 0; i < input.rows() && !gaps[j]; i++) gaps[j] = Double.isNaN(input.value(i));
        }
    }

    /** Conditions of rules that caught nothing before, in order, without the "else". */
    List<List<RuleList.Condition>> grow(int[] rows, Deadline deadline) {
        List<List<RuleList.Condition>> rules = new ArrayList<>();
        int[] left = rows;
        while (rules.size() < mostRules && !deadline.passed()) {
            TreeEnsemble tree = Emission.of(new Grower(data, limits).grow(left, Deadline.NEVER), data, 0);
            List<RuleList.Condition> best = List.of();
            double most = 0;
            for (List<RuleList.Condition> candidate : Candidates.of(tree, gaps)) {
                double gain = gain(candidate, left);
                if (gain > most) {
                    most = gain;
                    best = candidate;
                }
            }
            if (best.isEmpty()) break;
            best = simplified(best, most, left);
            rules.add(best);
            left = rest(best, left);
        }
        return rules;
    }

    /** Drops what a rule does not need, first what leaves it with the largest gain. */
    private List<RuleList.Condition> simplified(List<RuleList.Condition> rule, double gain, int[] rows) {
        List<RuleList.Condition> now = rule;
        double most = gain;
        while (now.size() > 1) {
            List<RuleList.Condition> best = now;
            double found = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < now.size(); c++) {
                List<RuleList.Condition> fewer = new ArrayList<>(now);
                fewer.remove(c);
                double without = gain(fewer, rows);
                if (without > found) {
                    found = without;
                    best = fewer;
                }
            }
            if (found < most) return now;
            most = found;
            now = best;
        }
        return now;
    }

    /** Fall in weighted impurity when the rows that a rule catches are cut off; −∞ if it catches too few, or all. */
    private double gain(List<RuleList.Condition> rule, int[] rows) {
        int width = data.width();
        double[] caught = new double[width + 1];
        double[] rest = new double[width + 1];
        double[] all = new double[width + 1];
        int count = 0;
        for (int row : rows) {
            boolean holds = holds(rule, row);
            if (holds) count++;
            double[] sums = holds ? caught : rest;
            sums[0] += data.rows().weights()[row];
            data.add(row, sums, 1);
        }
        if (count < limits.leafRows() || count == rows.length) return Double.NEGATIVE_INFINITY;
        for (int k = 0; k <= width; k++) all[k] = caught[k] + rest[k];
        Criterion criterion = limits.criterion();
        return criterion.score(caught[0], caught, 1, width)
                + criterion.score(rest[0], rest, 1, width)
                - criterion.score(all[0], all, 1, width);
    }

    private int[] rest(List<RuleList.Condition> rule, int[] rows) {
        int[] rest = new int[rows.length];
        int n = 0;
        for (int row : rows) if (!holds(rule, row)) rest[n++] = row;
        return java.util.Arrays.copyOf(rest, n);
    }

    private boolean holds(List<RuleList.Condition> rule, int row) {
        for (RuleList.Condition condition : rule) {
            if (!condition.holds(data.rows().inputs().get(condition.input()).value(row))) return false;
        }
        return true;
    }

    /** Per row the rule that it fires, where {@code rules.size()} is the "else". */
    int[] fired(List<List<RuleList.Condition>> rules, int[] rows) {
        int[] fired = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int r = 0;
            while (r < rules.size() && !holds(rules.get(r), rows[i])) r++;
            fired[i] = r;
        }
        return fired;
    }
}
