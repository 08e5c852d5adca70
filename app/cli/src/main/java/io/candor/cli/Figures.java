package io.candor.cli;

import io.candor.core.evidence.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers on a terminal: five significant digits, no locale. */
final class Figures {
    private Figures() {}

    static String of(double v) {
        if (v == Math.rint(v) && Math.abs(v) < 1e9) return Long.toString((long) v);
        BigDecimal rounded = new BigDecimal(v).round(new MathContext(5)).stripTrailingZeros();
        return Math.abs(v) < 1e-6 ? rounded.toString() : rounded.toPlainString();
    }

    static String of(Estimate estimate) {
        if (estimate instanceof Estimate.Interval i)
            return of(i.value()) + " [" + of(i.low()) + ", " + of(i.high()) + "]";
        if (estimate instanceof Estimate.Point p) return of(p.value());
        return "undefined (" + ((Estimate.Undefined) estimate).reason() + ")";
    }
}
