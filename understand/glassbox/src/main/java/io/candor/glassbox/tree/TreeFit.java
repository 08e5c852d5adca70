package io.candor.glassbox.tree;

import io.candor.core.json.Json;
import io.candor.core.model.TreeEnsemble;

/**
 * A trained tree and how it came about.
 *
 * @param model one tree
 * @param splits of the tree before pruning
 * @param stopped whether a deadline ended its growth; then it was not pruned by cross-validation
 * @param complexity at which it was pruned
 * @param complexities that were cross-validated, ascending; empty if none were
 * @param leaves of the tree at each of them
 * @param losses cross-validated squared error at each of them
 * @param errors standard errors of the losses
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record TreeFit(
        TreeEnsemble model,
        TreeSettings settings,
        long seed,
        int splits,
        boolean stopped,
        double complexity,
        double[] complexities,
        int[] leaves,
        double[] losses,
        double[] errors) {

    /** What is needed to train the same bytes again from the same data. */
    public Json.Obj provenance() {
        Json.Builder json = Json.object()
                .put("algorithm", "tree")
                .put("settings", settings.toJson())
                .put("seed", Long.toString(seed))
                .put("splits", splits)
                .put("stopped", stopped)
                .put("complexity", complexity);
        if (complexities.length > 0) {
            double[] counts = new double[leaves.length];
            for (int i = 0; i < counts.length; i++) counts[i] = leaves[i];
            json.put(
                    "cross_validation",
                    Json.object()
                            .put("complexities", Json.numbers(complexities))
                            .put("leaves", Json.numbers(counts))
                            .put("losses", Json.numbers(losses))
                            .put("errors", Json.numbers(errors))
                            .build());
        }
        return json.build();
    }
}
