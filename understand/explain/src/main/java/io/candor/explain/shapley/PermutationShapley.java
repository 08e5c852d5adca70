package io.candor.explain.shapley;

import io.candor.core.random.RandomStream;
import io.candor.evaluation.Moments;
import java.util.Arrays;

/**
 * The mean over random orders of what a player adds when it joins (Castro et al. 2009), each order with its reverse
 * (antithetic; Mitchell et al. 2022), which is exact where interactions stop at two players. The mean of an order and its
 * reverse is one observation; the standard error is that of the mean of these.
 *
 * @param budget coalitions to evaluate; at least one pair of orders is taken
 */
public record PermutationShapley(int budget) implements ShapleyEstimator {
    private static final int PAIRS_AT_ONCE = 64;

    @Override
    public String name() {
        return "permutation";
    }

    @Override
    public Shapley estimate(Game game, RandomStream random) {
        int n = game.players();
        int outputs = game.outputs();
        Ends ends = Ends.of(game);
        if (n < 2) return ends.alone(n, name());
        int pairs = Math.max(1, budget / (2 * (n - 1)));
        Moments[][] seen = new Moments[n][outputs];
        for (Moments[] own : seen) Arrays.setAll(own, k -> new Moments());
        for (int from = 0; from < pairs; from += PAIRS_AT_ONCE) {
            int count = Math.min(PAIRS_AT_ONCE, pairs - from);
            int[][] orders = new int[count][];
            Coalitions asked = new Coalitions(n);
            for (int p = 0; p < count; p++) {
                orders[p] = random.permutation(n);
                prefixes(orders[p], asked);
                prefixes(reversed(orders[p]), asked);
            }
            double[] worth = game.values(asked);
            for (int p = 0; p < count; p++) {
                double[][] pair = new double[n][outputs];
                add(orders[p], worth, 2 * p * (n - 1), ends, pair);
                add(reversed(orders[p]), worth, (2 * p + 1) * (n - 1), ends, pair);
                for (int i = 0; i < n; i++) for (int k = 0; k < outputs; k++) seen[i][k].add(pair[i][k] / 2);
            }
        }
        double[][] values = new double[n][outputs];
        double[][] errors = new double[n][outputs];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < outputs; k++) {
                values[i][k] = seen[i][k].mean();
                errors[i][k] = pairs == 1 ? Double.NaN : Math.sqrt(seen[i][k].variance() / pairs);
            }
        }
        return new Shapley(ends.base(), ends.full(), values, errors, 2 * pairs * (n - 1), name());
    }

    private static void prefixes(int[] order, Coalitions asked) {
        boolean[] members = new boolean[order.length];
        for (int i = 0; i < order.length - 1; i++) {
            members[order[i]] = true;
            asked.add(members);
        }
    }

    private static int[] reversed(int[] order) {
        int[] reversed = new int[order.length];
        for (int i = 0; i < order.length; i++) reversed[i] = order[order.length - 1 - i];
        return reversed;
    }

    /** What each player adds in one order. */
    private static void add(int[] order, double[] worth, int from, Ends ends, double[][] to) {
        int outputs = ends.base().length;
        int last = order.length - 1;
        for (int k = 0; k < outputs; k++) {
            double before = ends.base()[k];
            for (int i = 0; i <= last; i++) {
                double after = i == last ? ends.full()[k] : worth[(from + i) * outputs + k];
                to[order[i]][k] += after - before;
                before = after;
            }
        }
    }
}
