package io.candor.glassbox.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a {@link LogLoss}. The state of a row is not its score but the odds of its <em>wrong</em> class, r = e^s for a
 * negative and e^−s for a positive. A step multiplies r by a factor that is one exponential per leaf, so the loops over rows
 * have none; the gradient is ±r/(1 + r), and the loss of many rows is one logarithm of a product of 1 + r. Negatives come
 * first, so that no loop looks at a label. Four rows share one division.
 *
 * <p>Products of odds can't overflow while no score is beyond ±{@value #FAR}. A bound on the scores is kept up to date with
 * each step; only once it is beyond that are odds cut off, at probabilities of 1e-43, until the scores are set anew.
 */
final class LogLossRows implements Rows {
    private static final int QUARTER = CHUNK / 4;
    static final double FAR = 100;
    private static final double LOW = StrictMath.exp(-FAR);
    private static final double HIGH = StrictMath.exp(FAR);
    private static final double MOST_EXPONENT = 690; // e to this is finite
    private static final double LN2 = 0x1.62e42fefa39efp-1;
    private static final double SMALL = 1.0 / 32;

    private final double[] odds;
    private final int negatives;
    private final double @Nullable [] weights;
    private double bound; // no score is larger
    private double[] up = new double[0];
    private double[] down = new double[0];
    private final double[] chunk =
            new double[CHUNK]; // odds; in a place of its own, so that loops over it are vectorised
    private final double[] inverse = new double[CHUNK]; // 1/(1 + r)
    private final double[][] d = new double[Expansion.DEEP][CHUNK];

    /** @param targets zeros first */
    LogLossRows(double[] targets, double @Nullable [] weights, double[] start) {
        this.odds = new double[targets.length];
        this.weights = weights;
        int n = 0;
        while (n < targets.length && targets[n] == 0) n++;
        this.negatives = n;
        reset(start);
    }

    @Override
    public void reset(double[] scores) {
        bound = 0;
        for (int i = 0; i < odds.length; i++) {
            double score = Math.max(-FAR, Math.min(FAR, scores[i]));
            bound = Math.max(bound, Math.abs(score));
            odds[i] = StrictMath.exp(i < negatives ? score : -score);
        }
    }

    @Override
    public void pass(@Nullable Codes moved, double[] shift, Codes[] next, Expansion[] into) {
        if (moved != null) prepare(shift);
        boolean deep = into.length > 0 && into[0].derivatives() == Expansion.DEEP;
        for (int from = 0, to; from < odds.length; from = to) {
            to = Math.min(from + CHUNK, from < negatives ? negatives : odds.length);
            boolean negative = from < negatives;
            if (moved != null) {
                moved.multiply(odds, from, to, negative ? up : down);
                if (bound > FAR) cutOff(from, to);
            }
            if (into.length == 0) continue;
            int n = to - from;
            double sign = negative ? 1 : -1;
            System.arraycopy(odds, from, chunk, 0, n);
            invert(chunk, inverse, n);
            if (deep) differentiateDeep(chunk, inverse, d[0], d[1], d[2], d[3], n, sign);
            else differentiate(chunk, inverse, d[0], d[1], n, sign);
            if (weights != null) weigh(weights, from, to, deep ? Expansion.DEEP : Expansion.SHALLOW);
            for (int k = 0; k < into.length; k++) into[k].add(next[k], d, from, to);
        }
    }

    @Override
    public void derivatives(double[] g, double[] h) {
        for (int from = 0, to; from < odds.length; from = to) {
            to = Math.min(from + CHUNK, from < negatives ? negatives : odds.length);
            int n = to - from;
            System.arraycopy(odds, from, chunk, 0, n);
            invert(chunk, inverse, n);
            differentiate(chunk, inverse, d[0], d[1], n, from < negatives ? 1 : -1);
            if (weights != null) weigh(weights, from, to, Expansion.SHALLOW);
            System.arraycopy(d[0], 0, g, from, n);
            System.arraycopy(d[1], 0, h, from, n);
        }
    }

    /** Factors of a shift, and the bound after it. */
    private void prepare(double[] shift) {
        if (up.length < shift.length) {
            up = new double[shift.length];
            down = new double[shift.length];
        }
        double most = 0;
        for (int b = 0; b < shift.length; b++) {
            most = Math.max(most, Math.abs(shift[b]));
            if (b > 0 && shift[b] == shift[b - 1]) {
                up[b] = up[b - 1];
                down[b] = down[b - 1];
            } else {
                double u = Math.max(-2 * FAR, Math.min(2 * FAR, shift[b]));
                up[b] = exp(u);
                down[b] = exp(-u);
            }
        }
        bound += most;
    }

    /** Most shifts are small; then six terms of the series are exact to the last bit or two. */
    static double exp(double u) {
        if (Math.abs(u) > SMALL) return StrictMath.exp(u);
        double tail = 1.0 / 120 + u * (1.0 / 720 + u * (1.0 / 5040 + u * (1.0 / 40320)));
        return 1 + u * (1 + u * (0.5 + u * (1.0 / 6 + u * (1.0 / 24 + u * tail))));
    }

    private void cutOff(int from, int to) {
        for (int i = from; i < to; i++) odds[i] = Math.min(Math.max(odds[i], LOW), HIGH);
    }

    /** 1/(1 + r) of a chunk's rows. */
    private static void invert(double[] r, double[] x, int n) {
        if (n < CHUNK) {
            for (int k = 0; k < n; k++) x[k] = 1 / (1 + r[k]);
            return;
        }
        for (int k = 0; k < QUARTER; k++) {
            double a = 1 + r[k];
            double b = 1 + r[k + QUARTER];
            double c = 1 + r[k + 2 * QUARTER];
            double e = 1 + r[k + 3 * QUARTER];
            double ab = a * b;
            double ce = c * e;
            double all = 1 / (ab * ce);
            double first = all * ce; // 1/(a b)
            double second = all * ab;
            x[k] = first * b;
            x[k + QUARTER] = first * a;
            x[k + 2 * QUARTER] = second * e;
            x[k + 3 * QUARTER] = second * c;
        }
    }

    private static void differentiate(double[] r, double[] x, double[] g, double[] h, int n, double sign) {
        for (int k = 0; k < n; k++) {
            double q = r[k] * x[k];
            g[k] = sign * q;
            h[k] = q * x[k];
        }
    }

    /** g′ = h, h′ = h (1 − 2p) and h″ = h (1 − 6h), with 1 − 2p = ±(2/(1 + r) − 1). */
    private static void differentiateDeep(
            double[] r, double[] x, double[] g, double[] h, double[] h1, double[] h2, int n, double sign) {
        for (int k = 0; k < n; k++) {
            double q = r[k] * x[k];
            double second = q * x[k];
            g[k] = sign * q;
            h[k] = second;
            h1[k] = sign * (second * (2 * x[k] - 1));
            h2[k] = second * (1 - 6 * second);
        }
    }

    private void weigh(double[] w, int from, int to, int derivatives) {
        for (int j = 0; j < derivatives; j++) {
            double[] values = d[j];
            for (int k = 0; k < to - from; k++) values[k] *= w[from + k];
        }
    }

    @Override
    public double loss() {
        return weights == null ? plainLoss() : weightedLoss(weights);
    }

    /** Products go lane by lane, as many rows to a lane as can't overflow. */
    private double plainLoss() {
        double[] product = inverse;
        int lanes = Math.min(CHUNK, odds.length);
        Arrays.fill(product, 0, lanes, 1);
        int most = Math.max(1, (int) (MOST_EXPONENT / (Math.min(bound, FAR) + 1)));
        int rows = 0;
        double loss = 0;
        for (int from = 0; from < odds.length; from += CHUNK) {
            int n = Math.min(CHUNK, odds.length - from);
            for (int k = 0; k < n; k++) product[k] *= 1 + odds[from + k];
            if (++rows < most) continue;
            loss += logarithm(product, lanes);
            Arrays.fill(product, 0, lanes, 1);
            rows = 0;
        }
        return loss + logarithm(product, lanes);
    }

    /** Of the product of all: exponents are added, mantissas of at most {@value Rows#CHUNK} numbers below 2 multiplied. */
    private static double logarithm(double[] factors, int n) {
        long exponents = 0;
        double mantissas = 1;
        for (int k = 0; k < n; k++) {
            long bits = Double.doubleToRawLongBits(factors[k]);
            exponents += (bits >>> 52) - 1023;
            mantissas *= Double.longBitsToDouble(bits & 0xFFFFFFFFFFFFFL | 0x3FF0000000000000L);
        }
        return exponents * LN2 + StrictMath.log(mantissas);
    }

    private double weightedLoss(double[] w) {
        double loss = 0;
        for (int i = 0; i < odds.length; i++) loss += w[i] * Logarithm.of(1 + odds[i]);
        return loss;
    }
}
