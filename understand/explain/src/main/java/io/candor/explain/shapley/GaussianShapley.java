package io.candor.explain.shapley;

import io.candor.core.random.RandomStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Regression-adjusted Shapley values: the game is learnt from a sample, and the learnt game's values are exact. After Witter, Liu &amp;
 * Musco, "Regression-adjusted Monte Carlo estimators for Shapley values and probabilistic values" (2025), who learn trees, and the
 * finding that the odd part of a game alone matters for its values (OddSHAP, in the shapiq package). Here a Gaussian process over
 * the odd part is learnt from the paired differences of a leverage sample: {@link OddProcess}. A game's worths are without noise,
 * so the process goes through all of them, the full and the empty coalition among them, and no correction by sampling is left to
 * make (a deviation: the estimate is not unbiased over samples; its standard error is the process's own).
 *
 * <p>An additive game is told exactly. More than {@link #MOST_PAIRS} pairs are not taken: their cost grows by the cube.
 *
 * @param budget coalitions to evaluate; at least four for each player are taken
 */
public record GaussianShapley(int budget) implements ShapleyEstimator {
    /** A matrix of that size is factored in a second. */
    public static final int MOST_PAIRS = 1200;

    /** Rounding, relative to the largest difference. */
    private static final double ADDITIVE = 1e-12;

    @Override
    public String name() {
        return "gaussian-shap";
    }

    @Override
    public Shapley estimate(Game game, RandomStream random) {
        int n = game.players();
        Ends ends = Ends.of(game);
        if (n < 2) return ends.alone(n, name());
        int pairs = Math.min(MOST_PAIRS, Math.max(2 * n, budget / 2));
        PairedSample sample = PairedSample.leverage(n, pairs, random);
        PairedDifferences found = PairedDifferences.of(game, sample);
        int outputs = game.outputs();
        double[][] values = new double[n][outputs];
        double[][] errors = new double[n][outputs];
        for (int k = 0; k < outputs; k++) {
            double[] additive = additive(found.sides(), found.differences()[k], ends.gain()[k]);
            if (additive != null) {
                for (int i = 0; i < n; i++) values[i][k] = additive[i];
                continue;
            }
            OddProcess process = OddProcess.fit(found.sides(), found.differences()[k], ends.gain()[k]);
            double[] own = process.values();
            double[] error = process.errors();
            double sum = 0;
            for (double v : own) sum += v;
            for (int i = 0; i < n; i++) {
                values[i][k] = own[i] + (ends.gain()[k] - sum) / n; // what rounding left of the constraint
                errors[i][k] = error[i];
            }
        }
        return new Shapley(ends.base(), ends.full(), values, errors, 2 * sample.pairs(), name());
    }

    /** The values if they alone explain every pair; null if not. */
    private static double @Nullable [] additive(double[][] sides, double[] differences, double gain) {
        int n = sides[0].length;
        double[] ones = new double[sides.length];
        Arrays.fill(ones, 1);
        double[] b = new double[n];
        for (int p = 0; p < sides.length; p++) for (int i = 0; i < n; i++) b[i] += sides[p][i] * differences[p];
        double[] values = Cholesky.of(new PairedDifferences(sides, new double[0][]).cross(ones), 0)
                .solve(b);
        double largest = Math.abs(gain);
        for (double d : differences) largest = Math.max(largest, Math.abs(d));
        double rest = gain;
        for (double v : values) rest -= v;
        if (Math.abs(rest) > ADDITIVE * largest) return null;
        for (int p = 0; p < sides.length; p++) {
            rest = differences[p];
            for (int i = 0; i < n; i++) rest -= sides[p][i] * values[i];
            if (Math.abs(rest) > ADDITIVE * largest) return null;
        }
        return values;
    }
}
