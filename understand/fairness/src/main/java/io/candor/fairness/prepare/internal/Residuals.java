package io.candor.fairness.prepare.internal;

import io.candor.core.model.Input;
import io.candor.core.prepare.PreparedColumn;
import io.candor.fairness.threshold.internal.Refusals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Least-squares regressions on the centred sensitive columns, by a Cholesky factor of their weighted covariances after each is divided by its deviation; a column that
 * follows from those before it, as the last level of a category does, gets the coefficient 0.
 */
public final class Residuals {
    private static final double DEPENDENT =
            1e-9; // of a variance of 1, what is left of a column that follows from others

    private final List<Input> inputs;
    private final List<Integer> sensitive;
    private final double[][] raw;
    private final double[] weights;
    private final double total;
    private final List<int[]> source = new ArrayList<>(); // per column: place in sensitive, level or −1
    private final double[][] columns; // centred and scaled, per column and row
    private final double[] mean;
    private final double[] deviation;
    private final double[][] factor; // lower triangle; rows of dependent columns are 0

    public Residuals(List<Input> inputs, List<Integer> sensitive, double[][] raw, double @Nullable [] given) {
        this.inputs = inputs;
        this.sensitive = sensitive;
        this.raw = raw;
        this.weights = new double[raw.length];
        double sum = 0;
        for (int i = 0; i < raw.length; i++) {
            weights[i] = given == null ? 1 : given[i];
            if (!(weights[i] > 0 && weights[i] < Double.POSITIVE_INFINITY)) throw Refusals.badWeight();
            sum += weights[i];
        }
        this.total = sum;
        for (int k = 0; k < sensitive.size(); k++) {
            Input input = inputs.get(sensitive.get(k));
            if (input.kind() == Input.Kind.NUMBER) source.add(new int[] {k, -1});
            for (int l = 0; l < input.levels().size(); l++) source.add(new int[] {k, l});
        }
        int size = source.size();
        this.columns = new double[size][raw.length];
        this.mean = new double[size];
        this.deviation = new double[size];
        for (int c = 0; c < size; c++) centre(c);
        this.factor = new double[size][size];
        factorise();
    }

    private void centre(int c) {
        int input = sensitive.get(source.get(c)[0]);
        int level = source.get(c)[1];
        double sum = 0;
        double known = 0;
        for (int i = 0; i < raw.length; i++) {
            double value = raw[i][input];
            if (Double.isInfinite(value))
                throw RemoverRefusals.infinite(inputs.get(input).name());
            if (Double.isNaN(value)) continue;
            columns[c][i] = level < 0 ? value : value == level ? 1 : 0;
            sum += weights[i] * columns[c][i];
            known += weights[i];
        }
        mean[c] = known == 0 ? 0 : sum / known;
        double squares = 0;
        for (int i = 0; i < raw.length; i++) {
            columns[c][i] = Double.isNaN(raw[i][input]) ? 0 : columns[c][i] - mean[c]; // a missing value is average
            squares += weights[i] * columns[c][i] * columns[c][i];
        }
        deviation[c] = StrictMath.sqrt(squares / total);
        if (deviation[c] == 0) return;
        for (int i = 0; i < raw.length; i++) columns[c][i] /= deviation[c];
    }

    private void factorise() {
        for (int a = 0; a < factor.length; a++) {
            for (int b = 0; b <= a; b++) {
                double left = covariance(columns[a], columns[b]);
                for (int k = 0; k < b; k++) left -= factor[a][k] * factor[b][k];
                if (b < a) factor[a][b] = factor[b][b] == 0 ? 0 : left / factor[b][b];
                else if (left > DEPENDENT) factor[a][a] = StrictMath.sqrt(left);
            }
            if (factor[a][a] == 0) java.util.Arrays.fill(factor[a], 0);
        }
    }

    private double covariance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += weights[i] * a[i] * b[i];
        return sum / total;
    }

    /** Per sensitive input what is taken away per unit, or of each level. */
    public List<List<Double>> effects(PreparedColumn.Chain chain, String name) {
        double[] z = new double[raw.length];
        boolean category = inputs.get(chain.input()).kind() == Input.Kind.CATEGORY;
        for (int i = 0; i < z.length; i++) {
            double value = raw[i][chain.input()];
            if (Double.isInfinite(value)) throw RemoverRefusals.infinite(name);
            if (Double.isNaN(value) && !category) throw RemoverRefusals.missing(name);
            z[i] = chain.steps().isEmpty() ? value : chain.steps().get(0).of(value);
        }
        double[] solved = new double[columns.length];
        for (int a = 0; a < solved.length; a++) { // forwards, then back
            if (factor[a][a] == 0) continue;
            double left = covariance(columns[a], z);
            for (int k = 0; k < a; k++) left -= factor[a][k] * solved[k];
            solved[a] = left / factor[a][a];
        }
        for (int a = solved.length - 1; a >= 0; a--) {
            if (factor[a][a] == 0) continue;
            for (int k = a + 1; k < solved.length; k++) solved[a] -= factor[k][a] * solved[k];
            solved[a] /= factor[a][a];
        }
        return effects(solved);
    }

    /** A category's effects are those of its indicators minus their mean: what is taken away from a row of each level. */
    private List<List<Double>> effects(double[] solved) {
        double[][] effect = new double[sensitive.size()][];
        double[] shift = new double[sensitive.size()];
        for (int k = 0; k < effect.length; k++) {
            effect[k] =
                    new double[Math.max(1, inputs.get(sensitive.get(k)).levels().size())];
        }
        for (int c = 0; c < solved.length; c++) {
            double slope = deviation[c] == 0 ? 0 : solved[c] / deviation[c];
            int k = source.get(c)[0];
            int level = source.get(c)[1];
            effect[k][Math.max(level, 0)] = slope;
            if (level >= 0) shift[k] += slope * mean[c];
        }
        List<List<Double>> lists = new ArrayList<>();
        for (int k = 0; k < effect.length; k++) {
            List<Double> list = new ArrayList<>();
            for (double e : effect[k]) list.add(e - shift[k]);
            lists.add(list);
        }
        return lists;
    }

    /** Per sensitive input. */
    public List<Double> numericMeans() {
        List<Double> means = new ArrayList<>();
        for (int k = 0; k < sensitive.size(); k++) means.add(0.0);
        for (int c = 0; c < source.size(); c++) {
            if (source.get(c)[1] < 0) means.set(source.get(c)[0], mean[c]);
        }
        return means;
    }
}
