package io.candor.explain;

import io.candor.core.CandorException;
import io.candor.core.model.AdditiveModel;
import io.candor.core.model.Scores;
import java.util.List;

/**
 * The one output of an additive model that is explained.
 *
 * @param scale on which terms add up: {@code log-odds} or {@code value}
 * @param name the positive class, or the label
 */
record ModelOutput(String scale, String name) {
    /** @throws CandorException {@code CND-E001} for a model with several outputs */
    static ModelOutput of(AdditiveModel model) {
        if (model.outputs() != 1) {
            throw CandorException.user(
                    "CND-E001",
                    "the model has " + model.outputs() + " outputs",
                    "additive explanations are for two classes or a number",
                    "explain a model of one class against the rest");
        }
        List<String> classes = model.classes();
        return new ModelOutput(
                model.additiveScale() == Scores.Scale.LOG_ODDS ? "log-odds" : "value",
                classes.size() == 2 ? classes.get(1) : model.target());
    }
}
