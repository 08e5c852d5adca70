package io.candor.fairness.threshold;

import io.candor.fairness.threshold.internal.Curves;
import io.candor.fairness.threshold.internal.RocCurve;
import io.candor.fairness.threshold.internal.ThresholdSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * Fits thresholds to groups: as good an objective as parities and bounds allow, exactly. Scores are sorted once; each fit is then a linear program
 * over the vertices of the groups' hulls, whatever the number of rows. Thread-safe.
 *
 * <p>Against Hardt et al. (2016) and fairlearn's ThresholdOptimizer: no grid, so the optimum itself; a tolerance for every criterion; rates pooled over all rows in the
 * objective, not averaged over groups. Against Cruz &amp; Hardt (2024): no thinned curves. Fit to rows that the model was not trained on.
 */
public final class GroupThresholds {
    private final ThresholdSearch search;

    private GroupThresholds(ThresholdSearch search) {
        this.search = search;
    }

    /**
     * Sorts the scores.
     *
     * @param pool whose threads may be used; the result does not depend on how many
     * @throws io.candor.core.CandorException {@code CND-F044} for a group without rows
     */
    public static GroupThresholds of(ScoredRows rows, ForkJoinPool pool) {
        List<RocCurve> curves = Curves.of(rows, pool);
        long leftOut = 0;
        for (int g : rows.group()) if (g == rows.groups().size()) leftOut++;
        return new GroupThresholds(new ThresholdSearch(rows.groups(), curves, () -> Curves.pooled(rows), leftOut));
    }

    /**
     * The best thresholds.
     *
     * @throws io.candor.core.CandorException {@code CND-F042} a rate that is compared or bounded does not exist in a group, {@code CND-F045} nothing meets the
     *     bounds, {@code CND-F046} a plan that can't be, {@code CND-F047} a plan that can't be without chance
     */
    public ThresholdFit fit(ThresholdPlan plan) {
        return search.fit(plan);
    }

    /** What each tolerance costs: one fit per tolerance, each used for every parity of the plan, in the given order. */
    public List<ThresholdFit> tradeOff(ThresholdPlan plan, double... tolerances) {
        List<ThresholdFit> fits = new ArrayList<>();
        for (double tolerance : tolerances) fits.add(fit(plan.withTolerance(tolerance)));
        return fits;
    }
}
