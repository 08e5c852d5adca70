package io.candor.glassbox.linear;

import io.candor.core.json.Json;
import io.candor.core.model.LinearModel;

/**
 * A trained linear model and how it came about.
 *
 * @param lambda the penalty that was used
 * @param path penalties that were cross-validated, descending, up to where a deadline stopped; empty if none were
 * @param losses cross-validated, one per penalty: mean squared error, or −log-likelihood per row
 * @param errors standard errors of the losses
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record LinearFit(
        LinearModel model,
        LinearSettings settings,
        long seed,
        double lambda,
        double[] path,
        double[] losses,
        double[] errors) {

    /** What is needed to train the same bytes again from the same data. */
    public Json.Obj provenance() {
        Json.Builder json = Json.object()
                .put("algorithm", "linear")
                .put("settings", settings.toJson())
                .put("seed", Long.toString(seed))
                .put("lambda", lambda);
        if (path.length > 0) {
            json.put(
                    "cross_validation",
                    Json.object()
                            .put("steps", path.length)
                            .put("lambdas", Json.numbers(path))
                            .put("losses", Json.numbers(losses))
                            .put("errors", Json.numbers(errors))
                            .build());
        }
        return json.build();
    }
}
