package io.candor.glassbox;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import java.util.Arrays;

/** What a glass-box trainer asks of its data before it looks at any column. */
final class TrainingData {
    private TrainingData() {}

    static void check(Table inputs, Target target, RowRoles roles, EbmSettings settings) {
        int rows = target.values().length;
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
        if (target.task() == Task.REGRESSION) checkNumbers(target);
        else checkClasses(target);
        if (roles.weights() != null) checkWeights(roles.weights(), rows);
        checkRoles(roles, rows, settings.outerBags());
    }

    private static void checkRoles(RowRoles roles, int rows, int bags) {
        boolean good = (roles.groups() == null || roles.groups().length == rows)
                && (roles.times() == null || roles.times().length == rows);
        if (roles.initialScores() != null) for (double[] s : roles.initialScores()) good &= s.length == rows;
        if (roles.bags() != null) for (byte[] b : roles.bags()) good &= b.length == rows;
        if (!good) throw new IllegalArgumentException("one value for each of " + rows + " rows");
        if (roles.bags() != null && roles.bags().length != bags) {
            throw new IllegalArgumentException(roles.bags().length + " bags given, outer_bags is " + bags);
        }
        if (roles.times() != null && Arrays.stream(roles.times()).anyMatch(Double::isNaN)) {
            throw CandorException.user(
                    "CND-G017",
                    "a row has no time",
                    "bags that validate on the latest rows need the time of every row",
                    "drop those rows, or name another time column");
        }
    }

    private static void checkClasses(Target target) {
        boolean[] occurs = new boolean[target.classes().size()];
        for (double y : target.values()) {
            if (!(y >= 0 && y < occurs.length && y == (int) y)) throw new IllegalArgumentException("not a class");
            occurs[(int) y] = true;
        }
        int classes = 0;
        for (boolean o : occurs) if (o) classes++;
        if (classes > 1) return;
        throw CandorException.user(
                "CND-G005",
                "every row has the same class of '" + target.name() + "'",
                "rows of at least two classes",
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
