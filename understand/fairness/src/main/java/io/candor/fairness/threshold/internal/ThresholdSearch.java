package io.candor.fairness.threshold.internal;

import io.candor.core.model.GroupDecider;
import io.candor.core.model.ScoreRule;
import io.candor.core.model.ScoreRule.Operation;
import io.candor.evaluation.ConfusionFormula;
import io.candor.fairness.threshold.Parity;
import io.candor.fairness.threshold.ScoredRows;
import io.candor.fairness.threshold.ThresholdFit;
import io.candor.fairness.threshold.ThresholdFit.OperatingPoint;
import io.candor.fairness.threshold.ThresholdPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From curves and a plan to a fit. */
public final class ThresholdSearch {
    private final List<ScoredRows.Group> groups;
    private final List<RocCurve> curves;
    private final Supplier<RocCurve> pooled;
    private final long leftOut;
    private final List<String> names;
    private final double[] positives;
    private final double[] negatives;

    /**
     * @param curves one per group
     * @param pooled the curve of all rows
     * @param leftOut rows of no group
     */
    public ThresholdSearch(
            List<ScoredRows.Group> groups, List<RocCurve> curves, Supplier<RocCurve> pooled, long leftOut) {
        this.groups = groups;
        this.curves = curves;
        this.pooled = pooled;
        this.leftOut = leftOut;
        this.names = groups.stream().map(ScoredRows.Group::name).toList();
        this.positives = curves.stream().mapToDouble(RocCurve::positives).toArray();
        this.negatives = curves.stream().mapToDouble(RocCurve::negatives).toArray();
    }

    public ThresholdFit fit(ThresholdPlan plan) {
        if (plan.flip() && !plan.mixtures()) throw Refusals.notWithoutChance("flips");
        Limits limits = Limits.of(plan, names, positives, negatives);
        Oracle oracle = plan.mixtures()
                ? new MixtureProgram(
                        curves.stream().map(c -> RocHull.of(c, plan.flip())).toList(), limits)
                : new PureSearch(curves, limits);
        FormulaSearch.Found found =
                new FormulaSearch(plan.objective(), Limits.sum(positives), Limits.sum(negatives), oracle).best();
        boolean peak = plan.objective()
                .fraction(Limits.sum(positives), Limits.sum(negatives))
                .isEmpty();
        ThresholdFit.Proof proof = peak
                ? ThresholdFit.Proof.PEAK
                : found.sure() ? ThresholdFit.Proof.OPTIMAL : ThresholdFit.Proof.BEST_TRIED;
        return made(plan, found.choice(), found.value(), proof);
    }

    private ThresholdFit made(ThresholdPlan plan, Choice choice, double value, ThresholdFit.Proof proof) {
        List<OperatingPoint> points = new ArrayList<>();
        List<GroupDecider.Group> ruled = new ArrayList<>();
        long rows = 0;
        for (int g = 0; g < groups.size(); g++) {
            List<Operation> operations = new ArrayList<>(choice.operations().get(g));
            operations.sort(Comparator.comparingDouble(Operation::threshold).reversed());
            ScoreRule rule = new ScoreRule(operations, 0, 0);
            points.add(point(g, rule, choice.tp()[g], choice.fp()[g]));
            ruled.add(new GroupDecider.Group(names.get(g), groups.get(g).conditions(), rule));
            rows += curves.get(g).rows();
        }
        GroupDecider decider = new GroupDecider(ruled, otherwise(plan, ruled), plan.draws());
        return new ThresholdFit(plan, points, value, gaps(plan, choice), proof, decider, rows, leftOut);
    }

    private OperatingPoint point(int g, ScoreRule rule, double tp, double fp) {
        return new OperatingPoint(
                names.get(g),
                curves.get(g).rows(),
                positives[g],
                negatives[g],
                rule,
                (tp + fp) / (positives[g] + negatives[g]),
                tp / positives[g],
                fp / negatives[g]);
    }

    private Map<String, Double> gaps(ThresholdPlan plan, Choice choice) {
        Map<String, Double> gaps = new LinkedHashMap<>();
        for (Parity parity : plan.parities()) {
            for (GroupRate rate : GroupRate.of(parity.criterion())) {
                double least = Double.POSITIVE_INFINITY;
                double most = Double.NEGATIVE_INFINITY;
                for (int g = 0; g < groups.size(); g++) {
                    double of =
                            rate.form(names.get(g), positives[g], negatives[g]).value(choice.tp()[g], choice.fp()[g]);
                    least = Math.min(least, of);
                    most = Math.max(most, of);
                }
                gaps.put(rate.label(), most - least);
            }
        }
        return gaps;
    }

    private GroupDecider.@Nullable Otherwise otherwise(ThresholdPlan plan, List<GroupDecider.Group> ruled) {
        if (plan.otherwise().equals(ThresholdPlan.REFUSE)) return null;
        if (plan.otherwise().equals(ThresholdPlan.OVERALL)) {
            return new GroupDecider.Otherwise(ThresholdPlan.OVERALL, single(plan.objective()));
        }
        int at = names.indexOf(plan.otherwise());
        if (at < 0) throw Refusals.noGroup(plan.otherwise(), names);
        return new GroupDecider.Otherwise(plan.otherwise(), ruled.get(at).rule());
    }

    /** The best threshold for all rows, whatever the parities; of equals the highest. */
    private ScoreRule single(ConfusionFormula formula) {
        RocCurve curve = pooled.get();
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < curve.points(); p++) {
            double tp = curve.tp()[p];
            double fp = curve.fp()[p];
            double value = formula.value(tp, fp, curve.negatives() - fp, curve.positives() - tp);
            if (!(value > most)) continue;
            most = value;
            best = p;
        }
        return ScoreRule.above(curve.threshold()[best]);
    }
}
