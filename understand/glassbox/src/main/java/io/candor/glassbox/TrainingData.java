package io.candor.glassbox;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import org.jspecify.annotations.Nullable;

/** What a glass-box trainer asks of its data before it looks at any column. */
final class TrainingData {
    private TrainingData() {}

    static void check(Table inputs, Target target, double @Nullable [] weights) {
        int rows = target.values().length;
        if (target.task() == Task.MULTICLASS) {
            throw CandorException.user(
                    "CND-G008",
                    "the label '" + target.name() + "' has " + target.classes().size() + " classes",
                    "an EBM here learns two classes or a number",
                    "make two classes of them");
        }
        if (inputs.columns().isEmpty()) {
            throw CandorException.user(
                    "CND-G012", "there are no input columns", "at least one to learn from", "name other inputs");
        }
        if (rows == 0) {
            throw CandorException.user(
                    "CND-G004", "there are no rows to learn from", "at least one with a label", "check the data");
        }
        if (inputs.rows() != rows) {
            throw new IllegalArgumentException(inputs.rows() + " rows of inputs, " + rows + " labels");
        }
        if (target.task() == Task.BINARY) checkClasses(target);
        else checkNumbers(target);
        if (weights != null) checkWeights(weights, rows);
    }

    private static void checkClasses(Target target) {
        boolean negative = false;
        boolean positive = false;
        for (double y : target.values()) {
            if (y != 0 && y != 1) throw new IllegalArgumentException("a binary target is 0 or 1");
            if (y == 0) negative = true;
            else positive = true;
        }
        if (negative && positive) return;
        throw CandorException.user(
                "CND-G005",
                "every row has the same class of '" + target.name() + "'",
                "rows of both classes",
                "check the label, or the filter that chose these rows");
    }

    private static void checkNumbers(Target target) {
        for (double y : target.values()) {
            if (!Double.isInfinite(y)) continue;
            throw CandorException.user(
                    "CND-G011",
                    "the label '" + target.name() + "' has an infinite value",
                    "finite numbers",
                    "drop those rows");
        }
    }

    private static void checkWeights(double[] weights, int rows) {
        if (weights.length != rows) {
            throw new IllegalArgumentException(weights.length + " weights for " + rows + " rows");
        }
        for (int i = 0; i < rows; i++) {
            if (weights[i] >= Float.MIN_NORMAL && weights[i] <= Float.MAX_VALUE) continue;
            throw CandorException.user(
                    "CND-G007",
                    "row " + i + " has a weight that is not a positive, finite number of ordinary size",
                    "weights from 1.2e-38 to 3.4e38",
                    "drop rows without weight before training");
        }
    }
}
