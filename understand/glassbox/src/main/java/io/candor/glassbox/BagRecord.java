package io.candor.glassbox;

import io.candor.core.json.Json;
import java.util.Locale;

/**
 * How the training of one outer bag went.
 *
 * @param bag index from 0
 * @param trainingRows rows it learnt from
 * @param validationRows rows it held out to know when to stop
 * @param mains the main effects
 * @param interactions what came after them; {@link Stop#NOTHING_TO_LEARN} if nothing did
 */
public record BagRecord(int bag, int trainingRows, int validationRows, Stage mains, Stage interactions) {
    /**
     * The boosting of some terms.
     *
     * @param steps updates it applied; with {@link EbmTrainer#replaying} this number gives the same bytes without a clock
     * @param bestStep the step whose scores were kept (the last one if there were no validation rows)
     * @param bestMetric mean loss on the validation rows at that step: log loss, mean squared error, mean deviance, …; NaN if
     *     there were none
     * @param stoppedBy why it ended
     */
    public record Stage(long steps, long bestStep, double bestMetric, Stop stoppedBy) {
        /** Nothing was boosted. */
        public static final Stage NONE = new Stage(0, 0, Double.NaN, Stop.NOTHING_TO_LEARN);

        Json.Obj toJson(int validationRows) {
            return Json.object()
                    .put("steps", steps)
                    .put("bestStep", bestStep)
                    .put(
                            "bestMetric",
                            Double.isNaN(bestMetric) || Double.isInfinite(bestMetric)
                                    ? Json.undefined("no validation rows or no steps", validationRows)
                                    : Json.of(bestMetric))
                    .put("stoppedBy", stoppedBy.label())
                    .build();
        }
    }

    /** Why a stage ended. */
    public enum Stop {
        /** No more progress on the validation rows. */
        EARLY_STOPPING,
        /** {@code max_rounds}, or the cap for data that leaves no validation rows. */
        MAX_ROUNDS,
        /** The deadline passed. */
        DEADLINE,
        /** The observer said so. */
        CALLBACK,
        /** A replay came to the recorded step. */
        REPLAY,
        /** No term has two bins, so there is nothing to learn. */
        NOTHING_TO_LEARN;

        /** The stored name: lower case with hyphens. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Steps of both stages, for a replay. */
    public Steps steps() {
        return new Steps(mains.steps(), interactions.steps());
    }

    /** How many steps each stage of a bag made. */
    public record Steps(long mains, long interactions) {}

    /** The stored form; a metric is undefined where there were no validation rows. */
    public Json.Obj toJson() {
        return Json.object()
                .put("bag", bag)
                .put("trainingRows", trainingRows)
                .put("validationRows", validationRows)
                .put("mains", mains.toJson(validationRows))
                .put("interactions", interactions.toJson(validationRows))
                .build();
    }
}
