package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.candor.core.random.RandomStreams;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OuterBagTest {
    @Test
    void everyRowIsInOneOfTheTwoParts() {
        OuterBag bag = OuterBag.draw(101, null, 0.15, new RandomStreams(1).stream("t"));
        assertThat(bag.validation()).hasSize(15);
        assertThat(IntStream.concat(IntStream.of(bag.training()), IntStream.of(bag.validation()))
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, 101).boxed().toList());
    }

    @Test
    void eachClassGivesItsShare() {
        int[] strata = new int[1000];
        for (int i = 0; i < 200; i++) strata[i * 5] = 1;
        OuterBag bag = OuterBag.draw(1000, strata, 0.15, new RandomStreams(1).stream("t"));
        assertThat(bag.validation()).hasSize(150);
        assertThat(IntStream.of(bag.validation()).filter(i -> strata[i] == 1).count())
                .isEqualTo(30);
    }

    @Test
    void aClassKeepsARowToTrainOn() {
        int[] strata = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
        OuterBag bag = OuterBag.draw(10, strata, 0.9, new RandomStreams(1).stream("t"));
        assertThat(IntStream.of(bag.training()).anyMatch(i -> strata[i] == 1)).isTrue();
        assertThat(IntStream.of(bag.training()).anyMatch(i -> strata[i] == 0)).isTrue();
    }
}
