package io.candor.core.prepare;

import java.util.function.DoublePredicate;

/** Finds where a statement about numbers begins to hold, among all doubles, in 64 steps. */
final class Halving {
    private Halving() {}

    /** The least number of which it holds, if it holds of all greater ones; infinity if it holds of none below. */
    static double first(DoublePredicate holds) {
        if (holds.test(Double.NEGATIVE_INFINITY)) return Double.NEGATIVE_INFINITY;
        long low = order(Double.NEGATIVE_INFINITY);
        long high = order(Double.POSITIVE_INFINITY);
        while (high > low + 1) {
            long middle = (low & high) + ((low ^ high) >> 1); // their mean, which no sum can overflow
            if (holds.test(value(middle))) high = middle;
            else low = middle;
        }
        return value(high);
    }

    /** Doubles in their order as whole numbers around 0; −0 and 0 are both 0. */
    private static long order(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits >= 0 ? bits : -(bits & Long.MAX_VALUE);
    }

    private static double value(long order) {
        return order >= 0 ? Double.longBitsToDouble(order) : -Double.longBitsToDouble(-order);
    }
}
