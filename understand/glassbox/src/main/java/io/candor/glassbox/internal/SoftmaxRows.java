package io.candor.glassbox.internal;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a {@link Softmax}. The state is e^s per class and row, and its total over classes; a step multiplies those of one
 * class by a factor that is one exponential per leaf. Scores beyond ±{@value LogLossRows#FAR} are cut off.
 */
final class SoftmaxRows {
    private static final double LOW = StrictMath.exp(-LogLossRows.FAR);
    private static final double HIGH = StrictMath.exp(LogLossRows.FAR);

    private final double[] targets;
    private final double @Nullable [] weights;
    private final double[][] grown; // per class
    private final double[] total;
    private final double[] bound; // per class, no score is larger
    private final double[][] d = new double[Expansion.DEEP][Rows.CHUNK];
    private double[] factors = new double[0];

    SoftmaxRows(double[] targets, double @Nullable [] weights, double[][] start) {
        this.targets = targets;
        this.weights = weights;
        this.grown = new double[start.length][targets.length];
        this.total = new double[targets.length];
        this.bound = new double[start.length];
        for (int k = 0; k < start.length; k++) set(k, start[k]);
    }

    Rows[] views() {
        Rows[] views = new Rows[grown.length];
        for (int k = 0; k < views.length; k++) views[k] = new View(k);
        return views;
    }

    private void set(int k, double[] scores) {
        bound[k] = 0;
        for (int i = 0; i < scores.length; i++) {
            double score = Math.max(-LogLossRows.FAR, Math.min(LogLossRows.FAR, scores[i]));
            bound[k] = Math.max(bound[k], Math.abs(score));
            grown[k][i] = Exponential.of(score);
        }
        sum(0, total.length);
    }

    /** Afresh each time: a difference that is added leaves nothing right when a class falls from far above the others. */
    private void sum(int from, int to) {
        System.arraycopy(grown[0], from, total, from, to - from);
        for (int k = 1; k < grown.length; k++) {
            double[] own = grown[k];
            for (int i = from; i < to; i++) total[i] += own[i];
        }
    }

    private double loss() {
        double loss = 0;
        for (int i = 0; i < targets.length; i++) {
            double one = Logarithm.of(total[i] / grown[(int) targets[i]][i]);
            loss += weights == null ? one : weights[i] * one;
        }
        return loss;
    }

    private final class View implements Rows {
        private final int k;

        View(int k) {
            this.k = k;
        }

        @Override
        public void pass(@Nullable Codes moved, double[] shift, Codes[] next, Expansion[] into) {
            if (moved != null) prepare(shift);
            boolean deep = into.length > 0 && into[0].derivatives() == Expansion.DEEP;
            for (int from = 0; from < total.length; from += CHUNK) {
                int to = Math.min(from + CHUNK, total.length);
                if (moved != null) move(moved, from, to);
                if (into.length == 0) continue;
                differentiate(from, to, deep);
                for (int j = 0; j < into.length; j++) into[j].add(next[j], d, from, to);
            }
        }

        private void prepare(double[] shift) {
            if (factors.length < shift.length) factors = new double[shift.length];
            double most = 0;
            for (int b = 0; b < shift.length; b++) {
                most = Math.max(most, Math.abs(shift[b]));
                double u = Math.max(-2 * LogLossRows.FAR, Math.min(2 * LogLossRows.FAR, shift[b]));
                factors[b] = b > 0 && shift[b] == shift[b - 1] ? factors[b - 1] : Exponential.of(u);
            }
            bound[k] += most;
        }

        private void move(Codes moved, int from, int to) {
            double[] own = grown[k];
            moved.multiply(own, from, to, factors);
            if (bound[k] > LogLossRows.FAR) {
                for (int i = from; i < to; i++) own[i] = Math.min(Math.max(own[i], LOW), HIGH);
            }
            sum(from, to);
        }

        private void differentiate(int from, int to, boolean deep) {
            double[] own = grown[k];
            double[] g = d[0];
            double[] h = d[1];
            for (int i = from; i < to; i++) {
                double p = own[i] / total[i];
                g[i - from] = p - (targets[i] == k ? 1 : 0);
                h[i - from] = p * (1 - p);
            }
            if (deep) {
                for (int i = from; i < to; i++) {
                    double second = h[i - from];
                    d[2][i - from] = second * (1 - 2 * (own[i] / total[i]));
                    d[3][i - from] = second * (1 - 6 * second);
                }
            }
            if (weights == null) return;
            for (int j = 0; j < (deep ? Expansion.DEEP : Expansion.SHALLOW); j++) {
                for (int i = from; i < to; i++) d[j][i - from] *= weights[i];
            }
        }

        @Override
        public void derivatives(double[] g, double[] h) {
            for (int from = 0; from < total.length; from += CHUNK) {
                int to = Math.min(from + CHUNK, total.length);
                differentiate(from, to, false);
                System.arraycopy(d[0], 0, g, from, to - from);
                System.arraycopy(d[1], 0, h, from, to - from);
            }
        }

        @Override
        public double loss() {
            return SoftmaxRows.this.loss();
        }

        @Override
        public void reset(double[] scores) {
            set(k, scores);
        }
    }
}
