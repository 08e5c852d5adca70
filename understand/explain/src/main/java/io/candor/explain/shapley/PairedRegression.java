package io.candor.explain.shapley;

import io.candor.core.random.RandomStream;

/**
 * Shapley values as the solution of weighted least squares under the constraint that they add up to the gain (Charnes et al.
 * 1988; Lundberg &amp; Lee 2017, theorem 2), on a paired sample. With A = Σ w x xᵀ over pairs, b = Σ w x y: φ = A⁻¹b + A⁻¹1 (gain −
 * 1ᵀA⁻¹b) / 1ᵀA⁻¹1. The standard errors are the sandwich C M C (White 1980, small-sample factor m/(m−n+1)) with C the inverse under
 * the constraint and M the squares of those pairs that are there by chance.
 */
final class PairedRegression {
    private final String name;
    private final PairedSample sample;

    PairedRegression(String name, PairedSample sample) {
        this.name = name;
        this.sample = sample;
    }

    /** Draws the sample. */
    interface Design {
        PairedSample draw(int players, int pairs, RandomStream random);
    }

    static Shapley estimate(String name, Game game, int budget, Design design, RandomStream random) {
        int n = game.players();
        Ends ends = Ends.of(game);
        if (n < 2) return ends.alone(n, name);
        return new PairedRegression(name, design.draw(n, Math.max(n, budget / 2), random)).of(game, ends);
    }

    private Shapley of(Game game, Ends ends) {
        int n = game.players();
        int outputs = game.outputs();
        PairedDifferences found = PairedDifferences.of(game, sample);
        Cholesky cross = Cholesky.of(found.cross(sample.weights()), 1e-13);
        double[] ones = new double[n];
        java.util.Arrays.fill(ones, 1);
        double[] along = cross.solve(ones);
        double total = sum(along);
        double[][] values = new double[n][outputs];
        double[][] errors = new double[n][outputs];
        for (int k = 0; k < outputs; k++) {
            double[] y = found.differences()[k];
            double[] b = new double[n];
            for (int p = 0; p < y.length; p++)
                for (int i = 0; i < n; i++) b[i] += sample.weights()[p] * found.sides()[p][i] * y[p];
            double[] free = cross.solve(b);
            double step = (ends.gain()[k] - sum(free)) / total;
            double[] phi = new double[n];
            for (int i = 0; i < n; i++) values[i][k] = phi[i] = free[i] + along[i] * step;
            double[] variance = variances(cross, along, total, found.sides(), y, phi);
            for (int i = 0; i < n; i++) errors[i][k] = Math.sqrt(variance[i]);
        }
        return new Shapley(ends.base(), ends.full(), values, errors, 2 * sample.pairs(), name);
    }

    private double[] variances(
            Cholesky cross, double[] along, double total, double[][] sides, double[] y, double[] phi) {
        int n = phi.length;
        double[] variances = new double[n];
        int byChance = 0;
        for (int p = 0; p < y.length; p++) {
            if (sample.chance()[p] == 0) continue;
            byChance++;
            double rest = y[p];
            for (int i = 0; i < n; i++) rest -= sides[p][i] * phi[i];
            double[] moved = cross.solve(sides[p]);
            double constrained = sum(moved) / total;
            double scale = sample.weights()[p] * rest;
            for (int i = 0; i < n; i++) {
                double influence = (moved[i] - along[i] * constrained) * scale;
                variances[i] += influence * influence * sample.chance()[p];
            }
        }
        double factor = byChance == 0 ? 0 : y.length / Math.max(1.0, y.length - n + 1.0);
        for (int i = 0; i < n; i++) variances[i] *= factor;
        return variances;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double v : values) sum += v;
        return sum;
    }
}
