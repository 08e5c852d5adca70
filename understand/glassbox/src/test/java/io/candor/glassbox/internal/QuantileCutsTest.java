package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.testkit.Gen;
import io.candor.testkit.Property;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantileCutsTest {
    @Test
    void fewValuesAreCutAtEveryMiddle() {
        assertThat(QuantileCuts.of(new double[] {3, 1, 1, 2}, 10, QuantileCuts.Place.MIDDLE))
                .containsExactly(1.5, 2.5);
    }

    @Test
    void manyValuesAreCutIntoEqualParts() {
        double[] values = new double[100];
        for (int i = 0; i < 100; i++) values[i] = i;
        assertThat(QuantileCuts.of(values, 3, QuantileCuts.Place.MIDDLE)).containsExactly(24.5, 49.5, 74.5);
    }

    @Test
    void aLongRunIsNeverSplitAndItsCutsAreHandedOutAgain() {
        double[] values = new double[100];
        for (int i = 60; i < 100; i++) values[i] = i;
        double[] cuts = QuantileCuts.of(values, 4, QuantileCuts.Place.MIDDLE);
        assertThat(cuts).hasSize(4);
        assertThat(cuts[0]).isEqualTo(30);
    }

    @Test
    void cutsAreAscendingWithinTheLimitAndSeparateNothingEqual() {
        Property.forAll(1, 300, Gen.lists(Gen.doubles(), 0, 60), list -> {
            double[] values = list.stream().mapToDouble(Double::doubleValue).toArray();
            long distinct = Arrays.stream(values).map(v -> v + 0.0).distinct().count();
            double[] cuts = QuantileCuts.of(values, 7, QuantileCuts.Place.MIDDLE);
            assertThat(cuts.length).isEqualTo((int) Math.max(0, Math.min(7, distinct - 1)));
            for (int k = 0; k < cuts.length; k++) {
                double cut = cuts[k];
                if (k > 0) assertThat(cut).isGreaterThan(cuts[k - 1]);
                assertThat(Arrays.stream(values).anyMatch(v -> v < cut)).isTrue();
                assertThat(Arrays.stream(values).anyMatch(v -> v >= cut)).isTrue();
            }
        });
    }

    @Test
    void mirroredValuesGetMirroredCuts() {
        for (int n : List.of(20, 33, 101)) {
            double[] values = new double[n];
            for (int i = 0; i < n; i++) values[i] = i * i;
            double[] mirrored = Arrays.stream(values).map(v -> -v).toArray();
            double[] cuts = QuantileCuts.of(values, 6, QuantileCuts.Place.MIDDLE);
            double[] back = QuantileCuts.of(mirrored, 6, QuantileCuts.Place.MIDDLE);
            for (int k = 0; k < cuts.length; k++) assertThat(back[k]).isEqualTo(-cuts[cuts.length - 1 - k]);
        }
    }
}
