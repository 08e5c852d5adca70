package io.candor.glassbox;

import io.candor.core.json.Json;
import java.util.Locale;

/**
 * How the training of one outer bag went.
 *
 * @param bag index from 0
 * @param trainingRows rows it learnt from
 * @param validationRows rows it held out to know when to stop
 * @param steps updates it applied; with {@link EbmTrainer#replaying} this number gives the same bytes without a clock
 * @param bestStep the step whose scores were kept (the last one if there were no validation rows)
 * @param bestMetric mean log loss or mean squared error on the validation rows at that step; NaN if there were none
 * @param stoppedBy why it ended
 */
public record BagRecord(
        int bag, int trainingRows, int validationRows, long steps, long bestStep, double bestMetric, Stop stoppedBy) {
    /** Why a bag ended. */
    public enum Stop {
        /** No more progress on the validation rows. */
        EARLY_STOPPING,
        /** {@code max_rounds}, or the cap for data that leaves no validation rows. */
        MAX_ROUNDS,
        /** The deadline passed. */
        DEADLINE,
        /** A replay came to the recorded step. */
        REPLAY,
        /** No input has two bins, so there is nothing to learn. */
        NOTHING_TO_LEARN;

        /** The stored name: lower case with hyphens. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The stored form; {@code bestMetric} is undefined where there were no validation rows. */
    public Json.Obj toJson() {
        return Json.object()
                .put("bag", bag)
                .put("trainingRows", trainingRows)
                .put("validationRows", validationRows)
                .put("steps", steps)
                .put("bestStep", bestStep)
                .put(
                        "bestMetric",
                        Double.isNaN(bestMetric) || Double.isInfinite(bestMetric)
                                ? Json.undefined("no validation rows", validationRows)
                                : Json.of(bestMetric))
                .put("stoppedBy", stoppedBy.label())
                .build();
    }
}
