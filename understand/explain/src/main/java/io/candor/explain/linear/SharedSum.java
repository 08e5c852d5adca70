package io.candor.explain.linear;

import io.candor.core.random.RandomStream;
import java.util.Arrays;

/**
 * The Shapley values of a foretold sum, as matrices that are multiplied with a row's effects less their means. Of few inputs one matrix, from
 * all coalitions; of many one for each pair of an order and its reverse.
 */
final class SharedSum {
    /** Inputs of which all coalitions are taken. */
    static final int EXACT = 14;

    private final double[][] covariance;
    private final int inputs;

    SharedSum(double[][] covariance) {
        this.covariance = covariance;
        this.inputs = covariance.length;
    }

    /** Shapley's formula over all coalitions. */
    double[][] exact() {
        double[][] known = new double[1 << inputs][inputs];
        KnownPart part = new KnownPart(covariance);
        for (int s = 1; s < known.length; s++) {
            part.clear();
            for (int j = 0; j < inputs; j++) if ((s >> j & 1) == 1) part.add(j);
            part.coefficients(known[s]);
        }
        Arrays.fill(known[known.length - 1], 1); // all are known: nothing is foretold
        double[] weights = new double[inputs];
        for (int size = 0; size < inputs; size++) weights[size] = 1 / (inputs * choose(inputs - 1, size));
        double[][] matrix = new double[inputs][inputs];
        for (int s = 0; s < known.length; s++) {
            double weight = s + 1 == known.length ? 0 : weights[Integer.bitCount(s)];
            for (int j = 0; j < inputs; j++) {
                if ((s >> j & 1) == 1) continue;
                double[] with = known[s | 1 << j];
                for (int c = 0; c < inputs; c++) matrix[j][c] += weight * (with[c] - known[s][c]);
            }
        }
        return matrix;
    }

    private static double choose(int n, int k) {
        double value = 1;
        for (int i = 1; i <= k; i++) value = value * (n - k + i) / i;
        return value;
    }

    /** The mean of one random order and its reverse. */
    double[][] drawn(RandomStream random) {
        int[] order = random.permutation(inputs);
        double[][] matrix = new double[inputs][inputs];
        add(order, matrix);
        for (int i = 0; i < inputs / 2; i++) {
            int swap = order[i];
            order[i] = order[inputs - 1 - i];
            order[inputs - 1 - i] = swap;
        }
        add(order, matrix);
        return matrix;
    }

    private void add(int[] order, double[][] matrix) {
        KnownPart part = new KnownPart(covariance);
        double[] before = new double[inputs];
        double[] with = new double[inputs];
        for (int k = 0; k < inputs; k++) {
            part.add(order[k]);
            if (k + 1 < inputs) part.coefficients(with);
            else Arrays.fill(with, 1);
            for (int c = 0; c < inputs; c++) matrix[order[k]][c] += (with[c] - before[c]) / 2;
            System.arraycopy(with, 0, before, 0, inputs);
        }
    }
}
