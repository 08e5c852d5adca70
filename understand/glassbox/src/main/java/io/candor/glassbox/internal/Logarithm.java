package io.candor.glassbox.internal;

/**
 * A natural logarithm that is quick, and the same on every platform because it only adds, multiplies and divides:
 * 2 artanh((m − 1)/(m + 1)) by its series, with m in [√½, √2). Relative error below 1e-15 away from 1, absolute near it.
 */
final class Logarithm {
    private static final double LN2 = 0x1.62e42fefa39efp-1;
    private static final double SQRT2 = 0x1.6a09e667f3bcdp0;

    private Logarithm() {}

    /** @param x positive, finite and normal */
    static double of(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> 52) - 1023;
        double m = Double.longBitsToDouble(bits & 0xFFFFFFFFFFFFFL | 0x3FF0000000000000L);
        if (m > SQRT2) {
            m *= 0.5;
            exponent++;
        }
        double s = (m - 1) / (m + 1);
        double z = s * s;
        double tail = 1.0 / 19 + z * (1.0 / 21);
        tail = 1.0 / 17 + z * tail;
        tail = 1.0 / 15 + z * tail;
        tail = 1.0 / 13 + z * tail;
        tail = 1.0 / 11 + z * tail;
        tail = 1.0 / 9 + z * tail;
        tail = 1.0 / 7 + z * tail;
        tail = 1.0 / 5 + z * tail;
        tail = 1.0 / 3 + z * tail;
        return exponent * LN2 + 2 * s * (1 + z * tail);
    }
}
