package io.candor.explain.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.CandorException;
import io.candor.core.data.Table;
import io.candor.core.evidence.Evidence;
import io.candor.core.evidence.Subject;
import io.candor.core.model.TreeEnsemble;
import io.candor.explain.attribution.AttributionEvidence;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class CoversTest {
    private final RandomTrees random = new RandomTrees(8, 5);
    private final TreeEnsemble model = random.binary(6, 5);
    private final Table rows = random.rows(40);

    @Test
    void countedRowsAddUpAtEveryNodeAndReachTheirLeaves() {
        TreeEnsemble counted = Covers.counted(model, rows, new ForkJoinPool(2));
        double[] leaves = new double[counted.trees().cover().length];
        for (double[] row : RandomTrees.encoded(model, rows)) {
            for (int t = 0; t < 6; t++) leaves[model.trees().leaf(t, row)]++;
        }
        for (int i = 0; i < leaves.length; i++) {
            double expected = model.trees().isLeaf(i)
                    ? leaves[i]
                    : counted.trees().cover()[model.trees().left()[i]]
                            + counted.trees().cover()[model.trees().right()[i]];
            assertThat(counted.trees().cover()[i]).isEqualTo(expected);
        }
        for (int root : model.trees().roots())
            assertThat(counted.trees().cover()[root]).isEqualTo(40);
    }

    @Test
    void valuesStillAddUpWhereNoCountedRowWent() {
        TreeEnsemble counted = Covers.counted(model, rows.select(new int[] {3}), new ForkJoinPool(1));
        ShapValues values = TreeShap.pathDependent(counted).values(rows, new ForkJoinPool(1));
        double[][] encoded = RandomTrees.encoded(model, rows);
        for (int i = 0; i < 40; i++) {
            assertThat(values.sum(i, 0)).isCloseTo(model.additiveScore(encoded[i], 0), within(1e-12));
        }
        assertThat(values.base()[0]).isCloseTo(model.additiveScore(encoded[3], 0), within(1e-12));
    }

    @Test
    void aModelWithoutCoversIsRefusedUntilRowsAreCounted() {
        double[] none = model.trees().cover().clone();
        Arrays.fill(none, Double.NaN);
        TreeEnsemble unknown = Covers.with(model, none);
        assertThat(Covers.known(unknown)).isFalse();
        assertThatThrownBy(() -> TreeShap.pathDependent(unknown))
                .isInstanceOf(CandorException.class)
                .hasMessageStartingWith("CND-E005");
        assertThat(Covers.known(Covers.counted(unknown, rows, new ForkJoinPool(1))))
                .isTrue();
    }

    @Test
    void valuesOfDrawnRowsAreThoseOfAllRowsCountedAndSaySo() {
        double[] none = model.trees().cover().clone();
        Arrays.fill(none, Double.NaN);
        Evidence unknown = attributions(Covers.with(model, none));
        Evidence counted = attributions(Covers.counted(model, rows, new ForkJoinPool(1)));
        assertThat(unknown.result()).isEqualTo(counted.result());
        assertThat(unknown.limits()).anyMatch(limit -> limit.contains("were counted instead"));
        assertThat(counted.limits()).noneMatch(limit -> limit.contains("were counted instead"));
    }

    private Evidence attributions(TreeEnsemble trees) {
        return new AttributionEvidence(trees, 3, new ForkJoinPool(2))
                .of(rows, 10, List.of(new Subject("model:m", "0".repeat(64))))
                .get(0);
    }
}
