package io.candor.glassbox.internal;

/**
 * Some rows of {@link PairSums} taken together: sums before each column, and what cutting the band at each column would gain.
 * Loops are without branches so that the compiler can vectorise them. Not thread-safe.
 */
final class Band {
    private final LeafRule rule;
    final double[] g;
    final double[] h;
    final int[] n;
    final double[] gains; // of a cut before each column
    private final boolean plain;
    int columns;

    Band(LeafRule rule, int mostColumns) {
        this.rule = rule;
        this.plain = rule.alpha() == 0 && rule.maxDelta() == Double.POSITIVE_INFINITY;
        this.g = new double[mostColumns + 1];
        this.h = new double[mostColumns + 1];
        this.n = new int[mostColumns + 1];
        this.gains = new double[mostColumns + 1];
    }

    /** Takes rows {@code from … to-1}. */
    void take(PairSums sums, int from, int to) {
        columns = sums.columns;
        int a = sums.at(to, 0);
        int b = sums.at(from, 0);
        for (int c = 0; c <= columns; c++) {
            g[c] = sums.g[a + c] - sums.g[b + c];
            h[c] = sums.h[a + c] - sums.h[b + c];
            n[c] = sums.n[a + c] - sums.n[b + c];
        }
        double allG = g[columns];
        double allH = h[columns];
        if (plain) {
            double lambda = rule.lambda();
            for (int c = 0; c <= columns; c++) {
                double restG = allG - g[c];
                gains[c] = g[c] * g[c] / (h[c] + lambda) + restG * restG / (allH - h[c] + lambda);
            }
        } else {
            for (int c = 0; c <= columns; c++) gains[c] = rule.gain(g[c], h[c]) + rule.gain(allG - g[c], allH - h[c]);
        }
    }

    /** Whether the whole band may be a leaf. */
    boolean allowed() {
        return rule.allows(n[columns], h[columns]);
    }

    double gain() {
        return rule.gain(g[columns], h[columns]);
    }

    /** Whether both sides of a cut before a column may be leaves. */
    boolean allowed(int column) {
        return rule.allows(n[column], h[column]) && rule.allows(n[columns] - n[column], h[columns] - h[column]);
    }

    /** The column before which a cut gains most, the first of equals; 0 if no cut is allowed. */
    int bestCut() {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 1; c < columns; c++) {
            if (!(gains[c] > most) || !allowed(c)) continue;
            most = gains[c];
            best = c;
        }
        return best;
    }
}
