package io.candor.fairness.reduction;

import io.candor.core.CandorException;
import io.candor.core.json.Json;

/**
 * Settings of {@link GridSearch}.
 *
 * @param size how many points
 * @param limit what the coordinates of a point add up to at most
 * @param constraintWeight from 0 to 1: what the greatest γ counts against the objective when one is chosen
 * @param evenly whether points are spread over the grid; else its first ones are taken, as the reference implementation does
 */
public record GridSettings(int size, double limit, double constraintWeight, boolean evenly) {
    public static final GridSettings DEFAULT = new GridSettings(10, 2, 0.5, true);

    /** @throws CandorException {@code CND-F038} for a setting out of its range */
    public GridSettings {
        GradientSettings.check("grid size", size, size >= 1);
        GradientSettings.check("grid limit", limit, limit > 0 && limit <= Double.MAX_VALUE);
        GradientSettings.check("constraint weight", constraintWeight, constraintWeight >= 0 && constraintWeight <= 1);
    }

    public GridSettings size(int value) {
        return new GridSettings(value, limit, constraintWeight, evenly);
    }

    public GridSettings limit(double value) {
        return new GridSettings(size, value, constraintWeight, evenly);
    }

    public GridSettings constraintWeight(double value) {
        return new GridSettings(size, limit, value, evenly);
    }

    public GridSettings asReference() {
        return new GridSettings(size, limit, constraintWeight, false);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("size", size)
                .put("limit", limit)
                .put("constraint_weight", constraintWeight)
                .put("evenly", evenly)
                .build();
    }
}
