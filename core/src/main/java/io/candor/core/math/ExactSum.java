package io.candor.core.math;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact sum of doubles: the result does not depend on the order of the terms, on chunks or on threads, and is rounded
 * once, at the end. A fixed-point accumulator over the whole range of a double in 32-bit limbs (Kulisch; Neal, "Fast exact
 * summation using small and large superaccumulators", 2015, the small one). About 300 bytes. Not thread-safe; merge
 * partial sums with {@link #add(ExactSum)}.
 */
public final class ExactSum {
    private static final int LIMBS = 69;
    private static final int CARRY_EVERY = 1 << 29;

    private final long[] limbs = new long[LIMBS]; // value = sum limbs[i] * 2^(32 i - 1074)
    private int pending;
    private double special; // NaN or an infinity once one was added

    /** Adds one term. NaN and infinities make the sum what IEEE 754 makes it. */
    public void add(double x) {
        if (x == 0) return;
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            special += x;
            return;
        }
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> 52) & 0x7FF;
        long mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exponent == 0) exponent = 1;
        else mantissa |= 1L << 52;
        int position = exponent - 1; // weight of the lowest bit is 2^(position - 1074)
        int limb = position >>> 5;
        int shift = position & 31;
        long low = mantissa << shift & 0xFFFFFFFFL;
        long middle = shift == 0 ? mantissa >>> 32 : mantissa >>> 32 - shift & 0xFFFFFFFFL;
        long high = shift == 0 ? 0 : mantissa >>> 32 - shift >>> 32;
        if (bits < 0) {
            limbs[limb] -= low;
            limbs[limb + 1] -= middle;
            limbs[limb + 2] -= high;
        } else {
            limbs[limb] += low;
            limbs[limb + 1] += middle;
            limbs[limb + 2] += high;
        }
        if (++pending == CARRY_EVERY) carry();
    }

    /** Adds another sum; the order of merging does not matter. */
    public void add(ExactSum other) {
        other.carry();
        carry();
        for (int i = 0; i < LIMBS; i++) limbs[i] += other.limbs[i];
        special += other.special;
        pending = 1;
    }

    /** The sum, correctly rounded. */
    public double value() {
        if (special != 0 || Double.isNaN(special)) return special;
        carry();
        BigInteger total = BigInteger.ZERO;
        for (int i = LIMBS - 1; i >= 0; i--) total = total.shiftLeft(32).add(BigInteger.valueOf(limbs[i]));
        if (total.signum() == 0) return 0;
        int excess = total.getLowestSetBit();
        BigInteger odd = total.shiftRight(excess);
        int scale = excess - 1074;
        if (odd.bitLength() <= 53) return Math.scalb(odd.doubleValue(), scale);
        BigDecimal exact = scale >= 0
                ? new BigDecimal(odd.shiftLeft(scale))
                : new BigDecimal(odd)
                        .multiply(new BigDecimal(BigInteger.valueOf(5).pow(-scale), -scale));
        return exact.doubleValue();
    }

    /** Sum of an array. */
    public static double of(double... terms) {
        ExactSum sum = new ExactSum();
        for (double term : terms) sum.add(term);
        return sum.value();
    }

    private void carry() {
        for (int i = 0; i < LIMBS - 1; i++) {
            long up = limbs[i] >> 32;
            limbs[i] -= up << 32;
            limbs[i + 1] += up;
        }
        pending = 0;
    }
}
