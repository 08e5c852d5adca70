package io.candor.fairness.reduction;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import java.util.List;

/**
 * "Levelling up": every group's mean utility reaches a floor, whatever that of the others is. With utilities of 0 and 1 a rate: recall of at least .7 in
 * every group, say.
 *
 * @param floor the least mean allowed
 */
public record RateFloor(String name, EventRule rule, Utilities utilities, double floor) implements Constraint {
    /** @throws CandorException {@code CND-F034} for a floor that is no number */
    public RateFloor {
        if (!Double.isFinite(floor)) {
            throw CandorException.user(
                    "CND-F034",
                    "the least rate " + floor + " can't be",
                    "a number, of a rate from 0 to 1",
                    "set another");
        }
    }

    public static RateFloor truePositiveRate(double floor) {
        return new RateFloor("true-positive-rate", EventRule.POSITIVES, Utilities.SELECTED, floor);
    }

    public static RateFloor trueNegativeRate(double floor) {
        return new RateFloor("true-negative-rate", EventRule.NEGATIVES, Utilities.REJECTED, floor);
    }

    public static RateFloor selectionRate(double floor) {
        return new RateFloor("selection-rate", EventRule.ALL, Utilities.SELECTED, floor);
    }

    public static RateFloor accuracy(double floor) {
        return new RateFloor("accuracy", EventRule.ALL, Utilities.RIGHT, floor);
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
        return (row, prediction) -> utilities.of(rows.label(row), prediction);
    }

    @Override
    public List<Side> sides() {
        return List.of(new Side("", -1, 0, 0 - floor));
    }

    @Override
    public boolean opposite() {
        return false;
    }

    @Override
    public boolean absolute() {
        return true;
    }

    @Override
    public Objective objective() {
        return Objective.errorRate();
    }

    @Override
    public Json.Obj toJson() {
        return Json.object()
                .put("criterion", name)
                .put("bound_kind", "minimum")
                .put("minimum", floor)
                .put(
                        "parameters",
                        Json.object().put("utilities", utilities.toJson()).build())
                .build();
    }
}
