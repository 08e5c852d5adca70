package io.candor.explain.errors;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers between two others that people can read. */
final class Cut {
    private Cut() {}

    /**
     * The number c of fewest decimal digits with a &lt; c ≤ b: values below c are those up to a. NaN if only infinities lie there.
     *
     * @param a less than b
     */
    static double between(double a, double b) {
        if (Double.isInfinite(b)) return a < Double.MAX_VALUE ? Math.nextUp(a) : Double.NaN;
        if (a < 0 && b >= 0) return 0;
        BigDecimal exact = new BigDecimal(b);
        for (int digits = 1; digits < 17; digits++) {
            double c = exact.round(new MathContext(digits, RoundingMode.FLOOR)).doubleValue();
            if (c > a && c <= b) return c;
        }
        return b;
    }
}
