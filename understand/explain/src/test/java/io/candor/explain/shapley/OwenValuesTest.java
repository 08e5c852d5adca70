package io.candor.explain.shapley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Input;
import io.candor.core.random.RandomStreams;
import io.candor.explain.blackbox.InputRows;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwenValuesTest {
    /** ((0 1) 2) (3 4). */
    private static final PlayerTree TREE = new PlayerTree(new int[] {0, 5, 3, 6}, new int[] {1, 2, 4, 7});

    /** The mean over all orders in which the players of a node stand together: one for each way to turn the joins. */
    private static double[] byOrders(double[] worth) {
        double[] values = new double[5];
        for (int turns = 0; turns < 16; turns++) {
            int members = 0;
            for (int p : order(8, turns)) {
                values[p] += (worth[members | 1 << p] - worth[members]) / 16;
                members |= 1 << p;
            }
        }
        return values;
    }

    private static int[] order(int node, int turns) {
        if (node < 5) return new int[] {node};
        boolean turned = (turns >>> node - 5 & 1) != 0;
        int[] first = order(turned ? TREE.right()[node - 5] : TREE.left()[node - 5], turns);
        int[] second = order(turned ? TREE.left()[node - 5] : TREE.right()[node - 5], turns);
        return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
    }

    @Test
    void openedWhollyTheyAreTheMeanOverOrdersThatKeepFriendsTogether() {
        double[] worth = new SplittableRandom(6).doubles(32).toArray();
        Shapley found =
                new OwenValues(TREE, 1000).estimate(new TableGame(5, worth), new RandomStreams(1).stream("owen"));
        double[] expected = byOrders(worth);
        for (int p = 0; p < 5; p++) {
            assertThat(found.values()[p][0]).isCloseTo(expected[p], within(1e-14));
            assertThat(found.errors()[p][0]).isZero();
        }
    }

    @Test
    void aSmallBudgetStillAddsUpAndSaysWhatItDoesNotKnow() {
        double[] worth = new SplittableRandom(7).doubles(32).toArray();
        Shapley found = new OwenValues(TREE, 4).estimate(new TableGame(5, worth), new RandomStreams(1).stream("owen"));
        assertThat(found.evaluations()).isLessThanOrEqualTo(4);
        assertThat(found.residual(0)).isCloseTo(0, within(1e-14));
        assertThat(found.errors()[0][0]).isNaN();
    }

    @Test
    void inputsThatGoTogetherAreJoinedFirst() {
        SplittableRandom random = new SplittableRandom(8);
        double[] a = random.doubles(300).toArray();
        double[] b = random.doubles(300).toArray();
        double[] like = new double[300];
        String[] group = new String[300];
        for (int i = 0; i < 300; i++) {
            like[i] = -a[i] + 0.01 * random.nextDouble();
            group[i] = b[i] > 0.6 ? "high" : "low";
        }
        Table table = new Table(List.of(
                new NumericColumn("a", a),
                new NumericColumn("b", b),
                new NumericColumn("like a", like),
                CategoricalColumn.of("like b", List.of(group))));
        List<Input> inputs = List.of(
                Input.number("a"), Input.number("b"), Input.number("like a"), Input.category("like b", List.of()));
        PlayerTree tree = PlayerTree.of(
                InputRows.of(inputs, table),
                IntStream.range(0, 300).toArray(),
                List.of(new int[] {0}, new int[] {1}, new int[] {2}, new int[] {3}));
        assertThat(tree.leaves(4)).containsExactly(0, 2);
        assertThat(tree.leaves(5)).containsExactly(1, 3);
        assertThat(tree.leaves(6)).containsExactly(0, 2, 1, 3);
    }
}
