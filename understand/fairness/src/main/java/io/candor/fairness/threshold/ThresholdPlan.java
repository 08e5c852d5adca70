package io.candor.fairness.threshold;

import io.candor.core.model.RowDraws;
import io.candor.evaluation.ConfusionFormula;
import io.candor.fairness.Criterion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What thresholds shall achieve.
 *
 * @param parities what shall be alike; may be empty
 * @param bounds that hold beside
 * @param objective what is made as large as these allow, of all rows together
 * @param flip whether a group may be decided by "score &lt; t" as well, for scores that mislead in it
 * @param mixtures whether decisions may be drawn by chance; without, each group has one threshold
 * @param otherwise what is done with a row of no group: {@link #REFUSE}, {@link #OVERALL}, or the name of a group whose rule decides
 * @param draws needed before decisions are drawn, not to fit
 */
public record ThresholdPlan(
        List<Parity> parities,
        List<CellBound> bounds,
        ConfusionFormula objective,
        boolean flip,
        boolean mixtures,
        String otherwise,
        @Nullable RowDraws draws) {
    public static final String REFUSE = "refuse";
    /** By the best threshold that is the same for all rows. */
    public static final String OVERALL = "overall";

    public ThresholdPlan {
        parities = List.copyOf(parities);
        bounds = List.copyOf(bounds);
    }

    /** Accuracy under one parity, by mixtures of thresholds, refusing rows of no group. */
    public static ThresholdPlan of(Criterion criterion, double tolerance) {
        return new ThresholdPlan(
                List.of(new Parity(criterion, tolerance)),
                List.of(),
                ConfusionFormula.of("accuracy"),
                false,
                true,
                REFUSE,
                null);
    }

    /** Any formula of the confusion cells: {@code f1}, {@code (tp + tn) / n}, {@code tp - 5 * fp}. */
    public ThresholdPlan withObjective(String formula) {
        return withObjective(ConfusionFormula.of(formula));
    }

    public ThresholdPlan withObjective(ConfusionFormula formula) {
        return new ThresholdPlan(parities, bounds, formula, flip, mixtures, otherwise, draws);
    }

    public ThresholdPlan with(Parity parity) {
        List<Parity> more = new ArrayList<>(parities);
        more.add(parity);
        return new ThresholdPlan(more, bounds, objective, flip, mixtures, otherwise, draws);
    }

    public ThresholdPlan with(CellBound bound) {
        List<CellBound> more = new ArrayList<>(bounds);
        more.add(bound);
        return new ThresholdPlan(parities, more, objective, flip, mixtures, otherwise, draws);
    }

    public ThresholdPlan flipping() {
        return new ThresholdPlan(parities, bounds, objective, true, mixtures, otherwise, draws);
    }

    public ThresholdPlan withoutChance() {
        return new ThresholdPlan(parities, bounds, objective, flip, false, otherwise, draws);
    }

    public ThresholdPlan withOtherwise(String policy) {
        return new ThresholdPlan(parities, bounds, objective, flip, mixtures, policy, draws);
    }

    public ThresholdPlan withDraws(RowDraws key) {
        return new ThresholdPlan(parities, bounds, objective, flip, mixtures, otherwise, key);
    }

    /** The same with this tolerance for every parity. */
    public ThresholdPlan withTolerance(double tolerance) {
        List<Parity> others = new ArrayList<>();
        for (Parity parity : parities) others.add(new Parity(parity.criterion(), tolerance));
        return new ThresholdPlan(others, bounds, objective, flip, mixtures, otherwise, draws);
    }
}
