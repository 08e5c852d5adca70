package io.candor.glassbox.internal;

/**
 * e^x that is quick, and the same on every platform because it only adds and multiplies: 2^k times the series of the rest,
 * which is at most ½ ln 2. Relative error below 1e-15; beyond ±700 the argument is cut off.
 */
final class Exponential {
    private static final double LOG2E = 0x1.71547652b82fep0;
    private static final double LN2_HIGH = 0x1.62e42fee00000p-1; // low bits zero, so that k times it is exact
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    private static final double FAR = 700;

    private Exponential() {}

    static double of(double x) {
        double y = Math.max(-FAR, Math.min(FAR, x));
        double k = Math.rint(y * LOG2E);
        double r = y - k * LN2_HIGH - k * LN2_LOW;
        double p = 1.0 / 479001600 + r * (1.0 / 6227020800.0);
        p = 1.0 / 39916800 + r * p;
        p = 1.0 / 3628800 + r * p;
        p = 1.0 / 362880 + r * p;
        p = 1.0 / 40320 + r * p;
        p = 1.0 / 5040 + r * p;
        p = 1.0 / 720 + r * p;
        p = 1.0 / 120 + r * p;
        p = 1.0 / 24 + r * p;
        p = 1.0 / 6 + r * p;
        p = 0.5 + r * p;
        p = 1 + r * p;
        p = 1 + r * p;
        return p * Double.longBitsToDouble((long) (k + 1023) << 52);
    }
}
