package io.candor.glassbox.linear.internal;

import io.candor.core.model.Input;
import io.candor.core.model.LinearModel;
import io.candor.glassbox.internal.rows.InputColumn;
import io.candor.glassbox.internal.rows.TrainingRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Coefficients on the raw scale: θ per column (a slope per unit, or what an indicator adds) and the intercept of centred
 * columns, and back. As a model they are centred: levels by their mean over the training rows, and classes by their mean,
 * since a common shift changes no probability.
 *
 * @param theta per output and column of the design
 * @param intercept per output, of centred columns
 */
@SuppressWarnings("ArrayRecordComponent") // an identity is never compared
public record Coefficients(Design design, double[][] theta, double[] intercept) {

    /** From coefficients of standardised columns. */
    public static Coefficients of(Design design, double[][] standardised) {
        int p = design.columns().size();
        double[][] theta = new double[standardised.length][p];
        double[] intercept = new double[standardised.length];
        for (int k = 0; k < theta.length; k++) {
            for (int j = 0; j < p; j++)
                theta[k][j] = standardised[k][j] / design.columns().get(j).deviation();
            intercept[k] = standardised[k][p];
        }
        return new Coefficients(design, theta, intercept);
    }

    /** To coefficients of standardised columns, then the intercept. */
    double[][] standardised() {
        int p = design.columns().size();
        double[][] beta = new double[theta.length][p + 1];
        for (int k = 0; k < beta.length; k++) {
            for (int j = 0; j < p; j++)
                beta[k][j] = theta[k][j] * design.columns().get(j).deviation();
            beta[k][p] = intercept[k];
        }
        return beta;
    }

    /** What an earlier model with inputs and levels of the same names starts from. */
    public static double[][] from(LinearModel model, Design design, List<Input> inputs) {
        int p = design.columns().size();
        double[][] beta = new double[model.outputs()][p + 1];
        List<Earlier> earlier = inputs.stream().map(i -> Earlier.of(model, i)).toList();
        for (int k = 0; k < beta.length; k++) {
            beta[k][p] = model.intercept()[k];
            for (int j = 0; j < p; j++) {
                Column column = design.columns().get(j);
                int input = column.input();
                beta[k][j] = raw(earlier.get(input), column.part(), inputs.get(input), k) * column.deviation();
            }
        }
        return beta;
    }

    private static double raw(Earlier earlier, int part, Input input, int output) {
        if (earlier.effect() instanceof LinearModel.Slope s) {
            return part == Column.NUMBER ? s.slope()[output] : s.missing()[output];
        }
        if (!(earlier.effect() instanceof LinearModel.Levels levels)) return 0;
        if (part == Column.MISSING) return levels.missing()[output];
        Integer level = earlier.levels().get(input.levels().get(part));
        return level == null ? 0 : levels.coefficient(level, output);
    }

    /** What an earlier model knew of an input; without an effect if nothing. */
    private record Earlier(LinearModel.@Nullable Effect effect, Map<String, Integer> levels) {
        static Earlier of(LinearModel model, Input input) {
            for (int j = 0; j < model.inputs().size(); j++) {
                Input theirs = model.inputs().get(j);
                if (!theirs.name().equals(input.name()) || theirs.kind() != input.kind()) continue;
                Map<String, Integer> levels = new HashMap<>();
                for (int l = 0; l < theirs.levels().size(); l++)
                    levels.put(theirs.levels().get(l), l);
                return new Earlier(model.effects().get(j), levels);
            }
            return new Earlier(null, Map.of());
        }
    }

    /** One effect per input; {@code centred} receives the intercept that belongs to them. */
    List<LinearModel.Effect> effects(TrainingRows rows, double[] centred) {
        System.arraycopy(intercept, 0, centred, 0, intercept.length);
        List<LinearModel.Effect> effects = new ArrayList<>();
        for (int j = 0; j < rows.inputs().size(); j++) {
            InputColumn input = rows.inputs().get(j);
            effects.add(
                    input instanceof InputColumn.Levels levels
                            ? levels(j, levels, rows.weights())
                            : slope(j, (InputColumn.Numbers) input, rows.weights(), centred));
        }
        centre(centred);
        return effects;
    }

    private LinearModel.Effect slope(int input, InputColumn.Numbers numbers, double[] weights, double[] centred) {
        int outputs = intercept.length;
        double[] slope = new double[outputs];
        double[] missing = new double[outputs];
        double mean = 0;
        double deviation = 0;
        for (int j = 0; j < design.columns().size(); j++) {
            Column column = design.columns().get(j);
            if (column.input() != input) continue;
            boolean number = column.part() == Column.NUMBER;
            if (number) {
                mean = column.mean();
                deviation = column.deviation();
            }
            for (int k = 0; k < outputs; k++) {
                if (number) slope[k] = theta[k][j];
                else {
                    missing[k] = theta[k][j];
                    centred[k] -= theta[k][j] * column.mean();
                }
            }
        }
        double weight = 0;
        for (int i = 0; i < weights.length; i++) if (Double.isNaN(numbers.values()[i])) weight += weights[i];
        if (deviation == 0) mean = constant(numbers.values());
        centre(slope);
        centre(missing);
        return new LinearModel.Slope(slope, mean, deviation, missing, weight);
    }

    private static double constant(double[] values) {
        for (double v : values) if (!Double.isNaN(v)) return v;
        return 0;
    }

    private LinearModel.Effect levels(int input, InputColumn.Levels codes, double[] weights) {
        int outputs = intercept.length;
        int levels = codes.input().levels().size();
        double[] share = new double[levels + 1];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            share[codes.codes()[i] < 0 ? levels : codes.codes()[i]] += weights[i];
            total += weights[i];
        }
        double[][] effect = new double[levels + 1][outputs];
        double[] mean = new double[outputs];
        for (int j = 0; j < design.columns().size(); j++) {
            Column column = design.columns().get(j);
            if (column.input() != input) continue;
            int l = column.part() == Column.MISSING ? levels : column.part();
            for (int k = 0; k < outputs; k++) {
                effect[l][k] = theta[k][j];
                mean[k] += column.mean() * theta[k][j];
            }
        }
        double[] scores = new double[levels * outputs];
        double[] missing = new double[outputs];
        for (int l = 0; l <= levels; l++) {
            if (share[l] == 0) continue;
            for (int k = 0; k < outputs; k++) effect[l][k] -= mean[k];
            centre(effect[l]);
            if (l == levels) missing = effect[l];
            else System.arraycopy(effect[l], 0, scores, l * outputs, outputs);
        }
        double[] perLevel = java.util.Arrays.copyOf(share, levels);
        return new LinearModel.Levels(scores, missing, new double[outputs], perLevel, share[levels]);
    }

    private static void centre(double[] perOutput) {
        if (perOutput.length == 1) return;
        double mean = 0;
        for (double v : perOutput) mean += v / perOutput.length;
        for (int k = 0; k < perOutput.length; k++) perOutput[k] -= mean;
    }
}
