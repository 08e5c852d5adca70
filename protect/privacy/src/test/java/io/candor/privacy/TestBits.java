package io.candor.privacy;

import java.util.SplittableRandom;

/** Repeatable bits, which only tests can make. */
final class TestBits {
    private TestBits() {}

    static SecureBits seeded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new SecureBits(random::nextBytes);
    }
}
