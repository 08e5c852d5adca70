package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Whatever is asked in whatever order, answers are those of rows that are looked at each time. */
class CountedRowsTest {
    @Test
    void countsAnswerAsRowsDo() {
        for (long seed = 0; seed < 8; seed++) {
            SomeRows made = new SomeRows(seed, false, false);
            double[] scores = SomeRows.scores(0.3);
            CountedRows counted = new CountedRows(made.targets, made.codes, SomeRows.BINS, scores);
            for (int step = 0; step < 120; step++) {
                int t = made.random.nextInt(4);
                double[] update = leaves(made, t, step % 7 == 0 ? SomeRows.BINS[t] : 1 + made.random.nextInt(3));
                for (int i = 0; i < scores.length; i++) scores[i] += update[made.codes[t].get(i)];
                double loss = 0;
                for (int i = 0; i < scores.length; i++) loss += Math.pow(scores[i] - made.targets[i], 2) / 2;
                if (step % 2 == 0) counted.move(t, update);
                else assertThat(counted.lossAfter(t, update, 0)).isCloseTo(loss, within(1e-6 * (1 + loss)));
                if (step % 11 == 0) counted.reset(new double[][] {scores});
                int asked = made.random.nextInt(4);
                Histogram found = new Histogram(400);
                if (step % 3 == 0) counted.measureAll();
                if (step % 3 == 0) counted.measured(asked, found);
                else counted.measure(asked, found);
                double[] gradients = new double[SomeRows.BINS[asked]];
                double[] rows = new double[SomeRows.BINS[asked]];
                for (int i = 0; i < scores.length; i++) {
                    gradients[made.codes[asked].get(i)] += scores[i] - made.targets[i];
                    rows[made.codes[asked].get(i)]++;
                }
                for (int b = 0; b < gradients.length; b++) {
                    assertThat(found.gradient(b))
                            .isCloseTo(gradients[b], within(1e-5 * rows[b])); // single precision, of many steps
                    assertThat(found.hessian(b)).isEqualTo(rows[b]);
                }
            }
        }
    }

    /** Some leaves of neighbouring bins. */
    private static double[] leaves(SomeRows made, int term, int count) {
        double[] update = new double[SomeRows.BINS[term]];
        double[] values = made.random.doubles(count, -0.1, 0.1).toArray();
        for (int b = 0; b < update.length; b++) update[b] = values[b * count / update.length];
        return update;
    }
}
