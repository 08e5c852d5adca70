package io.candor.explain.counterfactual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Real rows of the wanted outcome, moved to what the constraints allow: each value stays the row's own where it must. */
final class Donors {
    private Donors() {}

    /** The nearest ones, each once. */
    static List<double[]> nearest(List<double[]> reaching, Bounds bounds, Metric metric, double[] from, int most) {
        double[] objectives = new double[reaching.size()];
        for (int i = 0; i < objectives.length; i++) {
            double[] row = reaching.get(i);
            double sum = 0;
            for (int j = 0; j < from.length; j++) sum += metric.charge(j, from[j], bounds.nearest(j, from[j], row[j]));
            objectives[i] = sum;
        }
        Integer[] order = new Integer[objectives.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> objectives[i]));
        List<double[]> moved = new ArrayList<>();
        for (int i = 0; i < order.length && moved.size() < most; i++) {
            double[] row = reaching.get(order[i]);
            double[] allowed = new double[from.length];
            for (int j = 0; j < from.length; j++) allowed[j] = bounds.nearest(j, from[j], row[j]);
            bounds.repair(from, allowed);
            boolean known = metric.objective(from, allowed) == 0;
            for (int k = moved.size() - 1; k >= 0 && !known; k--) known = Archive.compare(moved.get(k), allowed) == 0;
            if (!known) moved.add(allowed);
        }
        return moved;
    }
}
