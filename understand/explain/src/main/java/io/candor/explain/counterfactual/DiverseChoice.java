package io.candor.explain.counterfactual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses rows that are good and differ. The determinant of a kernel q_i q_j / (1 + distance) (Mothilal et al. 2020, §3.2, with the
 * quality q = 1 / (1 + objective)) is made large greedily: the first choice is the best, each next adds most (Chen, Zhang
 * &amp; Zhou, "Fast greedy MAP inference for determinantal point process", 2018, Algorithm 1).
 */
final class DiverseChoice {
    private static final double LEAST = 1e-12;

    private DiverseChoice() {}

    /** @param objectives one per row; of equals the first row is taken */
    static List<Integer> of(List<double[]> rows, double[] objectives, Metric metric, int count) {
        int n = rows.size();
        double[] gain = new double[n];
        for (int i = 0; i < n; i++) gain[i] = 1 / ((1 + objectives[i]) * (1 + objectives[i]));
        double[][] c = new double[n][Math.min(n, count)];
        boolean[] taken = new boolean[n];
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(n, count)) {
            int next = -1;
            for (int i = 0; i < n; i++) if (!taken[i] && (next < 0 || gain[i] > gain[next])) next = i;
            taken[next] = true;
            int k = chosen.size();
            chosen.add(next);
            double root = StrictMath.sqrt(Math.max(gain[next], LEAST));
            for (int i = 0; i < n; i++) {
                if (taken[i]) continue;
                double kernel = 1
                        / ((1 + metric.distance(rows.get(i), rows.get(next)))
                                * (1 + objectives[i])
                                * (1 + objectives[next]));
                double dot = 0;
                for (int m = 0; m < k; m++) dot += c[i][m] * c[next][m];
                double e = (kernel - dot) / root;
                c[i][k] = e;
                gain[i] -= e * e;
            }
        }
        return chosen.stream()
                .sorted((a, b) -> Double.compare(objectives[a], objectives[b]))
                .toList();
    }

    /** Objectives with a price for lying farther out than real rows do. */
    static double[] withPlausibility(List<double[]> rows, double[] objectives, Neighbours neighbours, double price) {
        double[] all = Arrays.copyOf(objectives, objectives.length);
        for (int i = 0; i < all.length && price > 0; i++)
            all[i] += price * neighbours.excess(neighbours.distance(rows.get(i)));
        return all;
    }
}
