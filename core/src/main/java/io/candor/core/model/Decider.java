package io.candor.core.model;

import io.candor.core.data.Table;
import io.candor.core.json.Json;

/** Turns scores into decisions. A value of its own, saved beside a model, never hidden inside one. */
public interface Decider {
    /**
     * @param scores of a binary model, on the probability scale
     * @param rows the scored rows, for deciders that read columns
     * @return per row 1 (positive) or 0
     */
    int[] decide(Scores scores, Table rows);

    /** What is saved and shown: kind and parameters. */
    Json.Obj toJson();
}
