package io.candor.report.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers for people: three or four significant digits, no locale, the same on every JDK. */
public final class Numbers {
    private Numbers() {}

    /** A value: integers whole, rates with three decimals, others with four significant digits. */
    public static String value(double v) {
        if (v == Math.rint(v) && Math.abs(v) < 1e15) return grouped((long) v);
        double size = Math.abs(v);
        if (size >= 1e7 || size < 1e-4) return scientific(v, 3);
        int decimals = size < 0.01 ? 5 : size < 10 ? 3 : size < 1000 ? 1 : 0;
        return fixed(v, decimals);
    }

    /** A fixed number of decimals. */
    public static String fixed(double v, int decimals) {
        String text =
                new BigDecimal(v).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        return text.matches("-0\\.?0*") ? text.substring(1) : text;
    }

    /** So many significant digits, with an exponent where zeros would be counted. */
    static String scientific(double v, int digits) {
        return new BigDecimal(v)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toString();
    }

    /** With a sign. */
    public static String signed(double v) {
        String text = Math.abs(v) < 1e9 ? fixed(v, Math.abs(v) < 10 ? 3 : 1) : scientific(v, 4);
        return (v > 0 ? "+" : "") + text;
    }

    /** An integer with a comma every three digits. */
    public static String grouped(long v) {
        String digits = Long.toString(Math.abs(v));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) out.append(',');
            out.append(digits.charAt(i));
        }
        return (v < 0 ? "-" : "") + out;
    }

    /** A cut or bound of a feature: shortest of up to six significant digits. */
    public static String bound(double v) {
        if (v == Math.rint(v) && Math.abs(v) < 1e15) return Long.toString((long) v);
        double size = Math.abs(v);
        if (size >= 1e15 || size < 1e-6) return scientific(v, 6);
        return new BigDecimal(v)
                .round(new MathContext(6, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A coordinate in a drawing: at most two decimals. */
    static String coordinate(double v) {
        String text = fixed(v, 2);
        int end = text.length();
        while (text.charAt(end - 1) == '0') end--;
        if (text.charAt(end - 1) == '.') end--;
        return text.substring(0, end);
    }
}
