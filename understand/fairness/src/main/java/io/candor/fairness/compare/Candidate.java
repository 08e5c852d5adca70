package io.candor.fairness.compare;

import io.candor.core.evidence.Subject;
import io.candor.core.json.Json;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.Predictions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the models that are compared.
 *
 * @param name for people, unique in a comparison
 * @param model subject of the evidence
 * @param made how it came to be: method, criterion, bound, multipliers, settings, as far as known; shown as it stands
 * @param reads sensitive columns that it reads when it decides; null if that is not known
 * @param assessment result of evidence {@code fairness.assessment}
 * @param predictions of the rows assessed; null if only the assessment is known, which then is in no paired draws
 * @param threshold from which score on it decides positive; null if it decides otherwise
 */
public record Candidate(
        String name,
        Subject model,
        Json.Obj made,
        @Nullable List<String> reads,
        Json.Obj assessment,
        @Nullable Predictions predictions,
        @Nullable Double threshold) {
    public Candidate {
        if (reads != null) reads = List.copyOf(reads);
    }

    /** One whose predictions are at hand. */
    public static Candidate of(
            String name,
            Subject model,
            Json.Obj made,
            @Nullable List<String> reads,
            FairnessAssessment assessment,
            Predictions predictions,
            @Nullable Double threshold) {
        Json.Obj result = assessment.evidence(List.of(model)).result();
        return new Candidate(name, model, made, reads, result, predictions, threshold);
    }

    /** One of which another run left its assessment. */
    public static Candidate assessed(String name, Subject model, Json.Obj made, Json.Obj assessment) {
        return new Candidate(name, model, made, null, assessment, null, null);
    }
}
