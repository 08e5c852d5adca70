package io.candor.fairness.reduction;

import io.candor.core.json.Json;
import io.candor.core.model.Task;
import java.util.List;

/**
 * What is asked of a model between groups, as bounds on means: of a row's worth under its prediction, over the rows of a cell (an event within a
 * group) and over those of the whole event. Optimisers know nothing else of it, so a new definition is one small class. Immutable.
 */
public interface Constraint {
    /** What a prediction of a row is worth. Linear in a decision from 0 to 1; a loss for a number. */
    @FunctionalInterface
    interface Worth {
        double of(int row, double prediction);
    }

    /**
     * One bound for every cell: cell × (mean of the cell) + event × (mean of its event) ≤ bound.
     *
     * @param name before the cell's in labels, such as {@code +}; may be empty
     */
    record Side(String name, double cell, double event, double bound) {}

    /** As in evidence: {@code equalized-odds}. */
    String name();

    /** {@link Task#BINARY} for decisions, {@link Task#REGRESSION} for numbers. */
    Task task();

    Events events(ReductionRows rows);

    Worth worth(ReductionRows rows);

    /** One or two; two that are each other's opposite are said to be {@link #opposite}. */
    List<Side> sides();

    /** Whether multipliers of the first side and of the second cancel each other. */
    boolean opposite();

    /** Whether it says something of one group by itself, so that one group is enough. */
    boolean absolute();

    /** The objective that goes with it if no other is asked for. */
    Objective objective();

    /** Name and parameters, as in evidence. */
    Json.Obj toJson();
}
