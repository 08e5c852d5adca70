package io.candor.fairness.threshold;

import io.candor.core.model.GroupDecider;
import io.candor.core.model.ScoreRule;
import io.candor.core.model.ScoreRule.Operation;
import io.candor.fairness.Criterion;
import io.candor.fairness.threshold.internal.Curves;
import io.candor.fairness.threshold.internal.GridCurve;
import io.candor.fairness.threshold.internal.GridMetric;
import io.candor.fairness.threshold.internal.GridTolerance;
import io.candor.fairness.threshold.internal.Refusals;
import io.candor.fairness.threshold.internal.RocCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * Thresholds as fairlearn's ThresholdOptimizer fits them, to compare with it and to take over what it fitted: the constrained rate on a grid from 0 to 1, each group's
 * curve interpolated there, and groups weighted by their rows. It is no better than its grid; {@link GroupThresholds} is exact. Follows Hardt et al. (2016) and
 * fairlearn 0.15, whose numbers it reproduces; weights of rows are not taken, as there.
 *
 * @param criterion any but the error rate
 * @param objective {@code accuracy}, {@code balanced_accuracy}, and except for equalized odds {@code selection_rate}, {@code true_positive_rate},
 *     {@code true_negative_rate}
 * @param gridSize steps of the grid; fairlearn's default is 1000
 * @param flip whether "score &lt; t" is an operation as well
 * @param tolerance 0 for none; not for equalized odds
 */
public record GridThresholds(Criterion criterion, String objective, int gridSize, boolean flip, double tolerance) {
    /** @throws io.candor.core.CandorException {@code CND-F046} for what fairlearn does not have */
    public GridThresholds {
        boolean odds = criterion == Criterion.EQUALIZED_ODDS;
        if (criterion == Criterion.ERROR_RATE
                || gridSize < 1
                || !(tolerance >= 0)
                || odds && (tolerance > 0 || !objective.endsWith("accuracy"))) {
            throw Refusals.badPlan(
                    criterion.label() + " with objective '" + objective + "', " + gridSize + " steps and tolerance "
                            + tolerance + " is not done on a grid",
                    "what fairlearn's ThresholdOptimizer takes",
                    "fit exact thresholds instead");
        }
        GridMetric.of(objective);
    }

    /**
     * Fits rules; rows of no group are refused by them.
     *
     * @throws io.candor.core.CandorException {@code CND-F042} for a group with one label only
     */
    public GroupDecider fit(ScoredRows rows, ForkJoinPool pool) {
        List<RocCurve> curves = Curves.of(rows, pool);
        boolean odds = criterion == Criterion.EQUALIZED_ODDS;
        GridMetric x = odds ? GridMetric.FALSE_POSITIVE_RATE : GridMetric.of(criterion);
        GridMetric y = odds ? GridMetric.TRUE_POSITIVE_RATE : GridMetric.of(objective);
        List<GridCurve> grids = new ArrayList<>();
        double positives = 0;
        double n = 0;
        for (int g = 0; g < curves.size(); g++) {
            RocCurve curve = curves.get(g);
            if (curve.positives() == 0 || curve.negatives() == 0) {
                throw Refusals.oneLabel(
                        rows.groups().get(g).name(), "curve", curve.positives() == 0 ? "positive" : "negative");
            }
            grids.add(GridCurve.of(curve, flip, x, y, gridSize));
            positives += curve.positives();
            n += curve.rows();
        }
        int[] best = new int[curves.size()];
        if (odds) java.util.Arrays.fill(best, bestOdds(grids, positives, n - positives));
        else if (tolerance > 0) best = GridTolerance.best(grids, curves, n, tolerance);
        else java.util.Arrays.fill(best, bestSimple(grids, curves, n));
        List<GroupDecider.Group> groups = new ArrayList<>();
        for (int g = 0; g < curves.size(); g++) {
            ScoredRows.Group group = rows.groups().get(g);
            ScoreRule rule = odds ? oddsRule(grids, g, best[g]) : rule(grids.get(g), best[g], 0, 0);
            groups.add(new GroupDecider.Group(group.name(), group.conditions(), rule));
        }
        return new GroupDecider(groups, null, null);
    }

    private static int bestSimple(List<GridCurve> grids, List<RocCurve> curves, double n) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < grids.get(0).x().length; i++) {
            double sum = 0;
            for (int g = 0; g < grids.size(); g++)
                sum += curves.get(g).rows() / n * grids.get(g).y()[i];
            if (!(sum > most)) continue;
            most = sum;
            best = i;
        }
        return best;
    }

    private int bestOdds(List<GridCurve> grids, double positives, double negatives) {
        GridMetric metric = GridMetric.of(objective);
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < grids.get(0).x().length; i++) {
            double x = grids.get(0).x()[i];
            double y = lowest(grids, i);
            double value = metric.of(positives * y, negatives * x, negatives * (1 - x), positives * (1 - y));
            double rounded = Math.rint(value * 1e15) / 1e15; // as fairlearn rounds, so that ties are its ties
            if (!(rounded > most)) continue;
            most = rounded;
            best = i;
        }
        return best;
    }

    private static double lowest(List<GridCurve> grids, int i) {
        double lowest = Double.POSITIVE_INFINITY;
        for (GridCurve grid : grids) lowest = Math.min(lowest, grid.y()[i]);
        return lowest;
    }

    /** Mixed with a constant until the point lies on the lowest curve. */
    private static ScoreRule oddsRule(List<GridCurve> grids, int g, int best) {
        double x = grids.get(g).x()[best];
        double y = grids.get(g).y()[best];
        double ignore = y == x ? 0 : (y - lowest(grids, best)) / (y - x);
        return rule(grids.get(g), best, Math.min(Math.max(ignore, 0), 1), x);
    }

    private static ScoreRule rule(GridCurve grid, int at, double ignore, double constant) {
        double share = Math.min(Math.max(grid.share()[at], 0), 1);
        Operation first = grid.operation(grid.left()[at], share);
        return new ScoreRule(List.of(first, grid.operation(grid.left()[at] + 1, 1 - share)), ignore, constant);
    }
}
