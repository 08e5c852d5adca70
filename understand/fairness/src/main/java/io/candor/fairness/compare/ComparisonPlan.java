package io.candor.fairness.compare;

import io.candor.core.CandorException;
import io.candor.fairness.FairnessPlan;
import java.util.List;
import java.util.Set;

/**
 * What models are compared on.
 *
 * @param plan the sensitive features, and metrics of one's own
 * @param performance a metric of all rows: {@code accuracy}, {@code auc}, {@code rmse}, or one of one's own
 * @param higherIsBetter of the performance
 * @param disparity the one that is shown first: {@code equalized_odds_difference}, or {@code <metric>.difference}
 * @param baseline name of the model that the others are held against; empty for the first
 * @param limits of a policy
 * @param draws of the rows, for differences to the baseline and shares on the front; 0 for none
 */
public record ComparisonPlan(
        FairnessPlan plan,
        String performance,
        boolean higherIsBetter,
        String disparity,
        String baseline,
        List<Limit> limits,
        int draws) {
    private static final Set<String> LOWER = Set.of("log_loss", "brier", "mae", "rmse");
    private static final int MOST_DRAWS = 10_000;

    public ComparisonPlan {
        limits = List.copyOf(limits);
        if (draws < 0 || draws == 1 || draws > MOST_DRAWS) {
            throw CandorException.user(
                    "CND-F021",
                    draws + " draws can't be made",
                    "0, or 2 to " + MOST_DRAWS,
                    "500 do for intervals, 0 leaves differences and shares out");
        }
    }

    /**
     * Without limits, against the first model, with 500 draws.
     *
     * @param performance a metric; {@code :lower} or {@code :higher} after it says which is better, which metrics of one's own need
     * @throws CandorException {@code CND-F022} if it is not known which is better
     */
    public static ComparisonPlan of(FairnessPlan plan, String performance, String disparity) {
        int colon = performance.lastIndexOf(':');
        String name = colon < 0 ? performance : performance.substring(0, colon);
        String better = colon < 0 ? "" : performance.substring(colon + 1);
        boolean own = plan.metrics().containsKey(name);
        if (!(better.isEmpty() ? !own : better.equals("lower") || better.equals("higher"))) {
            throw CandorException.user(
                    "CND-F022",
                    "it is not said which " + name + " is better",
                    name + ":lower or " + name + ":higher",
                    "write one of them");
        }
        boolean higher = better.isEmpty() ? !LOWER.contains(name) : better.equals("higher");
        return new ComparisonPlan(plan, name, higher, disparity, "", List.of(), 500);
    }

    public ComparisonPlan against(String name) {
        return new ComparisonPlan(plan, performance, higherIsBetter, disparity, name, limits, draws);
    }

    public ComparisonPlan withLimits(List<Limit> more) {
        return new ComparisonPlan(plan, performance, higherIsBetter, disparity, baseline, more, draws);
    }

    public ComparisonPlan withDraws(int count) {
        return new ComparisonPlan(plan, performance, higherIsBetter, disparity, baseline, limits, count);
    }
}
