package io.candor.explain.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.model.Trees;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VariedTreesTest {
    private static int mostNodes(Trees trees) {
        return IntStream.range(0, trees.count())
                .map(t -> trees.end(t) - trees.roots()[t])
                .max()
                .orElse(0);
    }

    @ParameterizedTest
    @MethodSource("io.candor.explain.tree.TreeShapTest#cases")
    void aVariedRowIsScoredAsTheModelScoresIt(TreeShapTest.Case c) {
        Optional<VariedTrees> made = VariedTrees.of(c.model(), c.rows(), new ForkJoinPool(2));
        assertThat(made.isPresent()).isEqualTo(mostNodes(c.model().trees()) < 128); // 64 leaves
        if (made.isEmpty()) return;
        VariedTrees varied = made.get();
        double[][] rows = RandomTrees.encoded(c.model(), c.rows());
        int[] members = IntStream.range(0, rows.length).filter(i -> i % 2 == 0).toArray();
        int[] donors = {3, 1, 4, 1, 5, 9, 2, 6};
        int outputs = c.model().outputs();
        for (int j = 0; j < c.model().inputs().size(); j++) {
            double[][] found = varied.scores(j, donors, members);
            for (int d = 0; d < donors.length; d++) {
                for (int i = 0; i < members.length; i++) {
                    double[] row = rows[members[i]].clone();
                    row[j] = rows[donors[d]][j];
                    for (int k = 0; k < outputs; k++) {
                        assertThat(found[d][i * outputs + k])
                                .isCloseTo(c.model().additiveScore(row, k), within(1e-12));
                    }
                }
            }
        }
    }
}
