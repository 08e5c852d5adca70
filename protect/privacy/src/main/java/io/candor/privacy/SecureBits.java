package io.candor.privacy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The single door to randomness in this pillar: the JDK's {@link SecureRandom} behind an 8 KiB buffer, whose bytes are wiped
 * as they are used. Uniform integers are drawn by rejection, so every value is exactly equally likely. Thread-safe.
 */
public final class SecureBits {
    /** Fills an array with random bytes. */
    @FunctionalInterface
    interface Source {
        void fill(byte[] bytes);
    }

    private static final int BUFFER = 8 * 1024;

    private final Source source;
    private final byte[] buffer = new byte[BUFFER];
    private int next = BUFFER;
    private int bit = 8;
    private int bits;

    /** For tests only, which must see the same bits twice. */
    SecureBits(Source source) {
        this.source = source;
    }

    /** Bits of the operating system's generator. There is no way to seed them. */
    public static SecureBits system() {
        SecureRandom random = new SecureRandom();
        return new SecureBits(random::nextBytes);
    }

    /** A fair coin. */
    public synchronized boolean coin() {
        if (bit == 8) {
            bits = octet();
            bit = 0;
        }
        return (bits >>> bit++ & 1) == 1;
    }

    /** Uniform on 0..bound−1; {@code bound} is at least 1. */
    public synchronized long below(long bound) {
        if (bound < 1) throw new IllegalArgumentException("bound " + bound);
        if (bound == 1) return 0;
        int width = 64 - Long.numberOfLeadingZeros(bound - 1);
        long mask = -1L >>> 64 - width;
        long value;
        do {
            value = 0;
            for (int got = 0; got < width; got += 8) value = value << 8 | octet();
            value &= mask;
        } while (value >= bound);
        return value;
    }

    /** Uniform on 0..bound−1; {@code bound} is at least 1. */
    public synchronized BigInteger below(BigInteger bound) {
        if (bound.signum() < 1) throw new IllegalArgumentException("bound " + bound);
        int width = bound.subtract(BigInteger.ONE).bitLength();
        BigInteger value;
        do {
            byte[] bytes = new byte[(width + 7) / 8];
            for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) octet();
            if (width % 8 != 0) bytes[0] &= (byte) ((1 << width % 8) - 1);
            value = new BigInteger(1, bytes);
        } while (value.compareTo(bound) >= 0);
        return value;
    }

    private int octet() {
        if (next == BUFFER) {
            source.fill(buffer);
            next = 0;
        }
        int octet = buffer[next] & 0xff;
        buffer[next++] = 0; // noise that was used can't be read back from memory
        return octet;
    }

    /** Wipes what is left in the buffer. */
    public synchronized void wipe() {
        Arrays.fill(buffer, (byte) 0);
        next = BUFFER;
        bits = 0;
        bit = 8;
    }
}
