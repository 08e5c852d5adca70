package io.candor.fairness.reduction;

import io.candor.core.CandorException;
import io.candor.core.json.Json;
import io.candor.core.model.Task;

/** What is minimised under the constraints: the mean cost of a prediction. */
public sealed interface Objective {
    Task task();

    double cost(double label, double prediction);

    Json.Obj toJson();

    /** Mistakes, whatever their kind. */
    static Objective errorRate() {
        return new ErrorRate(1, 1);
    }

    /** @throws CandorException {@code CND-F034} for costs below 0, or both 0 */
    static Objective errorRate(double falsePositive, double falseNegative) {
        return new ErrorRate(falsePositive, falseNegative);
    }

    static Objective meanLoss(Loss loss) {
        return new MeanLoss(loss);
    }

    /** Mean cost of mistakes of decisions. */
    record ErrorRate(double falsePositive, double falseNegative) implements Objective {
        public ErrorRate {
            double sum = falsePositive + falseNegative;
            if (!(falsePositive >= 0 && falseNegative >= 0 && sum > 0 && sum <= Double.MAX_VALUE)) {
                throw CandorException.user(
                        "CND-F034",
                        "costs of " + falsePositive + " and " + falseNegative + " can't be",
                        "finite costs of 0 or more, one of them above",
                        "1 and 1 count mistakes");
            }
        }

        @Override
        public Task task() {
            return Task.BINARY;
        }

        @Override
        public double cost(double label, double prediction) {
            return label == 1 ? falseNegative * (1 - prediction) : falsePositive * prediction;
        }

        @Override
        public Json.Obj toJson() {
            return Json.object()
                    .put("name", "error-rate")
                    .put("false_positive", falsePositive)
                    .put("false_negative", falseNegative)
                    .build();
        }
    }

    /** Mean loss of predicted numbers. */
    record MeanLoss(Loss loss) implements Objective {
        @Override
        public Task task() {
            return Task.REGRESSION;
        }

        @Override
        public double cost(double label, double prediction) {
            return loss.of(label, prediction);
        }

        @Override
        public Json.Obj toJson() {
            return Json.object()
                    .put("name", "mean-loss")
                    .put("loss", loss.toJson())
                    .build();
        }
    }
}
