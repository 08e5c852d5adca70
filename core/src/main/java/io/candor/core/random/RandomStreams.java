package io.candor.core.random;

import io.candor.core.evidence.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGeneratorFactory;

/**
 * Independent, reproducible streams, one for each purpose: the same seed and purpose give the same numbers on any thread,
 * machine and JDK. Streams come from {@code L64X128MixRandom}, seeded with the first 64 bits of SHA-256 of seed, purpose and
 * index; not with all 256, because the JDK's way to take a seed of bytes differs between releases (17 and 25 disagree).
 *
 * <p>Not for privacy noise: it can be predicted by design.
 */
public record RandomStreams(long seed) {
    /** The stream of one purpose, for example {@code "glassbox.bag"}, and one index within it. */
    public RandomStream stream(String purpose, long index) {
        byte[] digest = Sha256.start().digest((seed + "/" + purpose + "/" + index).getBytes(StandardCharsets.UTF_8));
        return new RandomStream(RandomGeneratorFactory.of("L64X128MixRandom")
                .create(java.nio.ByteBuffer.wrap(digest).getLong()));
    }

    public RandomStream stream(String purpose) {
        return stream(purpose, 0);
    }
}
