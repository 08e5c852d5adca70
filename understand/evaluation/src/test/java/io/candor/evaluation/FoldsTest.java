package io.candor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.random.RandomStreams;
import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static final RandomStreams RANDOM = new RandomStreams(3);

    private static Target target(int n) {
        return new Target(
                "y", Task.BINARY, IntStream.range(0, n).mapToDouble(i -> i % 2).toArray(), List.of("0", "1"));
    }

    @Test
    void everyRowTestsOnceAndAGroupStaysTogether() {
        Gen<int[]> groups = (random, size) -> IntStream.range(0, 6 + size)
                .map(i -> i < 2 ? i : random.nextInt(2 + size / 3))
                .toArray();
        Property.forAll(1, 100, groups, of -> {
            List<Split> folds = Folds.of(target(of.length), 5, of, null, RANDOM);
            int[] tested = new int[of.length];
            for (Split fold : folds) {
                Set<Integer> inside = new HashSet<>();
                for (int row : fold.test()) {
                    tested[row]++;
                    inside.add(of[row]);
                }
                assertThat(fold.train().length + fold.test().length).isEqualTo(of.length);
                for (int row : fold.train()) assertThat(inside).doesNotContain(of[row]);
                assertThat(fold.test()).isNotEmpty();
            }
            assertThat(tested).containsOnly(1);
        });
    }

    @Test
    void aFoldTestsOnLaterRowsThanItLearnsFromAndEqualTimesStayTogether() {
        Gen<double[]> times = (random, size) -> IntStream.range(0, 6 + size)
                .mapToDouble(i -> i < 2 ? i : random.nextInt(2 + size / 4))
                .toArray();
        Property.forAll(1, 100, times, of -> {
            List<Split> folds = Folds.of(target(of.length), 4, null, of, RANDOM);
            assertThat(folds).hasSizeBetween(1, 4);
            double last = Double.NEGATIVE_INFINITY;
            for (Split fold : folds) {
                double latest = Arrays.stream(fold.train())
                        .mapToDouble(i -> of[i])
                        .max()
                        .orElseThrow();
                double first =
                        Arrays.stream(fold.test()).mapToDouble(i -> of[i]).min().orElseThrow();
                assertThat(first).isGreaterThan(latest).isGreaterThan(last);
                last = Arrays.stream(fold.test()).mapToDouble(i -> of[i]).max().orElseThrow();
            }
        });
    }

    @Test
    void fewRowsMakeFewFoldsAndOneOfAnythingIsRefused() {
        assertThat(Folds.of(target(3), 5, null, null, RANDOM)).hasSize(3);
        assertThatThrownBy(() -> Folds.of(target(1), 5, null, null, RANDOM)).hasMessageStartingWith("CND-V014");
        assertThatThrownBy(() -> Folds.of(target(3), 5, new int[3], null, RANDOM))
                .hasMessageStartingWith("CND-V014");
        assertThatThrownBy(() -> Folds.of(target(3), 5, null, new double[3], RANDOM))
                .hasMessageStartingWith("CND-V014");
    }
}
