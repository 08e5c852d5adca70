package io.candor.explain;

import io.candor.core.evidence.Disclosure;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.core.model.AdditiveModel;
import java.util.List;

/**
 * The edits of a model with the tables that they changed, as evidence {@code explain.edits} v1. The tables are those that were
 * kept when the edits were made ({@link EditedTerms}): what was before can't be told from the model.
 */
public final class EditHistory {
    private EditHistory() {}

    /**
     * @param edits oldest first; each with a member {@code changed}, as {@link EditedTerms#of} gives it
     * @param initial digest of the model before the first edit
     */
    public static Evidence of(AdditiveModel model, List<Json> edits, String initial, List<Subject> subjects) {
        ModelOutputs outputs = ModelOutputs.of(model);
        return new Evidence(
                "explain.edits",
                1,
                subjects,
                new Evidence.Method("edits of an additive model", 1, "tables kept when each edit was made"),
                Json.object().build(),
                Json.object()
                        .put("output", outputs.scale())
                        .put("outputs", Json.texts(outputs.names()))
                        .put("initial", initial)
                        .put("edits", Json.array(edits))
                        .build(),
                List.of(
                        "Says what was changed by hand, not whether the change is right: measurements of the model as it was"
                                + " do not hold for the edited one.",
                        "Tables are as they were before and after each edit; later edits may have changed them again."),
                Disclosure.aggregate(1));
    }
}
