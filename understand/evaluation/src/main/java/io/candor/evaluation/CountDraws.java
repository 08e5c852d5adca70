package io.candor.evaluation;

import io.candor.core.random.RandomStream;
import org.hipparchus.special.Gamma;

/**
 * Random counts: binomial, multinomial and hypergeometric, by inversion from the mode outwards, in about as many steps as a standard deviation has units. Exact but for
 * the rounding of probabilities. A resample of n rows that fall into a few cells is a draw of the cells' counts, which costs the same for a hundred
 * rows as for a hundred million.
 */
public record CountDraws(RandomStream random) {
    /** Successes among n trials of chance p. */
    public long binomial(long n, double p) {
        if (n == 0 || p <= 0) return 0;
        if (p >= 1) return n;
        long mode = Math.min(n, (long) ((n + 1) * p));
        double atMode = StrictMath.exp(choose(n, mode) + mode * StrictMath.log(p) + (n - mode) * StrictMath.log1p(-p));
        double odds = p / (1 - p);
        return fromMode(mode, 0, n, atMode, k -> (n - k + 1.0) / k * odds);
    }

    /** Marked ones among {@code drawn} of {@code all} things of which {@code marked} are. */
    public long hypergeometric(long all, long marked, long drawn) {
        long least = Math.max(0, drawn - (all - marked));
        long most = Math.min(drawn, marked);
        if (least == most) return least;
        long mode = Math.min(most, Math.max(least, (long) ((drawn + 1.0) * (marked + 1.0) / (all + 2.0))));
        double atMode = StrictMath.exp(choose(marked, mode) + choose(all - marked, drawn - mode) - choose(all, drawn));
        return fromMode(
                mode,
                least,
                most,
                atMode,
                k -> (marked - k + 1.0) / k * ((drawn - k + 1.0) / (all - marked - drawn + (double) k)));
    }

    /**
     * How n rows fall into cells.
     *
     * @param weights of the cells, at least 0, not all 0
     */
    public long[] multinomial(long n, long[] weights) {
        long total = 0;
        for (long w : weights) total += w;
        long[] counts = new long[weights.length];
        long rest = n;
        for (int c = 0; c < weights.length && rest > 0; c++) {
            counts[c] = total == weights[c] ? rest : binomial(rest, (double) weights[c] / total);
            rest -= counts[c];
            total -= weights[c];
        }
        return counts;
    }

    /** The ratio of the probability of k to that of k − 1. */
    private interface Ratio {
        double of(long k);
    }

    private long fromMode(long mode, long least, long most, double atMode, Ratio ratio) {
        double u = random.nextDouble() - atMode;
        if (u < 0) return mode;
        long up = mode;
        long down = mode;
        double above = atMode;
        double below = atMode;
        while (up < most || down > least) {
            if (up < most) {
                above *= ratio.of(++up);
                u -= above;
                if (u < 0) return up;
            }
            if (down > least) {
                below /= ratio.of(down--);
                u -= below;
                if (u < 0) return down;
            }
            if (above == 0 && below == 0) break;
        }
        return mode; // what rounding left over
    }

    private static double choose(long n, long k) {
        return Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
    }
}
