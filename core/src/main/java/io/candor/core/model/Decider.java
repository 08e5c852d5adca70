package io.candor.core.model;

import io.candor.core.data.Table;
import io.candor.core.json.Json;
import java.util.List;

/** Turns scores into decisions. A value of its own, saved beside a model, never hidden inside one. */
public interface Decider {
    /**
     * @param scores of a binary model, on the probability scale
     * @param rows the scored rows, for deciders that read columns
     * @return per row 1 (positive) or 0; the same for the same row each time it is asked
     */
    int[] decide(Scores scores, Table rows);

    /**
     * The chance of a positive decision of each row, before any draw; the decisions themselves unless it draws. Expected rates are
     * means of these, whatever the draws.
     *
     * @param scores as {@link #decide} takes them
     */
    default double[] chances(Scores scores, Table rows) {
        int[] decisions = decide(scores, rows);
        double[] chances = new double[decisions.length];
        for (int i = 0; i < chances.length; i++) chances[i] = decisions[i];
        return chances;
    }

    /** Columns that it reads beside the score, to decide differently by them; those that only tell rows apart are not among them. */
    default List<String> reads() {
        return List.of();
    }

    /** What is saved and shown: kind and parameters. */
    Json.Obj toJson();
}
