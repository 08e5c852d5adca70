package io.candor.fairness.threshold.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Places on a common grid, one per group and no further apart than a tolerance, with the greatest weighted sum; of equals the closest, then the last. */
public final class GridTolerance {
    private GridTolerance() {}

    /** @param n rows of all groups */
    public static int[] best(List<GridCurve> grids, List<RocCurve> curves, double n, double tolerance) {
        int groups = grids.size();
        double[] x = grids.get(0).x();
        double[][] y = new double[groups][x.length];
        List<Deque<Integer>> queues = new ArrayList<>(); // of places whose values fall
        for (int g = 0; g < groups; g++) {
            queues.add(new ArrayDeque<>());
            for (int i = 0; i < x.length; i++)
                y[g][i] = grids.get(g).y()[i] * (curves.get(g).rows() / n);
        }
        int[] best = new int[groups];
        double most = Double.NEGATIVE_INFINITY;
        double closest = Double.POSITIVE_INFINITY;
        int start = 0;
        for (int end = 0; end < x.length; end++) {
            for (int g = 0; g < groups; g++) {
                Deque<Integer> queue = queues.get(g);
                while (!queue.isEmpty() && y[g][queue.peekLast()] <= y[g][end]) queue.pollLast();
                queue.addLast(end);
            }
            for (; x[end] - x[start] > tolerance; start++) {
                for (Deque<Integer> queue : queues) {
                    if (!queue.isEmpty() && queue.peekFirst() == start) queue.pollFirst();
                }
            }
            int[] places = new int[groups];
            double sum = 0;
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int g = 0; g < groups; g++) {
                places[g] = queues.get(g).getFirst();
                sum += y[g][places[g]];
                low = Math.min(low, x[places[g]]);
                high = Math.max(high, x[places[g]]);
            }
            if (sum > most || sum == most && high - low <= closest) {
                most = sum;
                closest = high - low;
                best = places;
            }
        }
        return best;
    }
}
