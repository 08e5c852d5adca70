package io.candor.explain.counterfactual;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Intervals;
import java.util.List;

/**
 * How often counterfactuals change an input (Mothilal, Mahajan, Tan &amp; Sharma, "Towards unifying feature attribution and counterfactual
 * explanations", 2021): an input that is seldom needed to get another outcome counts little. Of one row the share of its
 * counterfactuals; of many rows the mean of these shares. The interval is Wilson's with rows as units, for those of one
 * row hang together.
 */
public final class CounterfactualImportance {
    private CounterfactualImportance() {}

    /** Per input, the share of one row's counterfactuals that change it; all 0 if none was found. */
    public static double[] local(Answer answer) {
        double[] shares = new double[answer.own().length];
        for (Counterfactual way : answer.found()) {
            for (int j = 0; j < shares.length; j++) if (!Move.same(answer.own()[j], way.row()[j])) shares[j]++;
        }
        for (int j = 0; j < shares.length && !answer.found().isEmpty(); j++)
            shares[j] /= answer.found().size();
        return shares;
    }

    /** Of one input, over the rows for which something was found. */
    public static Estimate global(List<Answer> answers, int input) {
        double sum = 0;
        int n = 0;
        for (Answer answer : answers) {
            if (answer.found().isEmpty()) continue;
            sum += local(answer)[input];
            n++;
        }
        if (n == 0) return Estimate.undefined("no counterfactuals", 0);
        double capped = Math.min(n, sum);
        return Intervals.wilson(capped, n, Intervals.ALPHA).around(capped / n, n, "Wilson");
    }
}
