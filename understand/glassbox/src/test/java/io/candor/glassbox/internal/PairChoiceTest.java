package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PairChoiceTest {
    @Test
    void pairsAreTakenAsLongAsThereIsRoomForTheirCells() {
        long[] cells = new long[15_000];
        Arrays.fill(cells, 64 * 64);
        assertThat(PairChoice.taken(cells, 20_000)).isEqualTo(512);
        assertThat(PairChoice.taken(cells, 60)).isEqualTo(60);
        assertThat(PairChoice.taken(new long[] {9, 9}, 60)).isEqualTo(2);
        assertThat(PairChoice.taken(new long[] {1L << 40}, 60)).isZero();
    }
}
