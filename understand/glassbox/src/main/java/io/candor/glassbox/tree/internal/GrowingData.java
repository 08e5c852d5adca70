package io.candor.glassbox.tree.internal;

import io.candor.core.model.Task;
import io.candor.glassbox.internal.rows.InputColumn;
import io.candor.glassbox.internal.rows.TrainingRows;
import java.util.Arrays;

/**
 * Training rows as trees read them: per number the rank of each value among the different ones (−1 missing), per category its
 * code, and the label as sums. Labels that are numbers are centred, so that squares don't drown differences.
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record GrowingData(TrainingRows rows, int[][] codes, double[][] distinct, int width, double centre) {

    public static GrowingData of(TrainingRows rows) {
        int inputs = rows.inputs().size();
        int[][] codes = new int[inputs][];
        double[][] distinct = new double[inputs][];
        for (int j = 0; j < inputs; j++) {
            if (rows.inputs().get(j) instanceof InputColumn.Levels levels) {
                codes[j] = levels.codes();
                distinct[j] = new double[0];
            } else {
                double[] values = ((InputColumn.Numbers) rows.inputs().get(j)).values();
                distinct[j] = distinct(values);
                codes[j] = ranks(values, distinct[j]);
            }
        }
        boolean regression = rows.target().task() == Task.REGRESSION;
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < rows.rows(); i++) {
            sum += rows.weights()[i] * rows.target().values()[i];
            weight += rows.weights()[i];
        }
        int width = regression ? 1 : rows.target().classes().size();
        return new GrowingData(rows, codes, distinct, width, regression ? sum / weight : 0);
    }

    private static double[] distinct(double[] values) {
        double[] sorted = new double[values.length];
        int n = 0;
        for (double v : values) if (!Double.isNaN(v)) sorted[n++] = v + 0.0; // −0 is 0
        Arrays.sort(sorted, 0, n);
        int different = 0;
        for (int i = 0; i < n; i++) if (i == 0 || sorted[i] != sorted[i - 1]) sorted[different++] = sorted[i];
        return Arrays.copyOf(sorted, different);
    }

    private static int[] ranks(double[] values, double[] distinct) {
        int[] ranks = new int[values.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = Double.isNaN(values[i]) ? -1 : Arrays.binarySearch(distinct, values[i] + 0.0);
        }
        return ranks;
    }

    public int inputs() {
        return codes.length;
    }

    public boolean isCategory(int input) {
        return rows.inputs().get(input) instanceof InputColumn.Levels;
    }

    /** How many different codes an input has. */
    int count(int input) {
        return isCategory(input) ? rows.inputs().get(input).input().levels().size() : distinct[input].length;
    }

    /** Adds a row to sums. */
    public void add(int row, double[] sums, int from) {
        double w = rows.weights()[row];
        double y = rows.target().values()[row];
        if (rows.target().task() == Task.REGRESSION) sums[from] += w * (y - centre);
        else sums[from + (int) y] += w;
    }
}
