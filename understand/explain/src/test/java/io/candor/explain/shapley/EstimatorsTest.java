package io.candor.explain.shapley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.random.RandomStream;
import io.candor.core.random.RandomStreams;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EstimatorsTest {
    private static RandomStream random(long seed) {
        return new RandomStreams(seed).stream("test");
    }

    private static List<ShapleyEstimator> estimators(int budget) {
        return List.of(
                new PermutationShapley(budget),
                new KernelShapley(budget),
                new LeverageShapley(budget),
                new GaussianShapley(budget));
    }

    private static Game drawn(int players, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new TableGame(
                players, random.doubles(1L << players).map(v -> 2 * v - 1).toArray());
    }

    /** The glove game: a left glove (0) and two right ones; a pair is worth 1. Values by hand: 2/3, 1/6, 1/6. */
    @Test
    void theGloveGameIsSharedAsShapleyShared() {
        Shapley found = new ExactShapley().estimate(new TableGame(3, new double[] {0, 0, 0, 1, 0, 1, 0, 1}), random(1));
        assertThat(found.values()[0][0]).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(found.values()[1][0]).isCloseTo(1 / 6.0, within(1e-15));
        assertThat(found.values()[2][0]).isCloseTo(1 / 6.0, within(1e-15));
    }

    @Test
    void anAdditiveGameIsToldByAllExactly() {
        double[] own = {3, -1, 0.5, 0, 2, -4, 1e-3, 7};
        double[] worth = new double[256];
        for (int s = 0; s < 256; s++) {
            worth[s] = 10;
            for (int p = 0; p < 8; p++) if ((s >>> p & 1) != 0) worth[s] += own[p];
        }
        for (ShapleyEstimator estimator : estimators(40)) {
            Shapley found = estimator.estimate(new TableGame(8, worth), random(2));
            assertThat(found.base()[0]).isEqualTo(10);
            for (int p = 0; p < 8; p++) {
                assertThat(found.values()[p][0]).as(estimator.name()).isCloseTo(own[p], within(1e-12));
                if (found.evaluations() > 14) assertThat(found.errors()[p][0]).isCloseTo(0, within(1e-7));
            }
        }
    }

    /** Interactions of two players cancel in pairs of coalitions and in an order with its reverse. */
    @Test
    void interactionsOfTwoAreSharedExactly() {
        SplittableRandom random = new SplittableRandom(3);
        double[][] pair = new double[9][9];
        for (double[] row : pair) for (int j = 0; j < 9; j++) row[j] = random.nextDouble() - 0.5;
        double[] worth = new double[512];
        for (int s = 0; s < 512; s++)
            for (int i = 0; i < 9; i++)
                for (int j = 0; j <= i; j++) if ((s >>> i & s >>> j & 1) != 0) worth[s] += pair[i][j];
        Shapley truth = new ExactShapley().estimate(new TableGame(9, worth), random(1));
        for (ShapleyEstimator estimator : estimators(60)) {
            Shapley found = estimator.estimate(new TableGame(9, worth), random(4));
            for (int p = 0; p < 9; p++)
                assertThat(found.values()[p][0]).as(estimator.name()).isCloseTo(truth.values()[p][0], within(1e-11));
        }
    }

    @Test
    void whatIsKnownWhollyIsExact() {
        for (int players : new int[] {2, 3, 6, 7}) {
            Game game = drawn(players, players);
            Shapley truth = new ExactShapley().estimate(game, random(1));
            for (ShapleyEstimator estimator : List.of(
                    new KernelShapley(1 << players),
                    new LeverageShapley(1 << players),
                    new GaussianShapley(1 << players))) {
                Shapley found = estimator.estimate(game, random(5));
                assertThat(found.evaluations()).isEqualTo((1 << players) - 2);
                for (int p = 0; p < players; p++)
                    assertThat(found.values()[p][0])
                            .as("%s of %d", estimator.name(), players)
                            .isCloseTo(truth.values()[p][0], within(1e-6));
            }
        }
    }

    @Test
    void valuesAddUpAndTheBudgetIsKept() {
        for (ShapleyEstimator estimator : estimators(300)) {
            TableGame game = TableGame.forest().get(0);
            Shapley found = estimator.estimate(game, random(6));
            assertThat(found.residual(0)).as(estimator.name()).isCloseTo(0, within(1e-12));
            assertThat(found.evaluations()).isLessThanOrEqualTo(300).isGreaterThan(250);
            assertThat(game.asked).isEqualTo(found.evaluations() + 2);
        }
    }

    @Test
    void oneSeedGivesTheSameBits() {
        Game game = TableGame.forest().get(1);
        for (ShapleyEstimator estimator : estimators(200)) {
            double[][] once = estimator.estimate(game, random(7)).values();
            assertThat(estimator.estimate(game, random(7)).values()).isDeepEqualTo(once);
            assertThat(estimator.estimate(game, random(8)).values()).isNotEqualTo(once);
        }
    }

    /** More than 64 players: a bit set of several words. */
    @Test
    void aHundredPlayersAreShared() {
        Game game = new Game() {
            @Override
            public int players() {
                return 100;
            }

            @Override
            public int outputs() {
                return 2;
            }

            @Override
            public double[] values(Coalitions coalitions) {
                double[] values = new double[2 * coalitions.size()];
                for (int c = 0; c < coalitions.size(); c++) {
                    for (int p = 0; p < 100; p++) if (coalitions.has(c, p)) values[2 * c] += p;
                    values[2 * c + 1] = coalitions.has(c, 70) && coalitions.has(c, 99) ? 1 : 0;
                }
                return values;
            }
        };
        for (ShapleyEstimator estimator : estimators(1000)) {
            Shapley found = estimator.estimate(game, random(9));
            assertThat(found.values()[70][0]).as(estimator.name()).isCloseTo(70, within(1e-6));
            assertThat(found.values()[99][1]).as(estimator.name()).isCloseTo(0.5, within(0.01));
            assertThat(found.values()[3][1]).as(estimator.name()).isCloseTo(0, within(0.05));
        }
    }
}
