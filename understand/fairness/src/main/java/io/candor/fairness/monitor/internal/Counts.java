package io.candor.fairness.monitor.internal;

import io.candor.core.json.Json;

/** Whole numbers of a stored state. */
public final class Counts {
    private static final double MOST = 1L << 53;

    private Counts() {}

    /** A count: whole, 0 to 2^53. */
    public static long of(Json value) {
        long n = whole(value);
        if (n < 0) throw new IllegalArgumentException("a negative count");
        return n;
    }

    /** A whole number within ±2^53. */
    public static long whole(Json value) {
        if (value instanceof Json.Num n && n.value() == Math.rint(n.value()) && Math.abs(n.value()) <= MOST) {
            return (long) n.value();
        }
        throw new IllegalArgumentException("not a whole number");
    }
}
