package io.candor.glassbox.tree.internal;

import io.candor.core.model.Task;

/**
 * The order in which levels are tried. For two classes and for numbers the order of their means, which is known to hold the
 * best of all cuts (Fisher 1958; Breiman et al. 1984, thm. 4.5); for more classes that of the first principal component of
 * their class shares (Coppersmith, Hong, Hosking 1999), which holds a good one. Ties go by index.
 */
final class LevelOrder {
    private static final int ITERATIONS = 200;

    private final GrowingData data;
    private final int width;

    LevelOrder(GrowingData data, int width) {
        this.data = data;
        this.width = width;
    }

    /** @param sums by level: weight, then sums */
    void sort(int[] levels, int count, double[] sums) {
        int stride = width + 1;
        double[] direction = direction(levels, count, sums);
        double[] keys = new double[count];
        for (int s = 0; s < count; s++) {
            for (int k = 0; k < width; k++)
                keys[s] += direction[k] * (sums[levels[s] * stride + 1 + k] / sums[levels[s] * stride]);
        }
        Integer[] order = new Integer[count];
        for (int s = 0; s < count; s++) order[s] = s;
        java.util.Arrays.sort(
                order,
                java.util.Comparator.comparingDouble((Integer s) -> keys[s]).thenComparing(s -> levels[s]));
        int[] sorted = new int[count];
        for (int s = 0; s < count; s++) sorted[s] = levels[order[s]];
        System.arraycopy(sorted, 0, levels, 0, count);
    }

    private double[] direction(int[] levels, int count, double[] sums) {
        double[] direction = new double[width];
        direction[width - 1] = 1;
        if (data.rows().target().task() != Task.MULTICLASS) return direction;
        double[][] covariance = covariance(levels, count, sums);
        int widest = 0;
        for (int k = 1; k < width; k++) if (covariance[k][k] > covariance[widest][widest]) widest = k;
        double[] v = covariance[widest].clone();
        for (int i = 0; i < ITERATIONS; i++) {
            double norm = 0;
            for (double x : v) norm += x * x;
            if (norm == 0) return direction;
            norm = Math.sqrt(norm);
            for (int k = 0; k < width; k++) direction[k] = v[k] / norm;
            for (int k = 0; k < width; k++) {
                v[k] = 0;
                for (int l = 0; l < width; l++) v[k] += covariance[k][l] * direction[l];
            }
        }
        return direction;
    }

    /** Of the levels' class shares, weighted. */
    private double[][] covariance(int[] levels, int count, double[] sums) {
        int stride = width + 1;
        double[] mean = new double[width];
        double weight = 0;
        for (int s = 0; s < count; s++) {
            weight += sums[levels[s] * stride];
            for (int k = 0; k < width; k++) mean[k] += sums[levels[s] * stride + 1 + k];
        }
        for (int k = 0; k < width; k++) mean[k] /= weight;
        double[][] covariance = new double[width][width];
        for (int s = 0; s < count; s++) {
            int at = levels[s] * stride;
            for (int k = 0; k < width; k++) {
                double d = sums[at + 1 + k] / sums[at] - mean[k];
                for (int l = 0; l < width; l++) {
                    covariance[k][l] += sums[at] * d * (sums[at + 1 + l] / sums[at] - mean[l]);
                }
            }
        }
        return covariance;
    }
}
