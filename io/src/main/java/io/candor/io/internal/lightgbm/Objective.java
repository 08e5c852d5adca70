package io.candor.io.internal.lightgbm;

import io.candor.core.model.Link;
import java.util.Arrays;

/**
 * What a model was trained for: how scores become predictions.
 *
 * @param factor what scores are multiplied by to be log-odds: LightGBM's {@code sigmoid}
 * @param classes 0 for a number, 2 for one score that tells two classes apart, else one score for each
 */
record Objective(Link link, double factor, int classes) {

    /** @param outputs trees per iteration */
    static Objective of(String text, int outputs) {
        String[] words = text.strip().split(" +");
        String name = words[0];
        if (Arrays.asList(words).contains("sqrt")) throw ModelReading.another("of square roots ('reg_sqrt')");
        Objective objective = switch (name) {
            case "binary" -> new Objective(Link.LOGIT, sigmoid(words), 2);
            case "cross_entropy", "xentropy" -> new Objective(Link.LOGIT, 1, 2);
            case "multiclass", "softmax" -> new Objective(Link.SOFTMAX, 1, outputs);
            case "multiclassova", "multiclass_ova", "ova", "ovr" -> new Objective(Link.LOGIT, sigmoid(words), outputs);
            case "poisson", "gamma", "tweedie" -> new Objective(Link.LOG, 1, 0);
            case "", "regression", "regression_l2", "regression_l1", "huber", "fair", "quantile", "mape" ->
                new Objective(Link.IDENTITY, 1, 0);
            default -> throw ModelReading.another("for the objective '" + ModelReading.brief(name) + "'");
        };
        boolean one = objective.classes == 0 || objective.classes == 2 && !name.startsWith("multi");
        if (one && outputs > 1) throw ModelReading.another("with several outputs");
        if (objective.classes != 0 && objective.classes < 2 || outputs < 1) {
            throw new IllegalArgumentException("it has too few classes");
        }
        return objective;
    }

    private static double sigmoid(String[] words) {
        for (String word : words) {
            if (!word.startsWith("sigmoid:")) continue;
            double value = Double.parseDouble(word.substring("sigmoid:".length()));
            if (value > 0 && value < Double.POSITIVE_INFINITY) return value;
            throw new IllegalArgumentException("'sigmoid' is not positive");
        }
        return 1;
    }
}
