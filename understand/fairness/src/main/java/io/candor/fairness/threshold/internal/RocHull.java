package io.candor.fairness.threshold.internal;

import io.candor.core.model.ScoreRule.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The convex hull of a group's curve: what mixtures of thresholds can reach (Hardt et al. 2016). Its vertices go round: up the upper chain from
 * nothing selected to everything, and back along the lower chain. By Andrew's scan; counts below 2^26 keep its products exact.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RocHull(double[] fp, double[] tp, double[] threshold, boolean[] above) {
    private static final double DUST = 1e-12; // a share that rounding made

    /** @param flip whether "score &lt; t" is an operation as well */
    public static RocHull of(RocCurve curve, boolean flip) {
        int n = curve.points();
        int all = flip ? 2 * n : n;
        int[] order = new int[all]; // n + i is the flipped operation of point i
        if (flip) merge(curve, order);
        else for (int i = 0; i < n; i++) order[i] = i;
        int[] upper = chain(curve, order, 1);
        int[] lower = chain(curve, order, -1);
        int size = upper.length + Math.max(0, lower.length - 2);
        RocHull hull = new RocHull(new double[size], new double[size], new double[size], new boolean[size]);
        for (int v = 0; v < size; v++) {
            int point = v < upper.length ? upper[v] : lower[lower.length - 2 - (v - upper.length)];
            hull.fp[v] = x(curve, point);
            hull.tp[v] = y(curve, point);
            hull.threshold[v] = curve.threshold()[point % n];
            hull.above[v] = point < n;
        }
        return hull;
    }

    public int size() {
        return fp.length;
    }

    private static double x(RocCurve c, int point) {
        int n = c.points();
        return point < n ? c.fp()[point] : c.negatives() - c.fp()[point - n];
    }

    private static double y(RocCurve c, int point) {
        int n = c.points();
        return point < n ? c.tp()[point] : c.positives() - c.tp()[point - n];
    }

    /** Both kinds of operations by x, then y; those above their threshold first among equals. */
    private static void merge(RocCurve c, int[] order) {
        int n = c.points();
        int i = 0;
        int j = n - 1; // flipped points ascend from the last
        for (int at = 0; at < 2 * n; at++) {
            boolean plain;
            if (i == n) plain = false;
            else if (j < 0) plain = true;
            else {
                int byX = Double.compare(x(c, i), x(c, n + j));
                plain = byX < 0 || byX == 0 && y(c, i) <= y(c, n + j);
            }
            order[at] = plain ? i++ : n + j--;
        }
    }

    /** Points of one chain, ascending; sign 1 for the upper one. */
    private static int[] chain(RocCurve c, int[] order, int sign) {
        int[] stack = new int[order.length];
        int size = 0;
        for (int point : order) {
            double px = x(c, point);
            double py = y(c, point);
            if (size > 0 && px == x(c, stack[size - 1]) && py == y(c, stack[size - 1])) continue;
            while (size >= 2) {
                double ax = x(c, stack[size - 2]);
                double ay = y(c, stack[size - 2]);
                double turn = (x(c, stack[size - 1]) - ax) * (py - ay) - (y(c, stack[size - 1]) - ay) * (px - ax);
                if (sign * turn < 0) break;
                size--;
            }
            stack[size++] = point;
        }
        return Arrays.copyOf(stack, size);
    }

    /** At most three operations whose mixture is a point of the hull: the corners of the triangle of a fan from (0, 0) that holds it. */
    List<Operation> at(double px, double py) {
        double[] best = {1, 0, 0};
        double least = Double.NEGATIVE_INFINITY;
        int triangle = 0;
        for (int v = 1; v + 1 < size(); v++) {
            double area = fp[v] * tp[v + 1] - fp[v + 1] * tp[v];
            double b = (px * tp[v + 1] - fp[v + 1] * py) / area;
            double d = (fp[v] * py - px * tp[v]) / area;
            double smallest = Math.min(Math.min(b, d), 1 - b - d);
            if (!(smallest > least)) continue;
            least = smallest;
            triangle = v;
            best = new double[] {1 - b - d, b, d};
        }
        if (triangle == 0) { // a hull without area, of a group with one label
            double end = fp[1] + tp[1];
            double share = Math.min(Math.max((px + py) / end, 0), 1);
            return mixture(new int[] {0, 1}, new double[] {1 - share, share});
        }
        return mixture(new int[] {0, triangle, triangle + 1}, best);
    }

    /** Operations of vertices by their shares; what rounding left is taken off. */
    List<Operation> mixture(int[] vertices, double[] shares) {
        double sum = 0;
        for (double share : shares) sum += share > DUST ? share : 0;
        List<Operation> operations = new ArrayList<>();
        for (int k = 0; k < vertices.length; k++) {
            if (shares[k] <= DUST) continue;
            int v = vertices[k];
            operations.add(new Operation(above[v], threshold[v], Math.min(1, shares[k] / sum)));
        }
        return operations;
    }
}
