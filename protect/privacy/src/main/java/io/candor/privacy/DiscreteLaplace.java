package io.candor.privacy;

import io.candor.privacy.internal.ExpEnclosure;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The discrete Laplace distribution on the integers, P(x) = (e<sup>1/t</sup> − 1) / (e<sup>1/t</sup> + 1) ·
 * e<sup>−|x|/t</sup>, for a rational scale t = a/b; sampled exactly. Added to an integer statistic of sensitivity Δ it is
 * (Δ/t)-differentially private.
 *
 * <p>Canonne, Kamath, Steinke 2020 (arXiv 2004.00010), algorithms 1 and 2. Deviation: Bernoulli(U/(aK)) is drawn as
 * Bernoulli(U/a) and Bernoulli(1/K) together, which has the same law and can't overflow. Integers only: {@code long} where
 * they fit, {@link BigInteger} where not. Running time depends on the noise, so a person who can time the sampler learns
 * about the noise; that is outside what is promised. Immutable, thread-safe.
 */
public final class DiscreteLaplace {
    private static final BigInteger LARGEST_SCALE = BigInteger.ONE.shiftLeft(50);
    private static final int DIGITS = 60;

    private final BigInteger a;
    private final BigInteger b;

    private DiscreteLaplace(BigInteger a, BigInteger b) {
        if (a.signum() < 1 || b.signum() < 1) throw new IllegalArgumentException("scale must be positive");
        BigInteger g = a.gcd(b);
        this.a = a.divide(g);
        this.b = b.divide(g);
        if (this.a.compareTo(LARGEST_SCALE.multiply(this.b)) > 0) {
            throw new IllegalArgumentException("scale beyond 2^50");
        }
    }

    /** Scale t = a/b, above 0 and at most 2^50. */
    public static DiscreteLaplace ofScale(BigInteger a, BigInteger b) {
        return new DiscreteLaplace(a, b);
    }

    /**
     * Noise for an integer statistic.
     *
     * @param sensitivity by how much one unit can change the statistic (L1), at least 1
     * @param epsilon exact ε > 0
     */
    public static DiscreteLaplace forSensitivity(long sensitivity, BigDecimal epsilon) {
        BigInteger unscaled = epsilon.unscaledValue();
        BigInteger ten = BigInteger.TEN.pow(Math.abs(epsilon.scale()));
        BigInteger delta = BigInteger.valueOf(sensitivity);
        // t = Δ/ε, and ε = unscaled · 10^−scale
        return epsilon.scale() >= 0
                ? new DiscreteLaplace(delta.multiply(ten), unscaled)
                : new DiscreteLaplace(delta, unscaled.multiply(ten));
    }

    /** Numerator of the reduced scale. */
    public BigInteger a() {
        return a;
    }

    /** Denominator of the reduced scale. */
    public BigInteger b() {
        return b;
    }

    /**
     * One draw.
     *
     * @throws ArithmeticException if it does not fit a {@code long}, with a probability below exp(−2^13) for every scale
     */
    public long sample(SecureBits bits) {
        boolean small = a.bitLength() < 63 && b.bitLength() < 63;
        while (true) {
            long magnitude = small ? magnitude(a.longValueExact(), b.longValueExact(), bits) : bigMagnitude(bits);
            boolean minus = bits.coin();
            if (minus && magnitude == 0) continue; // else zero would be drawn twice as often
            return minus ? -magnitude : magnitude;
        }
    }

    private long magnitude(long numerator, long denominator, SecureBits bits) {
        long u;
        do {
            u = bits.below(numerator);
        } while (!expMinus(u, numerator, bits));
        long v = successes(bits);
        try {
            return Math.addExact(u, Math.multiplyExact(numerator, v)) / denominator;
        } catch (ArithmeticException overflow) {
            return quotient(BigInteger.valueOf(u), v);
        }
    }

    private long bigMagnitude(SecureBits bits) {
        BigInteger u;
        do {
            u = bits.below(a);
        } while (!bigExpMinus(u, bits));
        return quotient(u, successes(bits));
    }

    private long quotient(BigInteger u, long v) {
        return a.multiply(BigInteger.valueOf(v)).add(u).divide(b).longValueExact();
    }

    /** How often Bernoulli(e^−1) succeeds in a row. */
    private static long successes(SecureBits bits) {
        long v = 0;
        while (expMinus(1, 1, bits)) v++;
        return v;
    }

    /** Bernoulli(e^−(u/n)) for 0 ≤ u ≤ n: algorithm 1. */
    static boolean expMinus(long u, long n, SecureBits bits) {
        long k = 1;
        while (bits.below(n) < u && bits.below(k) == 0) k++;
        return k % 2 == 1;
    }

    private boolean bigExpMinus(BigInteger u, SecureBits bits) {
        long k = 1;
        while (bits.below(a).compareTo(u) < 0 && bits.below(k) == 0) k++;
        return k % 2 == 1;
    }

    /**
     * The smallest k with P(|X| ≤ k) ≥ confidence, decided by proven bounds: P(|X| > k) = 2p^(k+1)/(1+p) with p =
     * e^(−1/t). Equality can't happen, because p is transcendental, so more digits always decide.
     *
     * @param confidence between 0 and 1, exclusive
     */
    public long halfWidth(BigDecimal confidence) {
        BigDecimal alpha = BigDecimal.ONE.subtract(confidence);
        if (alpha.signum() <= 0 || alpha.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException("confidence " + confidence);
        }
        double t = new BigDecimal(a)
                .divide(new BigDecimal(b), java.math.MathContext.DECIMAL64)
                .doubleValue();
        double guess = t * StrictMath.log(2 / (alpha.doubleValue() * (1 + StrictMath.exp(-1 / t)))) - 1;
        long k = Math.max(0, (long) Math.ceil(guess));
        while (!covers(k, alpha)) k++;
        while (k > 0 && covers(k - 1, alpha)) k--;
        return k;
    }

    /** Whether 2p^(k+1) ≤ α(1+p). */
    private boolean covers(long k, BigDecimal alpha) {
        for (int digits = DIGITS; ; digits *= 2) {
            ExpEnclosure tail = ExpEnclosure.ofMinus(
                    BigInteger.valueOf(k).add(BigInteger.ONE).multiply(b), a, digits);
            ExpEnclosure p = ExpEnclosure.ofMinus(b, a, digits);
            BigDecimal two = BigDecimal.valueOf(2);
            if (tail.high().multiply(two).compareTo(alpha.multiply(BigDecimal.ONE.add(p.low()))) <= 0) return true;
            if (tail.low().multiply(two).compareTo(alpha.multiply(BigDecimal.ONE.add(p.high()))) > 0) return false;
        }
    }
}
