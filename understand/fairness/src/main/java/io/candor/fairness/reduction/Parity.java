package io.candor.fairness.reduction;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import io.candor.fairness.Criterion;
import java.util.List;

/**
 * A mean utility that is alike in every group: with m the mean in the event and m_g that in the group, r m_g − m ≤ ε and r m − m_g ≤ ε (Agarwal et al.
 * 2018, §2, examples 1 and 2, and the ratio form). The bound is of a group against its event's mean, so two groups may be twice as far apart.
 *
 * @param ratio r, above 0 and at most 1; 1 for a bound on differences
 * @param slack ε
 */
public record Parity(String name, EventRule rule, RowUtility utility, double ratio, double slack, Json.Obj described)
        implements Constraint {
    /** What a row is worth under a chance of a positive decision; linear in the chance. */
    @FunctionalInterface
    public interface RowUtility {
        double of(ReductionRows rows, int row, double chance);
    }

    /** @throws CandorException {@code CND-F034} for a bound out of its range */
    public Parity {
        if (!(ratio > 0 && ratio <= 1) || !(slack >= 0 && slack <= Double.MAX_VALUE)) {
            throw CandorException.user(
                    "CND-F034",
                    "a bound with ratio " + ratio + " and difference " + slack + " can't be",
                    "a ratio above 0 and at most 1, a difference of 0 or more",
                    "0.01 is a usual difference, 0.8 a usual ratio");
        }
    }

    /** A criterion of the literature, each group within .01 of its event's mean. */
    public static Parity of(Criterion criterion) {
        return switch (criterion) {
            case DEMOGRAPHIC_PARITY -> cells(criterion.label(), EventRule.ALL, Utilities.SELECTED);
            case EQUALIZED_ODDS -> cells(criterion.label(), EventRule.BY_LABEL, Utilities.SELECTED);
            case TRUE_POSITIVE_RATE -> cells(criterion.label(), EventRule.POSITIVES, Utilities.SELECTED);
            case FALSE_POSITIVE_RATE -> cells(criterion.label(), EventRule.NEGATIVES, Utilities.SELECTED);
            case TRUE_NEGATIVE_RATE -> cells(criterion.label(), EventRule.NEGATIVES, Utilities.REJECTED);
            case FALSE_NEGATIVE_RATE -> cells(criterion.label(), EventRule.POSITIVES, Utilities.REJECTED);
            case ERROR_RATE -> cells(criterion.label(), EventRule.ALL, Utilities.WRONG);
        };
    }

    /** Parity of what the cells of the confusion matrix are worth, within events of one's own. */
    public static Parity cells(String name, EventRule rule, Utilities utilities) {
        return new Parity(
                name,
                rule,
                (rows, i, chance) -> utilities.of(rows.label(i), chance),
                1,
                0.01,
                Json.object().put("utilities", utilities.toJson()).build());
    }

    /**
     * Parity of a utility of one's own.
     *
     * @param described parameters of it, for evidence
     */
    public static Parity utility(String name, EventRule rule, RowUtility utility, Json.Obj described) {
        return new Parity(name, rule, utility, 1, 0.01, described);
    }

    /** The same with a bound on differences from the event's mean. */
    public Parity difference(double bound) {
        return new Parity(name, rule, utility, 1, bound, described);
    }

    /** The same with a bound on ratios: r times one mean is above the other by at most the slack. */
    public Parity ratio(double r, double atMost) {
        return new Parity(name, rule, utility, r, atMost, described);
    }

    @Override
    public Task task() {
        return Task.BINARY;
    }

    @Override
    public Events events(ReductionRows rows) {
        return rule.of(rows);
    }

    @Override
    public Worth worth(ReductionRows rows) {
        return (row, prediction) -> utility.of(rows, row, prediction);
    }

    @Override
    public List<Side> sides() {
        return List.of(new Side("+", ratio, -1, slack), new Side("-", -1, ratio, slack));
    }

    @Override
    public boolean opposite() {
        return ratio == 1;
    }

    @Override
    public boolean absolute() {
        return false;
    }

    @Override
    public Objective objective() {
        return Objective.errorRate();
    }

    @Override
    public Json.Obj toJson() {
        Json.Builder json = Json.object().put("criterion", name);
        json.put("bound_kind", ratio == 1 ? "difference" : "ratio");
        if (ratio < 1) json.put("ratio", ratio);
        return json.put(ratio == 1 ? "difference" : "slack", slack)
                .put("parameters", described)
                .build();
    }
}
