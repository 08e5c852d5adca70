package io.candor.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomStreamsTest {
    @Test
    void givesTheSameNumbersOnEveryJdk() {
        RandomStream stream = new RandomStreams(42).stream("test", 3);
        assertThat(stream.nextLong()).isEqualTo(GOLDEN_FIRST_WORD);
        assertThat(new RandomStreams(42).stream("test", 3).permutation(10)).containsExactly(GOLDEN_PERMUTATION);
    }

    @Test
    void givesDifferentNumbersForAnotherPurposeIndexOrSeed() {
        long word = new RandomStreams(42).stream("test", 3).nextLong();
        assertThat(new RandomStreams(42).stream("tests", 3).nextLong()).isNotEqualTo(word);
        assertThat(new RandomStreams(42).stream("test", 4).nextLong()).isNotEqualTo(word);
        assertThat(new RandomStreams(43).stream("test", 3).nextLong()).isNotEqualTo(word);
    }

    @Test
    void drawsBoundedIntegersUniformly() {
        RandomStream stream = new RandomStreams(1).stream("uniform");
        int[] counts = new int[7];
        for (int i = 0; i < 700_000; i++) counts[stream.nextInt(7)]++;
        // six standard deviations of a binomial(700000, 1/7): a false alarm once in 10^8
        for (int count : counts) assertThat(count).isBetween(100_000 - 1_760, 100_000 + 1_760);
    }

    private static final long GOLDEN_FIRST_WORD = -1924642668849755675L;
    private static final int[] GOLDEN_PERMUTATION = {4, 5, 2, 0, 7, 3, 9, 1, 6, 8};
}
