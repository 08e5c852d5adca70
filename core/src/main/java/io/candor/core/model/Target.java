package io.candor.core.model;

import java.util.List;

/**
 * The values to learn.
 *
 * @param name the label column
 * @param values one per row: the number, or the index of the class; never NaN
 * @param classes binary is negative, positive; empty for regression
 */
public record Target(String name, Task task, double[] values, List<String> classes) {
    public Target {
        classes = List.copyOf(classes);
        for (double v : values) if (Double.isNaN(v)) throw new IllegalArgumentException("a target is never missing");
    }

    /** The given rows, in the given order. */
    public Target select(int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) picked[i] = values[rows[i]];
        return new Target(name, task, picked, classes);
    }
}
