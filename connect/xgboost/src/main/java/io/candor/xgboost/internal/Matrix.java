package io.candor.xgboost.internal;

import io.candor.core.CandorException;
import io.candor.core.data.BooleanColumn;
import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/**
 * A table as XGBoost takes it: rows of floats, NaN for missing, a category as the index of its level. Levels that do not occur
 * are left out, so that they are unseen later, too.
 *
 * @param inputs one per column
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record Matrix(List<Input> inputs, float[] values, float[] labels, float[] weights) {
    private static final int MOST_CELLS = Integer.MAX_VALUE - 16;

    /**
     * @throws CandorException {@code CND-B004} text or dates, a number beyond a float, no input, no rows, one class; {@code
     *     CND-B005} a label or a weight that can't be learnt from
     */
    public static Matrix of(Table table, Target target, double @Nullable [] weights) {
        int rows = table.rows();
        int columns = table.columns().size();
        if (columns == 0) throw input("there are no input columns", "name other inputs");
        if (rows == 0) throw input("there are no rows to learn from", "check the data");
        if (target.values().length != rows) throw new IllegalArgumentException("one label per row");
        if ((long) rows * columns > MOST_CELLS) {
            throw input(rows + " rows of " + columns + " inputs are more than fits into one matrix", "take fewer rows");
        }
        List<Input> inputs = new ArrayList<>();
        float[] values = new float[rows * columns];
        for (int j = 0; j < columns; j++) {
            inputs.add(fill(table.columns().get(j), j, columns, values));
        }
        return new Matrix(inputs, values, labels(target), weights(weights, rows));
    }

    private static Input fill(Column column, int j, int columns, float[] values) {
        int rows = column.size();
        if (column instanceof NumericColumn numbers) {
            for (int i = 0; i < rows; i++) {
                float v = (float) numbers.get(i);
                if (Float.isInfinite(v)) {
                    throw input(
                            "column '" + column.name() + "' has a value beyond 3.4e38", "replace it or leave it empty");
                }
                values[i * columns + j] = v;
            }
            return Input.number(column.name());
        }
        if (!(column instanceof CategoricalColumn) && !(column instanceof BooleanColumn)) {
            throw input(
                    "column '" + column.name() + "' holds " + column.type().label() + " values",
                    "drop it, or make a number or a category of it");
        }
        List<String> levels =
                column instanceof CategoricalColumn categories ? categories.levels() : List.of("false", "true");
        int[] codes = codes(column);
        int[] levelOf = new int[levels.size()];
        Arrays.fill(levelOf, -1);
        List<String> occurring = new ArrayList<>();
        for (int code : codes) if (code >= 0) levelOf[code] = 0;
        for (int l = 0; l < levelOf.length; l++) {
            if (levelOf[l] < 0) continue;
            levelOf[l] = occurring.size();
            occurring.add(levels.get(l));
        }
        for (int i = 0; i < rows; i++) values[i * columns + j] = codes[i] < 0 ? Float.NaN : levelOf[codes[i]];
        return Input.category(column.name(), occurring);
    }

    private static int[] codes(Column column) {
        if (column instanceof CategoricalColumn categories) return categories.codes();
        BooleanColumn flags = (BooleanColumn) column;
        int[] codes = new int[flags.size()];
        for (int i = 0; i < codes.length; i++) codes[i] = flags.get(i);
        return codes;
    }

    private static float[] labels(Target target) {
        float[] labels = new float[target.values().length];
        boolean different = false;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (float) target.values()[i];
            different |= labels[i] != labels[0];
            if (Float.isInfinite(labels[i])) {
                throw label("the label '" + target.name() + "' has a value beyond 3.4e38");
            }
        }
        if (!different && target.task() != Task.REGRESSION) {
            throw input("every row has the same class of '" + target.name() + "'", "check the label, or the filter");
        }
        return labels;
    }

    /** With a mean of 1, so that penalties don't depend on the unit of weights. */
    private static float[] weights(double @Nullable [] given, int rows) {
        float[] weights = new float[rows];
        Arrays.fill(weights, 1);
        if (given == null) return weights;
        if (given.length != rows) throw new IllegalArgumentException("one weight per row");
        double total = 0;
        for (double w : given) {
            if (!(w >= Float.MIN_NORMAL && w <= Float.MAX_VALUE)) {
                throw label("a weight is not a positive, finite number of ordinary size");
            }
            total += w;
        }
        for (int i = 0; i < rows; i++) weights[i] = (float) Math.max(Float.MIN_NORMAL, given[i] * (rows / total));
        return weights;
    }

    public int rows() {
        return labels.length;
    }

    /** Some of the rows, or all for null, in native memory: to be disposed of. */
    public DMatrix open(int @Nullable [] rows) throws XGBoostError {
        int width = inputs.size();
        float[] picked = values;
        float[] label = labels;
        float[] weight = weights;
        if (rows != null) {
            picked = new float[rows.length * width];
            label = new float[rows.length];
            weight = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(values, rows[i] * width, picked, i * width, width);
                label[i] = labels[rows[i]];
                weight[i] = weights[rows[i]];
            }
        }
        DMatrix matrix = new DMatrix(picked, label.length, width, Float.NaN);
        matrix.setFeatureTypes(inputs.stream()
                .map(input -> input.kind() == Input.Kind.CATEGORY ? "c" : "q")
                .toArray(String[]::new));
        matrix.setLabel(label);
        matrix.setWeight(weight);
        return matrix;
    }

    private static CandorException input(String problem, String remedy) {
        return CandorException.user("CND-B004", problem, "rows of numbers, categories or booleans", remedy);
    }

    /** The error for a label or a weight. */
    public static CandorException label(String problem) {
        return CandorException.user(
                "CND-B005", problem, "labels and weights that fit the objective", "drop those rows, or change it");
    }
}
