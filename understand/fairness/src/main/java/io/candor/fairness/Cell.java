package io.candor.fairness;

import io.candor.evaluation.Confusion;
import io.candor.evaluation.Losses;
import io.candor.evaluation.Moments;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * What is kept of the rows of one group: integer counts and exact sums, so that chunks or partitions merged in any order
 * give the same bytes as the whole. Not thread-safe.
 */
public sealed interface Cell {
    /** Adds the rows of another cell of the same kind. */
    void add(Cell other);

    /** Rows so far. */
    long n();

    /** Label × decision tallies; sums of score, log loss and squared error where there are scores. */
    final class Binary implements Cell {
        private final Tally[] tallies = {new Tally(), new Tally(), new Tally(), new Tally()};
        private final Moments score = new Moments();
        private final Moments logLoss = new Moments();
        private final Moments brier = new Moments();

        /** A row without a score. */
        public void add(int label, int decision) {
            tallies[2 * label + decision].add();
        }

        public void add(int label, int decision, double p) {
            add(label, decision);
            score.add(p);
            logLoss.add(Losses.log(label, p));
            brier.add(Losses.brier(label, p));
        }

        /** A row that counts {@code weight} times, without a score. */
        public void addWeighted(int label, int decision, double weight) {
            tallies[2 * label + decision].add(weight);
        }

        /** A row that counts {@code weight} times. */
        public void addWeighted(int label, int decision, double weight, double p) {
            addWeighted(label, decision, weight);
            score.add(p, weight);
            logLoss.add(Losses.log(label, p), weight);
            brier.add(Losses.brier(label, p), weight);
        }

        @Override
        public void add(Cell other) {
            Binary b = (Binary) other;
            for (int i = 0; i < 4; i++) tallies[i].add(b.tallies[i]);
            score.add(b.score);
            logLoss.add(b.logLoss);
            brier.add(b.brier);
        }

        @Override
        public long n() {
            return tallies[0].count() + tallies[1].count() + tallies[2].count() + tallies[3].count();
        }

        /** Rows, whatever their weights. */
        public Confusion confusion() {
            return new Confusion(tallies[3].count(), tallies[1].count(), tallies[0].count(), tallies[2].count());
        }

        /** What fell into the cell of this label and decision. */
        public Tally.Sums sums(int label, int decision) {
            return tallies[2 * label + decision].sums();
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

    /** Label × decision tallies of several classes; the sum of log losses where there are scores. */
    final class Multiclass implements Cell {
        private final Tally[][] tallies;
        private final Moments logLoss = new Moments();
        private long n;

        public Multiclass(int classes) {
            tallies = new Tally[classes][classes];
            for (Tally[] row : tallies) Arrays.setAll(row, j -> new Tally());
        }

        public void add(int label, int decision) {
            tallies[label][decision].add();
            n++;
        }

        /** A row that counts {@code weight} times. */
        public void addWeighted(int label, int decision, double weight) {
            tallies[label][decision].add(weight);
            n++;
        }

        /** @param p the probability that was given to the label */
        public void addScore(double p) {
            logLoss.add(Losses.log(1, p));
        }

        /** @param p the probability that was given to the label of a row that counts {@code weight} times */
        public void addScore(double p, double weight) {
            logLoss.add(Losses.log(1, p), weight);
        }

        @Override
        public void add(Cell other) {
            Multiclass m = (Multiclass) other;
            for (int i = 0; i < tallies.length; i++)
                for (int j = 0; j < tallies.length; j++) tallies[i][j].add(m.tallies[i][j]);
            n += m.n;
            logLoss.add(m.logLoss);
        }

        @Override
        public long n() {
            return n;
        }

        public int classes() {
            return tallies.length;
        }

        /** What fell into the cells where both hold. */
        public Tally.Sums sums(IntPredicate label, IntPredicate decision) {
            Tally total = new Tally();
            for (int i = 0; i < tallies.length; i++)
                for (int j = 0; j < tallies.length; j++)
                    if (label.test(i) && decision.test(j)) total.add(tallies[i][j]);
            return total.sums();
        }

        /** Rows whose decision is their label. */
        public Tally.Sums right() {
            Tally right = new Tally();
            for (int k = 0; k < tallies.length; k++) right.add(tallies[k][k]);
            return right.sums();
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

        /** A row that counts {@code weight} times. */
        public void addWeighted(double y, double predicted, double weight) {
            double e = predicted - y;
            label.add(y, weight);
            prediction.add(predicted, weight);
            error.add(e, weight);
            absolute.add(Math.abs(e), weight);
            square.add(e * e, weight);
        }

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
