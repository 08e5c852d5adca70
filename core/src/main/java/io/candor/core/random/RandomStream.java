package io.candor.core.random;

import java.util.random.RandomGenerator;

/**
 * A stream of random numbers whose derived draws (bounded integers, doubles, permutations) are written here, on top of
 * 64-bit words alone, so that no JDK release can change them. Not thread-safe.
 */
public final class RandomStream {
    private final RandomGenerator words;

    RandomStream(RandomGenerator words) {
        this.words = words;
    }

    public long nextLong() {
        return words.nextLong();
    }

    /** Uniform in [0, bound), by rejection (Lemire 2019). */
    public int nextInt(int bound) {
        if (bound <= 0) throw new IllegalArgumentException("bound must be positive: " + bound);
        long product = (words.nextLong() >>> 32) * bound;
        long low = product & 0xFFFFFFFFL;
        if (low < bound) {
            long threshold = (1L << 32) % bound;
            while (low < threshold) {
                product = (words.nextLong() >>> 32) * bound;
                low = product & 0xFFFFFFFFL;
            }
        }
        return (int) (product >>> 32);
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    public double nextDouble() {
        return (words.nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Fisher-Yates, in place. */
    public void shuffle(int[] items) {
        for (int i = items.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swap = items[i];
            items[i] = items[j];
            items[j] = swap;
        }
    }

    /** 0 … n−1 in random order. */
    public int[] permutation(int n) {
        int[] items = new int[n];
        for (int i = 0; i < n; i++) items[i] = i;
        shuffle(items);
        return items;
    }
}
