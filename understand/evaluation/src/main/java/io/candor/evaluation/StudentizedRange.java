package io.candor.evaluation;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The range of k independent standard normal values, max − min, whose quantile q gives simultaneous intervals for all pairs of groups: pairs are bounded
 * together at critical value q / √2, exactly for groups of equal precision (Tukey 1953), and conservatively for unequal ones (Kramer 1956; proved by Hayter
 * 1984). Narrower than Bonferroni over all pairs, the more so the more groups.
 */
public final class StudentizedRange {
    private static final int NODES = 96;
    private static final double REACH = 8.5; // beyond it the density is below 1e-16
    private static final NormalDistribution NORMAL = new NormalDistribution();

    private static final double[] BELOW = new double[NODES + 1]; // of the nodes: Φ
    private static final double[] DENSITY = new double[NODES + 1];

    static {
        for (int i = 0; i <= NODES; i++) {
            BELOW[i] = NORMAL.cumulativeProbability(node(i));
            DENSITY[i] = NORMAL.density(node(i));
        }
    }

    private StudentizedRange() {}

    private static double node(int i) {
        return -REACH + i * (2 * REACH / NODES);
    }

    /** P(max − min ≤ q) of k values: k ∫ φ(z) [Φ(z) − Φ(z − q)]^(k−1) dz, by the trapezoid rule, whose error is below 1e-12 here. */
    public static double probability(double q, int k) {
        double step = 2 * REACH / NODES;
        double sum = 0;
        for (int i = 0; i <= NODES; i++) {
            double within = BELOW[i] - NORMAL.cumulativeProbability(node(i) - q);
            sum += DENSITY[i] * StrictMath.pow(within, k - 1);
        }
        return Math.min(1, k * step * sum);
    }

    /**
     * The level at which one pair must be bounded so that all pairs of k groups hold together at 1 − alpha.
     *
     * @param k groups, at least 2
     */
    public static double pairLevel(int k, double alpha) {
        if (k < 2) throw new IllegalArgumentException("two groups are the least");
        if (k == 2) return alpha;
        double low = Intervals.z(alpha); // of one pair alone
        double high = Intervals.z(alpha / (k * (k - 1) / 2.0)); // Bonferroni
        double below = excess(low, k, alpha);
        double above = excess(high, k, alpha);
        for (int i = 0; i < 30 && Math.abs(high - low) > 1e-12 && above != 0; i++) { // regula falsi, Illinois
            double z = high - above * (high - low) / (above - below);
            double at = excess(z, k, alpha);
            if (at > 0 == above > 0) {
                high = z;
                above = at;
                below /= 2;
            } else {
                low = high;
                below = above;
                high = z;
                above = at;
            }
            if (Math.abs(at) < 1e-14) break;
        }
        return 2 * NORMAL.cumulativeProbability(-high);
    }

    private static double excess(double z, int k, double alpha) {
        return probability(z * StrictMath.sqrt(2), k) - (1 - alpha);
    }
}
