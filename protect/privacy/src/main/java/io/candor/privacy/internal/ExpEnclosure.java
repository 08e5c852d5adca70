package io.candor.privacy.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Bounds of e<sup>−x</sup> for a rational x ≥ 0: low ≤ e<sup>−x</sup> ≤ high, proven by directed rounding. Halves x until it
 * is at most 1/2, brackets the alternating Taylor series between two neighbouring partial sums, and squares back.
 *
 * @param low not above the true value, not negative
 * @param high not below the true value
 */
public record ExpEnclosure(BigDecimal low, BigDecimal high) {
    /**
     * @param numerator of x, not negative
     * @param denominator of x, positive
     * @param digits of working precision; the bounds agree to nearly as many
     */
    public static ExpEnclosure ofMinus(BigInteger numerator, BigInteger denominator, int digits) {
        MathContext down = new MathContext(digits, RoundingMode.FLOOR);
        MathContext up = new MathContext(digits, RoundingMode.CEILING);
        int halvings = Math.max(0, numerator.bitLength() - denominator.bitLength() + 2);
        BigDecimal n = new BigDecimal(numerator);
        BigDecimal d = new BigDecimal(denominator.shiftLeft(halvings));
        // e^-y falls in y: the larger y gives the lower bound
        BigDecimal low = partialSum(n.divide(d, up), digits, false);
        BigDecimal high = partialSum(n.divide(d, down), digits, true);
        for (int i = 0; i < halvings; i++) {
            low = low.multiply(low, down);
            high = high.multiply(high, up);
        }
        return new ExpEnclosure(low, high);
    }

    /** 1 − y + y²/2 − …, stopped after an odd (below e^−y) or even (above it) power, each term rounded to that side. */
    private static BigDecimal partialSum(BigDecimal y, int digits, boolean above) {
        MathContext side = new MathContext(digits, above ? RoundingMode.CEILING : RoundingMode.FLOOR);
        MathContext termDown = new MathContext(digits, RoundingMode.FLOOR);
        MathContext termUp = new MathContext(digits, RoundingMode.CEILING);
        BigDecimal tiny = BigDecimal.ONE.movePointLeft(digits);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal termLow = BigDecimal.ONE;
        BigDecimal termHigh = BigDecimal.ONE;
        for (int k = 1; ; k++) {
            BigDecimal divisor = BigDecimal.valueOf(k);
            termLow = termLow.multiply(y, termDown).divide(divisor, termDown);
            termHigh = termHigh.multiply(y, termUp).divide(divisor, termUp);
            boolean negative = k % 2 == 1;
            BigDecimal term = negative == above ? termLow : termHigh;
            sum = negative ? sum.subtract(term, side) : sum.add(term, side);
            if (negative != above && termHigh.compareTo(tiny) < 0) return sum;
        }
    }
}
