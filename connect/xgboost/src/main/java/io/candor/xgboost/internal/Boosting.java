package io.candor.xgboost.internal;

import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/**
 * One run of the native learner, round by round.
 *
 * @param model as XGBoost saves it, UBJSON
 * @param rounds that were made
 * @param best rounds up to the least held-out loss; all if none was looked at
 * @param loss the least held-out loss; NaN if none was looked at
 * @param stopped whether a deadline ended it
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record Boosting(byte[] model, int rounds, int best, double loss, boolean stopped) {

    /**
     * @param validation held-out rows whose loss ends the learning; null for none
     * @param patience rounds without a lower loss
     * @param stage for the progress
     */
    public static Boosting run(
            Map<String, Object> parameters,
            DMatrix train,
            @Nullable DMatrix validation,
            int rounds,
            int patience,
            String stage,
            Progress progress,
            Deadline deadline)
            throws XGBoostError {
        Booster booster = XGBoost.train(train, parameters, 0, Map.of(), null, null);
        try {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            int round = 0;
            boolean stopped = false;
            while (round < rounds && !(stopped = round > 0 && deadline.passed())) {
                booster.update(train, round);
                round++;
                if (validation == null) {
                    progress.report(stage, (double) round / rounds, "round " + round);
                    continue;
                }
                float[] loss = new float[1];
                booster.evalSet(new DMatrix[] {validation}, new String[] {"held out"}, round - 1, loss);
                if (loss[0] < least) {
                    least = loss[0];
                    best = round;
                }
                progress.report(stage, (double) round / rounds, "round " + round + ", held-out loss " + loss[0]);
                if (round - best >= patience) break;
            }
            boolean looked = validation != null && best > 0;
            return new Boosting(
                    booster.toByteArray("ubj"), round, looked ? best : round, looked ? least : Double.NaN, stopped);
        } finally {
            booster.dispose();
        }
    }
}
