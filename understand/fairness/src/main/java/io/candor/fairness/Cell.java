package io.candor.fairness;

import io.candor.evaluation.Confusion;
import io.candor.evaluation.Losses;
import io.candor.evaluation.Moments;

/**
 * What is kept of the rows of one group: integer counts and exact sums, so that chunks or partitions merged in any order
 * give the same bytes as the whole. Not thread-safe.
 */
public sealed interface Cell {
    /** Adds the rows of another cell of the same kind. */
    void add(Cell other);

    /** Rows so far. */
    long n();

    /** Label × decision counts; sums of score, log loss and squared error where there are scores. */
    final class Binary implements Cell {
        private final long[] counts = new long[4];
        private final Moments score = new Moments();
        private final Moments logLoss = new Moments();
        private final Moments brier = new Moments();

        /** A row without a score. */
        public void add(int label, int decision) {
            counts[2 * label + decision]++;
        }

        public void add(int label, int decision, double p) {
            add(label, decision);
            score.add(p);
            logLoss.add(Losses.log(label, p));
            brier.add(Losses.brier(label, p));
        }

        @Override
        public void add(Cell other) {
            Binary b = (Binary) other;
            for (int i = 0; i < 4; i++) counts[i] += b.counts[i];
            score.add(b.score);
            logLoss.add(b.logLoss);
            brier.add(b.brier);
        }

        @Override
        public long n() {
            return counts[0] + counts[1] + counts[2] + counts[3];
        }

        public Confusion confusion() {
            return new Confusion(counts[3], counts[1], counts[0], counts[2]);
        }

        public Moments score() {
            return score;
        }

        public Moments logLoss() {
            return logLoss;
        }

        public Moments brier() {
            return brier;
        }
    }

    /** Label × decision counts of several classes; the sum of log losses where there are scores. */
    final class Multiclass implements Cell {
        private final long[][] counts;
        private final Moments logLoss = new Moments();
        private long n;

        public Multiclass(int classes) {
            counts = new long[classes][classes];
        }

        public void add(int label, int decision) {
            counts[label][decision]++;
            n++;
        }

        /** @param p the probability that was given to the label */
        public void addScore(double p) {
            logLoss.add(Losses.log(1, p));
        }

        @Override
        public void add(Cell other) {
            Multiclass m = (Multiclass) other;
            for (int i = 0; i < counts.length; i++)
                for (int j = 0; j < counts.length; j++) counts[i][j] += m.counts[i][j];
            n += m.n;
            logLoss.add(m.logLoss);
        }

        @Override
        public long n() {
            return n;
        }

        /** Rows whose decision is their label. */
        public long right() {
            long right = 0;
            for (int k = 0; k < counts.length; k++) right += counts[k][k];
            return right;
        }

        /** One class against the rest. */
        public Confusion against(int k) {
            long labelled = 0;
            long decided = 0;
            for (int j = 0; j < counts.length; j++) {
                labelled += counts[k][j];
                decided += counts[j][k];
            }
            long tp = counts[k][k];
            return new Confusion(tp, decided - tp, n - labelled - decided + tp, labelled - tp);
        }

        public Moments logLoss() {
            return logLoss;
        }
    }

    /** Sums of label, prediction, error, absolute and squared error. */
    final class Regression implements Cell {
        private final Moments label = new Moments();
        private final Moments prediction = new Moments();
        private final Moments error = new Moments();
        private final Moments absolute = new Moments();
        private final Moments square = new Moments();

        public void add(double y, double predicted) {
            double e = predicted - y;
            label.add(y);
            prediction.add(predicted);
            error.add(e);
            absolute.add(Math.abs(e));
            square.add(e * e);
        }

        @Override
        public void add(Cell other) {
            Regression r = (Regression) other;
            label.add(r.label);
            prediction.add(r.prediction);
            error.add(r.error);
            absolute.add(r.absolute);
            square.add(r.square);
        }

        @Override
        public long n() {
            return label.n();
        }

        public Moments label() {
            return label;
        }

        public Moments prediction() {
            return prediction;
        }

        public Moments error() {
            return error;
        }

        public Moments absoluteError() {
            return absolute;
        }

        public Moments squaredError() {
            return square;
        }
    }
}
