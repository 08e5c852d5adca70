package io.candor.explain.shapley;

import io.candor.core.random.RandomStream;

/**
 * Shapley's formula (1953, eq. 12) over all coalitions: of n players player i gets Σ |S|! (n−|S|−1)! / n! · (v(S∪i) − v(S)) over
 * the coalitions S without i. For at most {@link #MOST} players.
 */
public final class ExactShapley implements ShapleyEstimator {
    /** 65,536 coalitions. */
    public static final int MOST = 16;

    private static final int BLOCK = 4096;

    @Override
    public String name() {
        return "exact";
    }

    @Override
    public Shapley estimate(Game game, RandomStream random) {
        int n = game.players();
        if (n > MOST) throw new IllegalArgumentException(n + " players are too many");
        int outputs = game.outputs();
        int all = 1 << n;
        double[] worth = new double[all * outputs];
        for (int from = 0; from < all; from += BLOCK) {
            Coalitions block = new Coalitions(n);
            for (int s = from; s < Math.min(all, from + BLOCK); s++) block.add((long) s);
            double[] values = game.values(block);
            System.arraycopy(values, 0, worth, from * outputs, values.length);
        }
        double[] weights = weights(n);
        double[][] values = new double[n][outputs];
        for (int s = 0; s < all; s++) {
            double weight = weights[Integer.bitCount(s)];
            for (int p = 0; p < n; p++) {
                if ((s >>> p & 1) != 0) continue;
                int with = (s | 1 << p) * outputs;
                for (int k = 0; k < outputs; k++) values[p][k] += weight * (worth[with + k] - worth[s * outputs + k]);
            }
        }
        double[] base = new double[outputs];
        double[] full = new double[outputs];
        System.arraycopy(worth, 0, base, 0, outputs);
        System.arraycopy(worth, (all - 1) * outputs, full, 0, outputs);
        return new Shapley(base, full, values, new double[n][outputs], Math.max(0, all - 2), name());
    }

    /** By size of the coalition: 1 / (n · C(n−1, size)). */
    private static double[] weights(int n) {
        double[] weights = new double[n + 1];
        double choose = 1;
        for (int s = 0; s < n; s++) {
            weights[s] = 1 / (n * choose);
            choose = choose * (n - 1 - s) / (s + 1);
        }
        return weights;
    }
}
