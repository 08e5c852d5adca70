package io.candor.glassbox.internal.rows;

import io.candor.core.CandorException;
import io.candor.core.data.Column;
import io.candor.core.data.Table;
import io.candor.core.model.Model;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inputs, label and weights of a training, checked: columns of numbers and levels, a label that can be learnt, positive
 * weights whose mean is 1 (all ones if none are given).
 *
 * @param inputs one per column of the data
 * @param weights one per row, in the data's order
 * @param weighted whether weights were given
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record TrainingRows(List<InputColumn> inputs, Target target, double[] weights, boolean weighted) {
    public TrainingRows {
        inputs = List.copyOf(inputs);
    }

    /**
     * @throws CandorException {@code CND-G003} text or instant input, {@code CND-G004} no rows, {@code CND-G005} one class,
     *     {@code CND-G006} infinite input, {@code CND-G007} bad weight, {@code CND-G011} infinite label, {@code CND-G012} no
     *     input
     */
    public static TrainingRows of(Table inputs, Target target, double @Nullable [] weights) {
        check(inputs, target, weights);
        List<InputColumn> columns = new ArrayList<>();
        for (Column column : inputs.columns()) columns.add(InputColumn.of(column));
        return new TrainingRows(columns, target, normalised(weights, inputs.rows()), weights != null);
    }

    /**
     * What every trainer asks of its data before it looks at any column.
     *
     * @throws CandorException {@code CND-G004} no rows, {@code CND-G005} one class, {@code CND-G007} bad weight,
     *     {@code CND-G011} infinite label, {@code CND-G012} no input
     */
    public static void check(Table inputs, Target target, double @Nullable [] weights) {
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
        if (weights != null) checkWeights(weights, rows);
    }

    /** @throws CandorException {@code CND-G009} if there is a model to continue from */
    public static void refuse(@Nullable Model warmStart) {
        if (warmStart == null) return;
        throw CandorException.user(
                "CND-G009",
                "a model to continue from was given",
                "only a linear model continues, from a linear model",
                "train without a warm start");
    }

    public int rows() {
        return weights.length;
    }

    /** One for two classes and a number, else one per class. */
    public int outputs() {
        return target.task() == Task.MULTICLASS ? target.classes().size() : 1;
    }

    /** Some rows, in the given order; weights stay as they are. */
    public TrainingRows select(int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) picked[i] = weights[rows[i]];
        return new TrainingRows(
                inputs.stream().map(c -> c.select(rows)).toList(), target.select(rows), picked, weighted);
    }

    private static void checkClasses(Target target) {
        int classes = target.classes().size();
        boolean[] seen = new boolean[classes];
        int different = 0;
        for (double y : target.values()) {
            int k = (int) y;
            if (k != y || k < 0 || k >= classes) throw new IllegalArgumentException("a class is an index into classes");
            if (!seen[k]) different++;
            seen[k] = true;
        }
        if (different > 1) return;
        throw CandorException.user(
                "CND-G005",
                "every row has the same class of '" + target.name() + "'",
                "rows of two classes or more",
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

    private static double[] normalised(double @Nullable [] weights, int rows) {
        double[] normalised = new double[rows];
        if (weights == null) {
            java.util.Arrays.fill(normalised, 1);
            return normalised;
        }
        double total = 0;
        for (double w : weights) total += w;
        for (int i = 0; i < rows; i++) normalised[i] = weights[i] * (rows / total);
        return normalised;
    }
}
