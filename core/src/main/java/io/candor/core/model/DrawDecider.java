package io.candor.core.model;

import io.candor.core.data.Table;
import io.candor.core.json.Json;

/** Positive with the score as its chance: the decider of a model whose scores are chances of a decision, such as a mixture of classifiers. */
public record DrawDecider(RowDraws draws) implements Decider {
    @Override
    public int[] decide(Scores scores, Table rows) {
        double[] u = draws.of(rows);
        int[] decisions = new int[u.length];
        for (int i = 0; i < u.length; i++) decisions[i] = u[i] < scores.get(i, 0) ? 1 : 0;
        return decisions;
    }

    @Override
    public double[] chances(Scores scores, Table rows) {
        double[] chances = new double[scores.rows()];
        for (int i = 0; i < chances.length; i++) chances[i] = scores.get(i, 0);
        return chances;
    }

    @Override
    public Json.Obj toJson() {
        return Json.object().put("kind", "draw").put("draws", draws.toJson()).build();
    }
}
