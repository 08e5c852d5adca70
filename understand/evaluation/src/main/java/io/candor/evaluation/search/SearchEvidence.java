package io.candor.evaluation.search;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import java.util.List;

/** Evidence {@code evaluation.search} v1. */
public final class SearchEvidence {
    private SearchEvidence() {}

    /**
     * @param subjects the data
     * @param parameters budget, folds, seed, threshold
     * @param leaderboard as {@link Leaderboard#toJson} gives it
     */
    public static Evidence of(List<Subject> subjects, Json.Obj parameters, Json.Obj leaderboard) {
        return new Evidence(
                "evaluation.search",
                1,
                subjects,
                new Evidence.Method(
                        "cross-validated search for a model",
                        1,
                        "Stone 1974; the rule of one standard error: Breiman et al. 1984"),
                parameters,
                leaderboard,
                List.of(
                        "The chosen trial's figures are of the best of several, so they flatter it: measure it on rows that"
                                + " took no part.",
                        "Standard errors over folds take folds as independent, which they are not: they are too small.",
                        "Another seed may choose another model among those that are as good."),
                Disclosure.aggregate(1));
    }
}
