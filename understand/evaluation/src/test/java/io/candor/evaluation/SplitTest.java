package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.random.RandomStreams;
import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final Gen<Target> TARGETS = (random, size) -> new Target(
            "y",
            Task.MULTICLASS,
            IntStream.range(0, 10 + 3 * size)
                    .mapToDouble(i -> random.nextInt(3))
                    .toArray(),
            List.of("a", "b", "c"));

    @Test
    void everyRowIsOnOneSideAndClassesAreSpreadEvenly() {
        Property.forAll(1, 60, TARGETS, target -> {
            Split s = Split.random(target, 0.2, new RandomStreams(5));
            int n = target.values().length;
            assertThat(s.test()).hasSize((int) Math.round(0.2 * n)).isSorted();
            assertThat(IntStream.concat(Arrays.stream(s.train()), Arrays.stream(s.test()))
                            .sorted()
                            .toArray())
                    .isEqualTo(IntStream.range(0, n).toArray());
            for (int k = 0; k < 3; k++) {
                assertThat(count(target, s.test(), k)
                                - 0.2 * (count(target, s.test(), k) + count(target, s.train(), k)))
                        .isBetween(-1.0, 1.0);
            }
        });
    }

    @Test
    void foldsTestEveryRowOnceAndDifferByOneRow() {
        Property.forAll(2, 40, TARGETS, target -> {
            List<Split> folds = Split.folds(target, 5, new RandomStreams(5));
            int[] tested = folds.stream()
                    .flatMapToInt(f -> Arrays.stream(f.test()))
                    .sorted()
                    .toArray();
            assertThat(tested)
                    .isEqualTo(IntStream.range(0, target.values().length).toArray());
            for (int k = 0; k < 3; k++) {
                int mine = k;
                int[] sizes = folds.stream()
                        .mapToInt(f -> count(target, f.test(), mine))
                        .toArray();
                assertThat(Arrays.stream(sizes).max().getAsInt()
                                - Arrays.stream(sizes).min().getAsInt())
                        .isLessThanOrEqualTo(1);
            }
        });
    }

    @Test
    void theSeedDecides() {
        Target y = new Target("y", Task.REGRESSION, new double[50], List.of());
        assertThat(Split.random(y, 0.3, new RandomStreams(1)).test())
                .isEqualTo(Split.random(y, 0.3, new RandomStreams(1)).test())
                .isNotEqualTo(Split.random(y, 0.3, new RandomStreams(2)).test());
    }

    @Test
    void moduloIsTheSameInEveryLanguage() {
        assertThat(Split.modulo(12, 2, 5).test()).containsExactly(2, 7);
        assertThat(Split.modulo(12, 2, 5).train()).containsExactly(0, 1, 3, 4, 5, 6, 8, 9, 10, 11);
    }

    @Test
    void emptySidesAreRefused() {
        Target y = new Target("y", Task.REGRESSION, new double[3], List.of());
        RandomStreams seed = new RandomStreams(1);
        assertThatThrownBy(() -> Split.random(y, 0.01, seed)).hasMessageContaining("CND-V006");
        assertThatThrownBy(() -> Split.random(y, 1, seed)).hasMessageContaining("CND-V006");
        assertThatThrownBy(() -> Split.folds(y, 4, seed)).hasMessageContaining("CND-V007");
        assertThatThrownBy(() -> Split.modulo(10, 5, 5)).hasMessageContaining("CND-V007");
    }

    private static int count(Target target, int[] rows, int label) {
        int n = 0;
        for (int row : rows) if (target.values()[row] == label) n++;
        return n;
    }
}
