package io.candor.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeEnsembleTest {
    private static final List<Input> INPUTS = List.of(Input.number("a"), Input.category("b", List.of("x", "y", "z")));

    /** a (≤ or <) 1 → 10; else b in {x, z} (or missing) → 20, else 30. */
    private static Trees trees(Trees.Comparison comparison, Trees.Precision precision) {
        return new Trees(
                new int[] {0},
                new int[] {0, -1, 1, -1, -1},
                new double[] {1, 0, 0, 0, 0},
                new int[] {1, 0, 3, 0, 0},
                new int[] {2, 0, 4, 0, 0},
                new boolean[] {false, false, true, false, false},
                new int[] {-1, -1, 0, -1, -1},
                new long[] {0b101},
                new double[] {10, 4, 6, 3, 3},
                new double[] {0, 10, 0, 20, 30},
                1,
                new int[] {0},
                comparison,
                precision);
    }

    private static TreeEnsemble model(Trees trees, Link link, boolean averaged) {
        return new TreeEnsemble(Task.REGRESSION, "y", INPUTS, List.of(), link, new double[] {0.5}, trees, averaged);
    }

    @Test
    void walksNumbersLevelsMissingAndUnseenToTheirLeaves() {
        Table rows = new Table(List.of(
                new NumericColumn("a", new double[] {1, 1.5, 1.5, Double.NaN, 2, 2}),
                CategoricalColumn.of("b", Arrays.asList("x", "x", "y", null, "unseen", "z"))));
        TreeEnsemble model = model(trees(Trees.Comparison.LESS_OR_EQUAL, Trees.Precision.DOUBLE), Link.IDENTITY, false);
        assertThat(model.score(rows).values()).containsExactly(10.5, 20.5, 30.5, 20.5, 30.5, 20.5);
        double[] out = new double[1];
        model.rowScorer().orElseThrow().score(new double[] {1, 0}, out);
        assertThat(out[0]).isEqualTo(10.5).isEqualTo(model.additiveScore(new double[] {1, 0}, 0));
    }

    @Test
    void comparisonAndPrecisionDecideAtTheThreshold() {
        double justAbove = 1 + 1e-12; // 1 as a float
        double[] row = {justAbove, 1};
        double[] at = {1, 1};
        assertThat(trees(Trees.Comparison.LESS_OR_EQUAL, Trees.Precision.DOUBLE).leaf(0, row))
                .isEqualTo(4);
        assertThat(trees(Trees.Comparison.LESS_OR_EQUAL, Trees.Precision.FLOAT).leaf(0, row))
                .isEqualTo(1);
        assertThat(trees(Trees.Comparison.LESS, Trees.Precision.DOUBLE).leaf(0, at))
                .isEqualTo(4);
    }

    @Test
    void aNumberNextToZeroGoesWhereAMissingOneDoesIfTheNodeSaysSo() {
        Trees plain = trees(Trees.Comparison.LESS_OR_EQUAL, Trees.Precision.DOUBLE);
        boolean[] zero = {true, false, false, false, false};
        Trees trees = new Trees(
                plain.roots(),
                plain.feature(),
                plain.threshold(),
                plain.left(),
                plain.right(),
                plain.missingLeft(),
                zero,
                plain.set(),
                plain.sets(),
                plain.cover(),
                plain.values(),
                1,
                plain.output(),
                plain.comparison(),
                plain.precision());
        assertThat(plain.leaf(0, new double[] {0, 1})).isEqualTo(1);
        for (double number : new double[] {0, -0.0, 1e-36, -1e-35f, Double.NaN}) {
            assertThat(trees.leaf(0, new double[] {number, 1})).as("%s", number).isEqualTo(4);
        }
        assertThat(trees.leaf(0, new double[] {1e-34, 1})).isEqualTo(1);
        assertThat(trees.withCover(new double[5]).leaf(0, new double[] {0, 1})).isEqualTo(4);
        assertThat(model(trees, Link.IDENTITY, false)
                        .with(plain)
                        .trees()
                        .first(1)
                        .leaf(0, new double[] {0, 1}))
                .isEqualTo(1);
        assertThat(trees.first(0).zeroMissing()).isEmpty();
    }

    @Test
    void treesAreSummedOrAveragedEachIntoItsOutput() {
        Trees two = new Trees(
                new int[] {0, 1, 2},
                new int[] {-1, -1, -1},
                new double[3],
                new int[3],
                new int[3],
                new boolean[3],
                new int[] {-1, -1, -1},
                new long[0],
                new double[3],
                new double[] {1, 2, 4},
                1,
                new int[] {0, 2, 2},
                Trees.Comparison.LESS,
                Trees.Precision.FLOAT);
        double[] base = {0, 1, 0};
        for (boolean averaged : new boolean[] {false, true}) {
            TreeEnsemble model = new TreeEnsemble(
                    Task.MULTICLASS, "y", INPUTS, List.of("a", "b", "c"), Link.IDENTITY, base, two, averaged);
            double[] out = new double[3];
            model.rowScorer().orElseThrow().score(new double[2], out);
            assertThat(out).containsExactly(averaged ? new double[] {1 / 3.0, 1, 2} : new double[] {1, 1, 6});
            assertThat(model.scale()).isEqualTo(Scores.Scale.PROBABILITY);
        }
    }

    @Test
    void whatIsNoTreeIsRefused() {
        assertRefused(new int[] {1, 0, 3, 0, 0}, new int[] {1, 0, 4, 0, 0}); // two ways to one node
        assertRefused(new int[] {1, 0, 0, 0, 0}, new int[] {2, 0, 4, 0, 0}); // back to the root
        assertRefused(new int[] {1, 0, 3, 0, 0}, new int[] {2, 0, 5, 0, 0}); // beyond the end
        assertRefused(new int[] {1, 0, 3, 0, 0}, new int[] {3, 0, 4, 0, 0}); // a node that nothing leads to
    }

    private static void assertRefused(int[] left, int[] right) {
        Trees good = trees(Trees.Comparison.LESS, Trees.Precision.DOUBLE);
        assertThatThrownBy(() -> new Trees(
                        good.roots(),
                        good.feature(),
                        good.threshold(),
                        left,
                        right,
                        good.missingLeft(),
                        good.set(),
                        good.sets(),
                        good.cover(),
                        good.values(),
                        1,
                        good.output(),
                        good.comparison(),
                        good.precision()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
