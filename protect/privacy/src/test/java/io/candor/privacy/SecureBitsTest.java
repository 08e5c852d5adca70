package io.candor.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candor.testkit.Requires;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecureBitsTest {
    @Test
    void uniformIntegersStayBelowTheirBoundAndHitEveryValueEquallyOften() {
        SecureBits bits = TestBits.seeded(1);
        for (int bound : new int[] {1, 2, 3, 5, 10, 255, 256, 257}) {
            long[] seen = new long[bound];
            int draws = 400 * bound;
            for (int i = 0; i < draws; i++) seen[(int) bits.below(bound)]++;
            double chi = 0;
            for (long s : seen) chi += (s - 400.0) * (s - 400.0) / 400;
            assertThat(chi).isLessThan(ChiSquare.critical(bound - 1));
        }
    }

    @Test
    void bigIntegersStayBelowTheirBound() {
        SecureBits bits = TestBits.seeded(2);
        BigInteger bound = BigInteger.ONE.shiftLeft(64).add(BigInteger.TWO);
        int upperHalf = 0;
        for (int i = 0; i < 2000; i++) {
            BigInteger value = bits.below(bound);
            assertThat(value).isBetween(BigInteger.ZERO, bound.subtract(BigInteger.ONE));
            if (value.shiftLeft(1).compareTo(bound) > 0) upperHalf++;
        }
        assertThat(upperHalf).isBetween(850, 1150);
    }

    @Test
    void theLargestBoundsWork() {
        SecureBits bits = TestBits.seeded(3);
        assertThat(bits.below(Long.MAX_VALUE)).isNotNegative();
        assertThatThrownBy(() -> bits.below(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void coinsAreFair() {
        SecureBits bits = TestBits.seeded(4);
        int heads = 0;
        for (int i = 0; i < 100_000; i++) if (bits.coin()) heads++;
        assertThat(heads).isBetween(49_150, 50_850); // 5.4 standard deviations
    }

    @Test
    void twoSystemSourcesNeverAgree() {
        assertThat(SecureBits.system().below(Long.MAX_VALUE))
                .isNotEqualTo(SecureBits.system().below(Long.MAX_VALUE));
    }

    @Test
    void mainCodeOfProtectUsesNoOtherRandomness() throws IOException {
        try (Stream<Path> files = Files.walk(Requires.root().resolve("protect"))) {
            List<Path> sources = files.filter(p ->
                            p.toString().contains("src/main") && p.toString().endsWith(".java"))
                    .toList();
            assertThat(sources).isNotEmpty();
            for (Path source : sources) {
                assertThat(Files.readString(source))
                        .as(source.toString())
                        .doesNotContain("java.util.Random", "java.util.random", "Math.random", "ThreadLocalRandom")
                        .doesNotContain("SplittableRandom", "setSeed", "io.candor.core.random");
            }
        }
    }
}
