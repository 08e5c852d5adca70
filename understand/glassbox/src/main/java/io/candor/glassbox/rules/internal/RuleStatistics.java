package io.candor.glassbox.rules.internal;

import io.candor.core.model.RuleList;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import io.candor.evaluation.Moments;
import io.candor.glassbox.internal.rows.TrainingRows;
import java.util.Optional;

/**
 * Means of labels over rows, by rule: what a rule predicts, and what held-out rows say of it. Intervals are Wilson's for
 * classes and t for a number; with weights the normal interval of a weighted mean (linearised; Cochran 1977, ch. 6).
 */
final class RuleStatistics {
    private final TrainingRows rows;

    RuleStatistics(TrainingRows rows) {
        this.rows = rows;
    }

    /** The label of one output: the number, or 1 for the output's class. */
    double label(int row, int output) {
        Target target = rows.target();
        if (target.task() == Task.MULTICLASS) return target.values()[row] == output ? 1 : 0;
        return target.values()[row];
    }

    /** Weight, then the weighted mean label of each output; of no rows NaN. */
    double[] mean(int[] some, int[] fired, int rule) {
        double[] mean = new double[rows.outputs() + 1];
        for (int i = 0; i < some.length; i++) {
            if (fired[i] != rule) continue;
            double w = rows.weights()[some[i]];
            mean[0] += w;
            for (int k = 0; k < rows.outputs(); k++) mean[1 + k] += w * label(some[i], k);
        }
        for (int k = 0; k < rows.outputs(); k++) mean[1 + k] /= mean[0];
        return mean;
    }

    /** Intervals from held-out rows; empty if fewer than two fired the rule. */
    Optional<RuleList.Check> check(int[] held, int[] fired, int rule) {
        int n = 0;
        for (int f : fired) if (f == rule) n++;
        if (n < 2) return Optional.empty();
        double[] low = new double[rows.outputs()];
        double[] high = new double[rows.outputs()];
        for (int k = 0; k < low.length; k++) {
            Bounds bounds = bounds(held, fired, rule, n, k);
            low[k] = bounds.low();
            high[k] = bounds.high();
        }
        boolean number = rows.target().task() == Task.REGRESSION;
        return Optional.of(new RuleList.Check(
                rows.weighted() ? "normal, of the weighted mean" : number ? "t" : "Wilson", low, high, n));
    }

    private Bounds bounds(int[] held, int[] fired, int rule, int n, int output) {
        double[] values = new double[n];
        double[] weights = new double[n];
        int at = 0;
        for (int i = 0; i < held.length; i++) {
            if (fired[i] != rule) continue;
            values[at] = label(held[i], output);
            weights[at++] = rows.weights()[held[i]];
        }
        boolean number = rows.target().task() == Task.REGRESSION;
        if (rows.weighted()) {
            Bounds bounds = weighted(values, weights);
            return number ? bounds : bounds.within(0, 1);
        }
        if (number) return Intervals.mean(Moments.of(values), Intervals.ALPHA);
        double hits = 0;
        for (double v : values) hits += v;
        return Intervals.wilson(hits, n, Intervals.ALPHA);
    }

    private static Bounds weighted(double[] values, double[] weights) {
        double total = 0;
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            total += weights[i];
            mean += weights[i] * values[i];
        }
        mean /= total;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            double d = weights[i] * (values[i] - mean);
            squares += d * d;
        }
        double n = values.length;
        double half = Intervals.z(Intervals.ALPHA) * Math.sqrt(n / (n - 1) * squares) / total;
        return new Bounds(mean - half, mean + half);
    }
}
