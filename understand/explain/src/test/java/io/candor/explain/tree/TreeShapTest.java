package io.candor.explain.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.Table;
import io.candor.core.model.TreeEnsemble;
import io.candor.explain.NodeShares;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreeShapTest {
    private static final ForkJoinPool POOL = new ForkJoinPool(2);

    record Case(String name, TreeEnsemble model, Table rows) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return LongStream.range(0, 12).boxed().flatMap(seed -> {
            RandomTrees random = new RandomTrees(seed, 2 + (int) (seed % 6));
            TreeEnsemble binary = random.binary(5, 1 + (int) (seed % 7));
            Case first = new Case("binary " + seed, binary, random.rows(150));
            RandomTrees other = new RandomTrees(seed, 4);
            TreeEnsemble classes = other.classes(6, 4, seed % 2 == 0);
            return Stream.of(first, new Case("classes " + seed, classes, other.rows(20)));
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAreThoseOfEveryCoalition(Case c) {
        ShapValues values = TreeShap.pathDependent(c.model).values(c.rows, POOL);
        double[][] rows = RandomTrees.encoded(c.model, c.rows);
        double[] shares = NodeShares.of(c.model.trees());
        for (int k = 0; k < c.model.outputs(); k++) {
            for (int i = 0; i < rows.length; i += 7) {
                double[] expected =
                        BruteForce.values(values.inputs(), BruteForce.pathDependent(c.model, shares, rows[i], k));
                assertThat(row(values, i, k)).containsExactly(expected, within(1e-13));
                assertThat(PlainTreeShap.values(c.model, rows[i], k)).containsExactly(expected, within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void baseAndValuesAddUpToTheScore(Case c) {
        ShapValues values = TreeShap.pathDependent(c.model).values(c.rows, POOL);
        double[][] rows = RandomTrees.encoded(c.model, c.rows);
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < c.model.outputs(); k++) {
                assertThat(values.sum(i, k)).isCloseTo(c.model.additiveScore(rows[i], k), within(1e-13));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void interactionsAreThoseOfEveryCoalition(Case c) {
        ShapInteractions found = TreeShap.pathDependent(c.model).interactions(c.rows, POOL);
        double[][] rows = RandomTrees.encoded(c.model, c.rows);
        double[] shares = NodeShares.of(c.model.trees());
        int inputs = c.model.inputs().size();
        for (int k = 0; k < c.model.outputs(); k++) {
            for (int i = 0; i < rows.length; i += 13) {
                double[][] expected =
                        BruteForce.interactions(inputs, BruteForce.pathDependent(c.model, shares, rows[i], k));
                for (int a = 0; a < inputs; a++) {
                    for (int b = 0; b < inputs; b++) {
                        assertThat(found.get(i, a, b, k)).isCloseTo(expected[a][b], within(1e-12));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tablesGiveWhatTheWalkGives(Case c) {
        TreeShap shap = TreeShap.pathDependent(c.model);
        ShapInteractions walked = shap.interactions(c.rows, TreeShap.Way.WALK, POOL);
        ShapInteractions looked = shap.interactions(c.rows, TreeShap.Way.TABLES, POOL);
        close(looked, walked);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void backgroundValuesAreThoseOfEveryCoalition(Case c) {
        Table background = c.rows.select(new int[] {1, 5, 5, 8, 12, 13, 17});
        TreeShap shap = TreeShap.interventional(c.model, background);
        Table rows = c.rows.select(new int[] {0, 2, 5, 19});
        ShapInteractions paired = shap.interactions(rows, TreeShap.Way.PAIRS, POOL);
        close(shap.interactions(rows, TreeShap.Way.TABLES, POOL), paired);
        double[][] encoded = RandomTrees.encoded(c.model, rows);
        double[][] behind = RandomTrees.encoded(c.model, background);
        int inputs = c.model.inputs().size();
        for (int k = 0; k < c.model.outputs(); k++) {
            int output = k;
            for (int i = 0; i < encoded.length; i++) {
                double[] row = encoded[i];
                BruteForce.Game game = coalition -> Arrays.stream(behind)
                        .mapToDouble(b ->
                                BruteForce.replaced(c.model, row, b, output).of(coalition))
                        .average()
                        .orElseThrow();
                assertThat(row(paired.values(), i, k)).containsExactly(BruteForce.values(inputs, game), within(1e-13));
                assertThat(paired.values().base()[k]).isCloseTo(game.of(0), within(1e-13));
                double[][] expected = BruteForce.interactions(inputs, game);
                for (int a = 0; a < inputs; a++) {
                    for (int b = 0; b < inputs; b++) {
                        assertThat(paired.get(i, a, b, k)).isCloseTo(expected[a][b], within(1e-12));
                    }
                }
            }
        }
    }

    private static void close(ShapInteractions found, ShapInteractions expected) {
        assertThat(found.values().base()).containsExactly(expected.values().base(), within(1e-13));
        for (int c = 0; c < expected.pairs().length; c++) {
            assertThat(found.pairs()[c]).containsExactly(expected.pairs()[c], within(1e-13));
        }
        for (int c = 0; c < expected.values().columns().length; c++) {
            assertThat(found.values().columns()[c])
                    .containsExactly(expected.values().columns()[c], within(1e-13));
        }
    }

    @Test
    void deepTreesOfManyInputsStayExact() {
        RandomTrees random = new RandomTrees(5, 60);
        TreeEnsemble model = random.binary(2, 14);
        Table rows = random.rows(3);
        ShapValues values = TreeShap.pathDependent(model).values(rows, POOL);
        double[][] encoded = RandomTrees.encoded(model, rows);
        for (int i = 0; i < 3; i++) {
            assertThat(row(values, i, 0)).containsExactly(PlainTreeShap.values(model, encoded[i], 0), within(1e-10));
            assertThat(values.sum(i, 0)).isCloseTo(model.additiveScore(encoded[i], 0), within(1e-12));
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        RandomTrees random = new RandomTrees(3, 7);
        TreeEnsemble model = random.binary(30, 6);
        Table rows = random.rows(1000);
        ShapInteractions one = TreeShap.pathDependent(model).interactions(rows, new ForkJoinPool(1));
        ShapInteractions many = TreeShap.pathDependent(model).interactions(rows, new ForkJoinPool(5));
        assertThat(many.pairs()).isEqualTo(one.pairs());
        assertThat(many.values().columns()).isEqualTo(one.values().columns());
    }

    private static double[] row(ShapValues values, int row, int output) {
        double[] numbers = new double[values.inputs()];
        for (int j = 0; j < numbers.length; j++) numbers[j] = values.get(row, j, output);
        return numbers;
    }
}
