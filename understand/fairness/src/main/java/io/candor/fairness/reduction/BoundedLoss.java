package io.candor.fairness.reduction;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.core.model.Task;
import java.util.List;

/**
 * Bounded group loss (Agarwal et al. 2019, §2): the mean loss of every group stays under a bound. It is no parity: a group may do better than others.
 *
 * @param bound the greatest mean loss allowed, 0 or more
 */
public record BoundedLoss(Loss loss, double bound) implements Constraint {
    /** @throws CandorException {@code CND-F034} for a bound below 0 */
    public BoundedLoss {
        if (!(bound >= 0 && bound <= Double.MAX_VALUE)) {
            throw CandorException.user(
                    "CND-F034", "the loss bound " + bound + " can't be", "a number of 0 or more", "set another");
        }
    }

    @Override
    public String name() {
        return "bounded-group-loss";
    }

    @Override
    public Task task() {
        return Task.REGRESSION;
    }

    @Override
    public Events events(ReductionRows rows) {
        return Events.all(rows);
    }

    @Override
    public Worth worth(ReductionRows rows) {
        return (row, prediction) -> loss.of(rows.label(row), prediction);
    }

    @Override
    public List<Side> sides() {
        return List.of(new Side("", 1, 0, bound));
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
        return Objective.meanLoss(loss);
    }

    @Override
    public Json.Obj toJson() {
        return Json.object()
                .put("criterion", name())
                .put("bound_kind", "maximum")
                .put("maximum", bound)
                .put("parameters", loss.toJson())
                .build();
    }
}
