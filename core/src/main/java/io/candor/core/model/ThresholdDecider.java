package io.candor.core.model;

import io.candor.core.data.Table;
import io.candor.core.json.Json;

/** Positive when the score is at least the threshold. */
public record ThresholdDecider(double threshold) implements Decider {
    public ThresholdDecider {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw io.candor.core.CandorException.user(
                    "CND-M003",
                    "the threshold " + threshold + " is not a probability",
                    "a number from 0 to 1",
                    "set another threshold");
        }
    }

    @Override
    public int[] decide(Scores scores, Table rows) {
        int[] decisions = new int[scores.rows()];
        for (int i = 0; i < decisions.length; i++) decisions[i] = scores.get(i, 0) >= threshold ? 1 : 0;
        return decisions;
    }

    @Override
    public Json.Obj toJson() {
        return Json.object()
                .put("kind", "threshold")
                .put("threshold", threshold)
                .build();
    }
}
