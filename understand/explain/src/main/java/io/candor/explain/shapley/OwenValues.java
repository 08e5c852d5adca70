package io.candor.explain.shapley;

import io.candor.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Owen values over a tree of players (Owen 1977, nested: Winter 1989; as in shap's partition explainer): each join shares what it
 * adds between its two sides as a game of two players, with everything else as the sides' own joins left it. So players that go
 * together share among themselves, and n players need about n² coalitions on a balanced tree and not 2ⁿ.
 *
 * <p>Joins are opened by the size of what they share until the budget is spent; a join that stays closed shares equally among its
 * players, and their standard error is unknown (NaN). Opened wholly, the values are exact.
 *
 * @param budget coalitions to evaluate
 */
public record OwenValues(PlayerTree tree, int budget) implements ShapleyEstimator {
    @Override
    public String name() {
        return "partition";
    }

    /** A join to be opened: outside of it {@code around} play; what it is worth without and with it is known. */
    private record Open(int node, double weight, boolean[] around, double[] without, double[] with, long order) {
        double size() {
            double most = 0;
            for (int k = 0; k < with.length; k++) most = Math.max(most, Math.abs(with[k] - without[k]));
            return weight * most;
        }
    }

    @Override
    public Shapley estimate(Game game, RandomStream random) {
        int n = game.players();
        if (n != tree.players()) throw new IllegalArgumentException("a tree of other players");
        int outputs = game.outputs();
        Ends ends = Ends.of(game);
        if (n < 2) return ends.alone(n, name());
        double[][] values = new double[n][outputs];
        double[][] errors = new double[n][outputs];
        PriorityQueue<Open> queue = new PriorityQueue<>(
                Comparator.comparingDouble((Open o) -> -o.size()).thenComparingLong(Open::order));
        long order = 0;
        queue.add(new Open(2 * n - 2, 1, new boolean[n], ends.base(), ends.full(), order++));
        int asked = 0;
        while (!queue.isEmpty() && asked + 2 <= budget) {
            List<Open> opened = new ArrayList<>();
            for (int most = Math.min(64, (budget - asked) / 2); opened.size() < most && !queue.isEmpty(); )
                opened.add(queue.poll());
            Coalitions coalitions = new Coalitions(n);
            for (Open open : opened) {
                coalitions.add(with(open.around, tree.left()[open.node - n]));
                coalitions.add(with(open.around, tree.right()[open.node - n]));
            }
            asked += coalitions.size();
            double[] worth = game.values(coalitions);
            for (int o = 0; o < opened.size(); o++) {
                Open open = opened.get(o);
                double[] left = part(worth, 2 * o, outputs);
                double[] right = part(worth, 2 * o + 1, outputs);
                int a = tree.left()[open.node - n];
                int b = tree.right()[open.node - n];
                double half = open.weight / 2;
                for (Open side : List.of(
                        new Open(a, half, open.around, open.without, left, order++),
                        new Open(a, half, with(open.around, b), right, open.with, order++),
                        new Open(b, half, open.around, open.without, right, order++),
                        new Open(b, half, with(open.around, a), left, open.with, order++))) {
                    if (side.node >= n) queue.add(side);
                    else share(side, values);
                }
            }
        }
        for (Open closed : queue) {
            share(closed, values);
            for (int p : tree.leaves(closed.node)) java.util.Arrays.fill(errors[p], Double.NaN);
        }
        return new Shapley(ends.base(), ends.full(), values, errors, asked, name());
    }

    private void share(Open open, double[][] values) {
        List<Integer> leaves = tree.leaves(open.node);
        for (int p : leaves)
            for (int k = 0; k < open.with.length; k++)
                values[p][k] += open.weight * (open.with[k] - open.without[k]) / leaves.size();
    }

    private boolean[] with(boolean[] around, int node) {
        boolean[] members = around.clone();
        for (int p : tree.leaves(node)) members[p] = true;
        return members;
    }

    private static double[] part(double[] worth, int coalition, int outputs) {
        return java.util.Arrays.copyOfRange(worth, coalition * outputs, (coalition + 1) * outputs);
    }
}
