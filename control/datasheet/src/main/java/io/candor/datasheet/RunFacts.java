package io.candor.datasheet;

import io.candor.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the run knows of its model.
 *
 * @param model the model's name
 * @param algorithm in words, for example {@code explainable boosting machine}
 * @param task {@code binary}, {@code multiclass} or {@code regression}
 * @param target the predicted column
 * @param settings hyper-parameters as the trainer had them; empty if the model was not trained here
 * @param seed null if nothing was drawn
 * @param inputs names of the columns that it reads
 * @param datasets the data, by role
 */
public record RunFacts(
        String model,
        String algorithm,
        String task,
        String target,
        Json.Obj settings,
        @Nullable Long seed,
        List<String> inputs,
        List<Dataset> datasets) {
    public RunFacts {
        inputs = List.copyOf(inputs);
        datasets = List.copyOf(datasets);
    }

    /**
     * @param role {@code train} or {@code test}
     * @param sha256 table digest, lower-case hexadecimal
     */
    public record Dataset(String role, String name, String sha256, long rows) {}
}
