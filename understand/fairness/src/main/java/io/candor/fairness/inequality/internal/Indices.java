package io.candor.fairness.inequality.internal;

import io.candor.core.evidence.Estimate;
import io.candor.evaluation.Bounds;
import io.candor.evaluation.Intervals;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Indices of inequality of benefits b with mean μ, u = b / μ:
 *
 * <ul>
 *   <li>generalised entropy: −mean ln u (α = 0), mean u ln u (α = 1, Theil's), mean (u² − 1) / 2 (α = 2); coefficient of variation √(2 × the last)
 *   <li>Atkinson's 1 − (mean u^(1−ε))^(1/(1−ε)), and 1 − exp(mean ln u) for ε = 1
 *   <li>Gini's: half the mean distance of two u
 * </ul>
 *
 * Each with an interval by its influence function on the log scale: an index is not below 0, and skewed where it is small. Where a benefit is 0, indices that take its logarithm or
 * its inverse do not exist.
 */
public final class Indices {
    private static final String ZERO = "a benefit is 0";

    private final Benefits benefits;
    private final double[] u;
    private final Map<String, Estimate> estimates = new LinkedHashMap<>();

    private Indices(Benefits benefits) {
        this.benefits = benefits;
        double mean = benefits.mean();
        u = new double[benefits.value().length];
        for (int i = 0; i < u.length; i++) u[i] = benefits.value()[i] / mean;
    }

    /** By name, in the order of the evidence contract. */
    public static Map<String, Estimate> of(Benefits benefits) {
        return Collections.unmodifiableMap(new Indices(benefits).all());
    }

    /** The generalised entropy index of order 0, 1 or 2; NaN if it does not exist. */
    public static double entropy(Benefits benefits, int order) {
        if (!(benefits.mean() > 0) || (order == 0 && benefits.value()[0] == 0)) return Double.NaN;
        return new Indices(benefits).mean(v -> term(v, order));
    }

    /** What one row of u adds to the generalised entropy of an order. */
    static double term(double u, int order) {
        if (order == 0) return -StrictMath.log(u);
        if (order == 1) return logged(u);
        return (u - 1) * (u - 1) / 2; // its mean is that of (u² − 1) / 2, and loses no digits
    }

    private Map<String, Estimate> all() {
        boolean positive = benefits.value()[0] > 0;
        double l = positive ? mean(v -> term(v, 0)) : Double.NaN;
        put("generalised_entropy_0", l, v -> (v - 1) - (StrictMath.log(v) + l));
        double theil = mean(Indices::logged);
        put("theil", theil, v -> logged(v) - theil - (theil + 1) * (v - 1));
        double half = mean(v -> term(v, 2));
        double second = 2 * half + 1; // mean u²
        DoubleUnaryOperator squared = v -> (v * v - second) / 2 - second * (v - 1);
        put("generalised_entropy_2", half, squared);
        double variation = StrictMath.sqrt(2 * half);
        put("coefficient_of_variation", variation, v -> squared.applyAsDouble(v) / variation);
        double root = mean(StrictMath::sqrt);
        put("atkinson_0.5", 1 - root * root, v -> -(2 * root * (StrictMath.sqrt(v) - root) - root * root * (v - 1)));
        double geometric = StrictMath.exp(-l);
        put("atkinson_1", 1 - geometric, v -> geometric * (v - 1 - (StrictMath.log(v) + l)));
        double inverse = positive ? mean(v -> 1 / v) : Double.NaN;
        put("atkinson_2", 1 - 1 / inverse, v -> (1 / v - inverse) / (inverse * inverse) + (v - 1) / inverse);
        gini();
        return estimates;
    }

    private void gini() {
        int k = u.length;
        double total = benefits.total();
        double[] distance = new double[k]; // mean distance to all
        double weight = 0;
        double sum = 0;
        for (int i = 0; i < k; i++) { // to those below
            distance[i] = u[i] * weight - sum;
            weight += benefits.weight()[i];
            sum += benefits.weight()[i] * u[i];
        }
        weight = 0;
        sum = 0;
        double mean = 0;
        for (int i = k - 1; i >= 0; i--) { // to those above
            distance[i] = (distance[i] + sum - u[i] * weight) / total;
            weight += benefits.weight()[i];
            sum += benefits.weight()[i] * u[i];
            mean += benefits.weight()[i] * distance[i];
        }
        mean /= total;
        double[] influence = new double[k];
        for (int i = 0; i < k; i++) influence[i] = distance[i] - mean - mean / 2 * (u[i] - 1);
        put("gini", mean / 2, influence);
    }

    private void put(String name, double value, DoubleUnaryOperator influence) {
        double[] of = new double[u.length];
        for (int i = 0; i < u.length; i++) of[i] = influence.applyAsDouble(u[i]);
        put(name, value, of);
    }

    private void put(String name, double value, double[] influence) {
        estimates.put(name, estimate(name, value, influence));
    }

    private Estimate estimate(String name, double value, double[] influence) {
        long n = benefits.n();
        if (!(benefits.mean() > 0)) return Estimate.undefined("the mean benefit is 0", n);
        if (Double.isNaN(value)) return Estimate.undefined(ZERO, n);
        if (u.length == 1) return new Estimate.Point(0, n);
        double error = StrictMath.sqrt(benefits.variance(influence));
        if (!(value > 0) || !(error < Double.POSITIVE_INFINITY)) return new Estimate.Point(Math.max(0, value), n);
        double factor = StrictMath.exp(Intervals.z(Intervals.ALPHA) * error / value);
        boolean upToOne = name.startsWith("atkinson") || name.equals("gini");
        double most = upToOne ? 1 : Double.POSITIVE_INFINITY;
        return new Bounds(value / factor, value * factor).within(0, most).around(value, n, "influence function, log");
    }

    private double mean(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) sum += benefits.weight()[i] * f.applyAsDouble(u[i]);
        return sum / benefits.total();
    }

    private static double logged(double u) {
        return u == 0 ? 0 : u * StrictMath.log(u);
    }
}
