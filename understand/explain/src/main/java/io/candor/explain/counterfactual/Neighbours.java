package io.candor.explain.counterfactual;

import java.util.Arrays;
import java.util.List;

/**
 * How far a row lies from real rows of the wanted outcome: the mean distance to the nearest five, beside that of real rows from each
 * other. Of rows that are many, a spread of 2,000 and of 300 of these.
 */
final class Neighbours {
    static final int NEAREST = 5;
    private static final int MOST = 2_000;
    private static final int COMPARED = 300;

    private final Metric metric;
    private final List<double[]> all;
    private final double[][] reference;
    private final double[] real; // sorted

    /** @param reaching rows of the wanted outcome, in the data's order */
    Neighbours(Metric metric, List<double[]> reaching) {
        this.metric = metric;
        this.all = reaching;
        reference = spread(reaching, MOST).toArray(double[][]::new);
        real = spread(Arrays.asList(reference), COMPARED).stream()
                .mapToDouble(row -> nearest(row, row))
                .filter(d -> !Double.isNaN(d))
                .sorted()
                .toArray();
    }

    private static List<double[]> spread(List<double[]> rows, int most) {
        int n = Math.min(rows.size(), most);
        double[][] picked = new double[n][];
        for (int i = 0; i < n; i++) picked[i] = rows.get((int) ((long) i * rows.size() / n));
        return List.of(picked);
    }

    /** All rows of the wanted outcome. */
    List<double[]> all() {
        return all;
    }

    /** Mean distance to the nearest ones; NaN if there are none. */
    double distance(double[] row) {
        return nearest(row, null);
    }

    private double nearest(double[] row, double @org.jspecify.annotations.Nullable [] self) {
        double[] least = new double[NEAREST];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        int there = 0;
        for (double[] other : reference) {
            if (other == self) continue;
            there++;
            double distance = metric.distance(row, other, least[NEAREST - 1]);
            if (distance >= least[NEAREST - 1]) continue;
            int at = NEAREST - 1;
            for (; at > 0 && least[at - 1] > distance; at--) least[at] = least[at - 1];
            least[at] = distance;
        }
        int n = Math.min(there, NEAREST);
        double sum = 0;
        for (int i = 0; i < n; i++) sum += least[i];
        return n == 0 ? Double.NaN : sum / n;
    }

    /** The share of real rows of the wanted outcome that lie nearer to the others than this; NaN if there are none. */
    double fartherThan(double distance) {
        if (real.length == 0 || Double.isNaN(distance)) return Double.NaN;
        int nearer = 0;
        while (nearer < real.length && real[nearer] < distance) nearer++;
        return (double) nearer / real.length;
    }

    /** How much farther out than the median of real rows. */
    double excess(double distance) {
        return real.length == 0 ? 0 : Math.max(0, distance - real[real.length / 2]);
    }
}
