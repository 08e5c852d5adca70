package io.candor.fairness.threshold.internal;

import io.candor.core.model.ScoreRule.Operation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The upper hull of what a group's thresholds make of two metrics, interpolated on an even grid from 0 to 1.
 *
 * @param x the grid
 * @param y the other metric there
 * @param left the hull's vertex to the left of each
 * @param share of that vertex in the mixture with the next
 * @param threshold per vertex
 * @param above per vertex whether scores above its threshold are selected
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GridCurve(double[] x, double[] y, int[] left, double[] share, double[] threshold, boolean[] above) {
    public static GridCurve of(RocCurve curve, boolean flip, GridMetric xMetric, GridMetric yMetric, int steps) {
        int n = curve.points();
        int all = flip ? 2 * n : n;
        double[] px = new double[all];
        double[] py = new double[all];
        for (int p = 0; p < all; p++) {
            int at = flip ? p / 2 : p;
            boolean flipped = flip && p % 2 == 1;
            double tp = flipped ? curve.positives() - curve.tp()[at] : curve.tp()[at];
            double fp = flipped ? curve.negatives() - curve.fp()[at] : curve.fp()[at];
            px[p] = xMetric.of(tp, fp, curve.negatives() - fp, curve.positives() - tp);
            py[p] = yMetric.of(tp, fp, curve.negatives() - fp, curve.positives() - tp);
        }
        Comparator<Integer> byX = Comparator.comparingDouble((Integer p) -> px[p]);
        int[] order = IntStream.range(0, all)
                .boxed()
                .sorted(byX.thenComparingDouble(p -> py[p]))
                .mapToInt(p -> p)
                .toArray();
        int[] hull = hull(order, px, py);
        double[] threshold = new double[hull.length];
        boolean[] above = new boolean[hull.length];
        double[] hx = new double[hull.length];
        double[] hy = new double[hull.length];
        for (int v = 0; v < hull.length; v++) {
            threshold[v] = curve.threshold()[flip ? hull[v] / 2 : hull[v]];
            above[v] = !flip || hull[v] % 2 == 0;
            hx[v] = px[hull[v]];
            hy[v] = py[hull[v]];
        }
        return interpolated(hx, hy, steps, threshold, above);
    }

    private static int[] hull(int[] order, double[] x, double[] y) {
        int[] stack = new int[order.length];
        int size = 0;
        for (int p : order) {
            while (size >= 2) {
                int r0 = stack[size - 2];
                int r1 = stack[size - 1];
                if (!((y[r1] - y[r0]) * (x[p] - x[r0]) <= (y[p] - y[r0]) * (x[r1] - x[r0]))) break;
                size--;
            }
            stack[size++] = p;
        }
        return Arrays.copyOf(stack, size);
    }

    private static GridCurve interpolated(double[] hx, double[] hy, int steps, double[] threshold, boolean[] above) {
        double[] x = new double[steps + 1];
        double[] y = new double[steps + 1];
        double[] share = new double[steps + 1];
        int[] left = new int[steps + 1];
        double step = 1.0 / steps;
        int v = 0;
        for (int i = 0; i <= steps; i++) {
            x[i] = i == steps ? 1 : i * step;
            while (v + 1 < hx.length && hx[v + 1] <= x[i]) v++;
            left[i] = i > 0 && hx[v] == x[i]
                    ? v - 1
                    : v; // but at the first place the vertex to the left of a grid's place is below it
            int l = left[i];
            share[i] = (hx[l + 1] - x[i]) / (hx[l + 1] - hx[l]);
            y[i] = share[i] * hy[l] + (1 - share[i]) * hy[l + 1];
        }
        return new GridCurve(x, y, left, share, threshold, above);
    }

    public Operation operation(int vertex, double chance) {
        return new Operation(above[vertex], threshold[vertex], chance);
    }
}
