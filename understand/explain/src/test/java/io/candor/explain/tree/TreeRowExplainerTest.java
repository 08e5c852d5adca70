package io.candor.explain.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreeRowExplainerTest {
    @ParameterizedTest
    @MethodSource("io.candor.explain.tree.TreeShapTest#cases")
    void oneRowHasTheValuesOfTheWalk(TreeShapTest.Case c) {
        ShapValues expected = TreeShap.pathDependent(c.model()).values(c.rows(), ForkJoinPool.commonPool());
        TreeRowExplainer explainer = new TreeRowExplainer(c.model());
        double[] values = new double[explainer.inputs() * explainer.outputs()];
        assertThat(explainer.base()).containsExactly(expected.base(), within(1e-13));
        double[][] rows = RandomTrees.encoded(c.model(), c.rows());
        for (int i = 0; i < rows.length; i++) {
            explainer.explain(rows[i], values);
            for (int v = 0; v < values.length; v++) {
                assertThat(values[v]).isCloseTo(expected.columns()[v][i], within(1e-13));
            }
        }
    }
}
