package io.candor.core.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as ECMAScript writes them (ECMA-262, Number::toString; required by RFC 8785 §3.2.2.3): the shortest decimal that
 * reads back as the same double, the nearest of the shortest. The JDK's own {@code Double.toString} is only used for an
 * upper bound on the number of digits, because its result differs between releases (2e23).
 */
public final class EcmaNumber {
    private EcmaNumber() {}

    /** @throws IllegalArgumentException for NaN and infinities, which JSON does not have */
    public static String format(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("not a finite number: " + value);
        }
        if (value == 0) return "0";
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) return Long.toString((long) value);
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - shortest.scale(); // value = 0.digits * 10^exponent
        return (value < 0 ? "-" : "") + layout(digits, exponent);
    }

    private static BigDecimal shortest(double v) {
        BigDecimal exact = new BigDecimal(v);
        BigDecimal bound = new BigDecimal(Double.toString(v)).stripTrailingZeros();
        int precision = bound.precision();
        BigDecimal best = nearest(exact, v, precision);
        if (best == null) best = bound;
        while (precision > 1) {
            BigDecimal shorter = nearest(exact, v, precision - 1);
            if (shorter == null) break;
            best = shorter;
            precision--;
        }
        return best.stripTrailingZeros();
    }

    /** The decimal of the given precision nearest to v among those that read back as v; null if there is none. */
    private static @org.jspecify.annotations.Nullable BigDecimal nearest(BigDecimal exact, double v, int precision) {
        BigDecimal down = exact.round(new MathContext(precision, RoundingMode.DOWN));
        BigDecimal up = exact.round(new MathContext(precision, RoundingMode.UP));
        boolean downReads = down.doubleValue() == v;
        boolean upReads = up.doubleValue() == v;
        if (!downReads || !upReads) return downReads ? down : upReads ? up : null;
        int order = exact.subtract(down).compareTo(up.subtract(exact));
        if (order != 0) return order < 0 ? down : up;
        return down.unscaledValue().testBit(0) ? up : down;
    }

    /** ECMA-262 6.1.6.1.20, steps 6 to 11, with n = exponent and k = digits.length(). */
    private static String layout(String digits, int n) {
        int k = digits.length();
        if (k <= n && n <= 21) return digits + "0".repeat(n - k);
        if (0 < n && n <= 21) return digits.substring(0, n) + "." + digits.substring(n);
        if (-6 < n && n <= 0) return "0." + "0".repeat(-n) + digits;
        String e = (n - 1 < 0 ? "-" : "+") + Math.abs(n - 1);
        return k == 1 ? digits + "e" + e : digits.charAt(0) + "." + digits.substring(1) + "e" + e;
    }
}
