package io.candor.fairness.reduction.internal;

import io.candor.core.data.Table;
import io.candor.core.model.Model;
import io.candor.core.model.Scores;
import io.candor.core.model.Task;

/** What a model says of rows: decisions of 0 or 1, or numbers. */
final class Decisions {
    private Decisions() {}

    /** The score from which on a row is decided positive: one half, on the model's scale. */
    static double cut(Model model) {
        return model.scale() == Scores.Scale.LOG_ODDS ? 0 : 0.5;
    }

    static double[] of(Model model, Table rows) {
        double[] scores = model.score(rows).values();
        double[] said = new double[rows.rows()];
        boolean logarithm = model.scale() == Scores.Scale.LOG_VALUE;
        double cut = cut(model);
        for (int i = 0; i < said.length; i++) {
            if (model.task() == Task.BINARY) said[i] = scores[i] >= cut ? 1 : 0;
            else said[i] = logarithm ? StrictMath.exp(scores[i]) : scores[i];
        }
        return said;
    }
}
