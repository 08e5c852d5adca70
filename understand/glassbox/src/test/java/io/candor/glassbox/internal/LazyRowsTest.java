package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Whatever is asked in whatever order, answers are those of rows that learn of every step at once; gradients are, but for what
 * second derivatives change over a small shift.
 */
class LazyRowsTest {
    /** The third derivative is at most 0.0963. */
    private static final double GRADIENT_PER_WEIGHT = 0.0963 / 128 / 128 / 2;

    private static final double HESSIAN_PER_WEIGHT = 0.0963 / 128;

    @Test
    void rowsThatLearnLateAnswerAsIfTheyKnew() {
        for (long seed = 0; seed < 6; seed++) {
            SomeRows made = new SomeRows(seed, seed % 2 == 0, true);
            LogLoss objective = new LogLoss();
            LazyRows lazy = new LazyRows(
                    objective,
                    objective.rows(made.targets, made.weights, new double[][] {SomeRows.scores(0.2)}),
                    made.codes,
                    SomeRows.BINS);
            PlainLogLoss.PlainRows plain = new PlainLogLoss.PlainRows(made.targets, made.weights, SomeRows.scores(0.2));
            int term = 0;
            int repeats = 0;
            for (int step = 0; step < 150; step++) {
                int last = term;
                if (made.random.nextInt(4) == 0) term = made.random.nextInt(4);
                repeats = term == last ? repeats + 1 : 0;
                double[] update = made.shift(term, made.random.nextInt(5) == 0 ? 0.2 : 0.002);
                switch (made.random.nextInt(10)) {
                    case 0, 1, 2 -> lazy.move(term, update);
                    case 3, 4, 5, 6, 7, 8 -> {
                        plain.move(made.codes[term], update);
                        assertThat(lazy.lossAfter(term, update, repeats)).isCloseTo(plain.loss(), within(1e-8));
                        plain.move(made.codes[term], negative(update));
                        lazy.move(term, negative(update));
                        lazy.move(term, update);
                    }
                    default -> {
                        lazy.move(term, update);
                        lazy.reset(new double[][] {moved(plain, made.codes[term], update)});
                    }
                }
                plain.move(made.codes[term], update);
                Histogram found = new Histogram(400);
                boolean all = made.random.nextInt(6) == 0;
                if (all) lazy.measureAll();
                for (int t = 0; t < 4; t++) {
                    if (!all && t != term) continue;
                    if (all) lazy.measured(t, found);
                    else lazy.measure(t, found);
                    check(found, plain, made.codes[t], SomeRows.BINS[t]);
                }
            }
        }
    }

    private static double[] moved(PlainLogLoss.PlainRows plain, Codes codes, double[] update) {
        double[] scores = plain.scores.clone();
        for (int i = 0; i < scores.length; i++) scores[i] += update[codes.get(i)];
        return scores;
    }

    private static double[] negative(double[] update) {
        double[] negative = new double[update.length];
        for (int b = 0; b < update.length; b++) negative[b] = -update[b];
        return negative;
    }

    private static void check(Histogram found, PlainLogLoss.PlainRows plain, Codes codes, int bins) {
        double[] gradients = new double[bins];
        double[] hessians = new double[bins];
        double[] weights = new double[bins];
        for (int i = 0; i < SomeRows.ROWS; i++) {
            gradients[codes.get(i)] += plain.derivative(1, i);
            hessians[codes.get(i)] += plain.derivative(2, i);
            weights[codes.get(i)] += plain.weights == null ? 1 : plain.weights[i];
        }
        for (int b = 0; b < bins; b++) {
            assertThat(found.gradient(b)).isCloseTo(gradients[b], within(1e-9 + weights[b] * GRADIENT_PER_WEIGHT));
            assertThat(found.hessian(b)).isCloseTo(hessians[b], within(1e-9 + weights[b] * HESSIAN_PER_WEIGHT));
        }
    }
}
