package io.candor.explain.shapley;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.random.RandomStreams;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On games of a boosted forest the error is far below that of shap's KernelExplainer, whose figures stand in the fixture's README. */
class PeerErrorTest {
    private static final int SEEDS = 8;

    private record Figures(double squares, double covered) {}

    private static Figures figures(ShapleyEstimator estimator, List<TableGame> games, int seeds) {
        double squares = 0;
        double covered = 0;
        for (TableGame game : games) {
            Shapley truth = new ExactShapley().estimate(game, new RandomStreams(0).stream("exact"));
            for (int seed = 0; seed < seeds; seed++) {
                Shapley found = estimator.estimate(game, new RandomStreams(seed).stream("peer"));
                for (int p = 0; p < 14; p++) {
                    double off = found.values()[p][0] - truth.values()[p][0];
                    squares += off * off / 14;
                    if (Math.abs(off) <= 1.96 * found.errors()[p][0]) covered += 1 / 14.0;
                }
            }
        }
        int runs = games.size() * seeds;
        return new Figures(squares / runs, covered / runs);
    }

    @Test
    void theMeanSquaredErrorIsBelowHalfOfThePeers() {
        int[] budgets = {200, 500, 2076};
        for (int b = 0; b < budgets.length; b++) {
            int seeds = budgets[b] > 1000 ? 1 : SEEDS;
            Figures ours = figures(new GaussianShapley(budgets[b]), TableGame.forest(), seeds);
            assertThat(ours.squares()).as("%d coalitions", budgets[b]).isLessThan(PEER[b] / 2);
        }
    }

    private static final double[] PEER = {1.979e-04, 6.265e-05, 1.042e-05};

    /** 95 % intervals of estimators that draw: 3 games × 40 seeds × 14 players. */
    @Test
    void standardErrorsTellTheError() {
        for (ShapleyEstimator estimator : List.of(
                new PermutationShapley(600),
                new KernelShapley(600),
                new LeverageShapley(600),
                new GaussianShapley(200))) {
            Figures found = figures(estimator, TableGame.forest(), 40);
            assertThat(found.covered()).as(estimator.name()).isBetween(0.85, 1.0);
        }
    }
}
