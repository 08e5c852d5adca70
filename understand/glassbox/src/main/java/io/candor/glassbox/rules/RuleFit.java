package io.candor.glassbox.rules;

import io.candor.core.json.Json;
import io.candor.core.model.RuleList;

/**
 * A trained rule list and how it came about.
 *
 * @param grown rules that were found, before the length was chosen
 * @param stopped whether a deadline ended the search; then all rules that were found are kept
 * @param losses cross-validated squared error by number of rules, from 0; empty if there was none
 * @param errors standard errors of the losses
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record RuleFit(
        RuleList model,
        RuleSettings settings,
        long seed,
        int grown,
        boolean stopped,
        double[] losses,
        double[] errors) {

    /** What is needed to train the same bytes again from the same data. */
    public Json.Obj provenance() {
        Json.Builder json = Json.object()
                .put("algorithm", "rules")
                .put("settings", settings.toJson())
                .put("seed", Long.toString(seed))
                .put("grown", grown)
                .put("stopped", stopped);
        if (losses.length > 0) {
            json.put(
                    "cross_validation",
                    Json.object()
                            .put("losses", Json.numbers(losses))
                            .put("errors", Json.numbers(errors))
                            .build());
        }
        return json.build();
    }
}
