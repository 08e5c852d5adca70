package io.candor.io.internal;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * Decimal numbers out of bytes. Digits, sign, point and exponent only (no hexadecimal, no type suffix), and infinities.
 * Short decimals take the exact fast path of Clinger (1990): a mantissa below 2^53 divided by a power of ten up to 10^22 is
 * correctly rounded.
 */
public final class DecimalParser {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private DecimalParser() {}

    /** The number in bytes [from, to), or NaN if the text is not a number. */
    public static double parse(byte[] bytes, int from, int to) {
        int i = from;
        if (i == to) return Double.NaN;
        boolean negative = bytes[i] == '-';
        if (negative || bytes[i] == '+') i++;
        long mantissa = 0;
        int digits = 0;
        int fraction = 0;
        boolean point = false;
        int first = i;
        for (; i < to; i++) {
            int b = bytes[i];
            if (b >= '0' && b <= '9') {
                if (digits < 18) mantissa = mantissa * 10 + (b - '0');
                if (mantissa != 0 || point) digits++;
                if (point) fraction++;
            } else if (b == '.' && !point) {
                point = true;
            } else {
                return general(bytes, from, to);
            }
        }
        if (digits >= 18 || mantissa >= 1L << 53 || fraction > 22) return general(bytes, from, to);
        if (to - first <= (point ? 1 : 0)) return Double.NaN;
        double value = fraction == 0 ? mantissa : mantissa / POWERS[fraction];
        return negative ? -value : value;
    }

    private static double general(byte[] bytes, int from, int to) {
        boolean digit = false;
        for (int i = from; i < to; i++) {
            int b = bytes[i];
            digit |= b >= '0' && b <= '9';
            boolean allowed = b >= '0' && b <= '9' || b == '+' || b == '-' || b == '.' || b == 'e' || b == 'E';
            if (!allowed) return infinity(bytes, from, to);
        }
        if (!digit) return Double.NaN;
        try {
            return JavaDoubleParser.parseDouble(bytes, from, to - from);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static double infinity(byte[] bytes, int from, int to) {
        int i = from;
        boolean negative = bytes[i] == '-';
        if (negative || bytes[i] == '+') i++;
        String word = new String(bytes, i, to - i, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (word.equalsIgnoreCase("infinity") || word.equalsIgnoreCase("inf")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.NaN;
    }
}
