package io.candor.evaluation;

/**
 * Score intervals for the difference and the ratio of two independent rates (Miettinen &amp; Nurminen 1985, eqs. 8-10, with
 * the N/(N−1) correction). A bound is where the score statistic, with both rates at their maximum likelihood under the
 * hypothesis, equals ±z; the statistic falls as the hypothesis rises, so a bracket finds it. Valid at 0 and at n.
 *
 * <p>Deviation: the constrained likelihood of the difference is maximised by a bracketed Newton method instead of the
 * trigonometric solution of the cubic, which loses digits near 0 and 1.
 */
public final class MiettinenNurminen {
    private static final int HALVINGS = 44;
    private static final double TOLERANCE = 1e-13;

    private final double x1;
    private final double n1;
    private final double x2;
    private final double n2;

    /**
     * @param x1 successes of the first group, 0 to n1; of weighted rows, effective counts need not be whole
     * @param n1 above 0
     * @param x2 successes of the second group, 0 to n2
     * @param n2 above 0
     */
    public MiettinenNurminen(double x1, double n1, double x2, double n2) {
        if (!(n1 > 0 && n2 > 0) || x1 < 0 || x2 < 0 || x1 > n1 || x2 > n2) {
            throw new IllegalArgumentException("not two rates: " + x1 + "/" + n1 + ", " + x2 + "/" + n2);
        }
        this.x1 = x1;
        this.n1 = n1;
        this.x2 = x2;
        this.n2 = n2;
    }

    /** Bounds of p1 − p2, within [−1, 1]. */
    public Bounds difference(double alpha) {
        double z = Intervals.z(alpha);
        double estimate = x1 / n1 - x2 / n2;
        double low = x1 == 0 && x2 == n2 ? -1 : crossing(-1, estimate, z, this::differenceScore);
        double high = x1 == n1 && x2 == 0 ? 1 : crossing(estimate, 1, -z, this::differenceScore);
        return new Bounds(low, high);
    }

    /** Bounds of p1 / p2: 0 at the least, and infinite above if the second rate is 0; [0, ∞] if both are. */
    public Bounds ratio(double alpha) {
        double z = Intervals.z(alpha);
        if (x1 == 0 && x2 == 0) return new Bounds(0, Double.POSITIVE_INFINITY);
        double theta = x2 == 0 ? Double.POSITIVE_INFINITY : x1 / n1 / (x2 / n2);
        double estimate = x2 == 0 ? 1 : theta / (1 + theta); // bisection in theta / (1 + theta), which ends at 1
        double low = x1 == 0 ? 0 : odds(crossing(0, estimate, z, u -> ratioScore(odds(u))));
        double high = x2 == 0 ? Double.POSITIVE_INFINITY : odds(crossing(estimate, 1, -z, u -> ratioScore(odds(u))));
        return new Bounds(low, high);
    }

    private static double odds(double u) {
        return u / (1 - u);
    }

    private interface Score {
        double at(double hypothesis);
    }

    /** Where a falling score passes the target: the Illinois method, halving instead while an end's score is infinite or not known. */
    private static double crossing(double from, double to, double target, Score score) {
        double low = from;
        double high = to;
        double above = Double.NaN; // score − target at the low end
        double below = Double.NaN;
        double last = Double.NaN;
        for (int i = 0; i < 2 * HALVINGS && high - low > TOLERANCE; i++) {
            double next = low + (high - low) * (above / (above - below));
            if (!(next > low && next < high) || Double.isInfinite(above - below)) next = (low + high) / 2;
            if (next <= low || next >= high || Math.abs(next - last) <= TOLERANCE / 8) break;
            double at = score.at(next) - target;
            if (at > 0) {
                if (last == low) below /= 2; // the same end moved twice
                low = next;
                above = at;
            } else {
                if (last == high) above /= 2;
                high = next;
                below = at;
            }
            last = next;
            if (at == 0) return next;
        }
        return Double.isNaN(last) ? (low + high) / 2 : last;
    }

    private double differenceScore(double delta) {
        double p2 = constrainedSecondRate(delta);
        double p1 = Math.min(1, Math.max(0, p2 + delta));
        return standardised(x1 / n1 - x2 / n2 - delta, p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
    }

    /**
     * The p2 that maximises the likelihood when p1 = p2 + delta: Newton's method on the derivative, which falls, kept within
     * a bracket.
     */
    private double constrainedSecondRate(double delta) {
        double low = Math.max(0, -delta);
        double high = Math.min(1, 1 - delta);
        double p = (low + high) / 2;
        for (int i = 0; i < 2 * HALVINGS && p > low && p < high; i++) {
            double a = part(x1, p + delta);
            double b = part(n1 - x1, 1 - p - delta);
            double c = part(x2, p);
            double d = part(n2 - x2, 1 - p);
            double slope = a - b + c - d;
            if (slope > 0) low = p;
            else high = p;
            double curvature = part(a, p + delta) + part(b, 1 - p - delta) + part(c, p) + part(d, 1 - p);
            double next = p + slope / curvature;
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.abs(next - p) <= 1e-15) return next;
            p = next;
        }
        return p;
    }

    private static double part(double count, double p) {
        return count == 0 ? 0 : count / p;
    }

    private double ratioScore(double theta) {
        double total = n1 + n2;
        double b = n1 * theta + x1 + n2 + x2 * theta;
        double c = x1 + x2;
        double root = StrictMath.sqrt(Math.max(0, b * b - 4 * total * theta * c));
        double p2 = Math.min(1, 2 * c / (b + root));
        double p1 = Math.min(1, theta * p2);
        double variance = p1 * (1 - p1) / n1 + theta * theta * p2 * (1 - p2) / n2;
        return standardised(x1 / n1 - theta * (x2 / n2), variance);
    }

    private double standardised(double numerator, double variance) {
        if (numerator == 0) return 0;
        double total = n1 + n2;
        double corrected = variance * total / (total - 1);
        if (corrected > 0) return numerator / StrictMath.sqrt(corrected);
        return numerator > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
}
