package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The quick passes against the plain ones. */
class RowsTest {
    @Test
    void codesTakeTheFormThatFitsThem() {
        Codes[] codes = new SomeRows(1, false, true).codes;
        assertThat(codes[0]).isInstanceOf(NarrowCodes.class);
        assertThat(codes[1]).isInstanceOf(WideCodes.class);
        assertThat(codes[2]).isInstanceOf(SparseCodes.class);
        assertThat(codes[3].left()).isEqualTo(3);
        assertThat(codes[3].select(new int[] {5, 9}).get(1)).isEqualTo(codes[3].get(9));
    }

    @Test
    void derivativesPerBinAreThoseOfEachRowAddedUp() {
        for (boolean weighted : new boolean[] {false, true}) {
            SomeRows made = new SomeRows(2, weighted, true);
            LogLossRows quick = new LogLossRows(made.targets, made.weights, SomeRows.scores(0.4));
            PlainLogLoss.PlainRows plain = new PlainLogLoss.PlainRows(made.targets, made.weights, SomeRows.scores(0.4));
            for (int pass = 0; pass < 60; pass++) {
                int moved = pass % 4;
                int next = made.random.nextInt(4);
                double[] shift = made.shift(moved, pass % 3 == 0 ? 1.5 : 0.02);
                int width = pass % 2 == 0 ? Expansion.SHALLOW : Expansion.DEEP;
                Expansion sums = expansion(made, next, width);
                quick.pass(made.codes[moved], shift, new Codes[] {made.codes[next]}, new Expansion[] {sums});
                sums.merge(made.codes[next].left());
                plain.move(made.codes[moved], shift);
                for (int k = 1; k <= width; k++) {
                    double[] expected = new double[SomeRows.BINS[next]];
                    for (int i = 0; i < SomeRows.ROWS; i++) {
                        expected[made.codes[next].get(i)] += plain.derivative(k, i);
                    }
                    for (int b = 0; b < expected.length; b++) {
                        assertThat(sums.sum(b, k)).isCloseTo(expected[b], within(1e-10));
                    }
                }
                assertThat(quick.loss()).isCloseTo(plain.loss(), within(1e-9));
            }
        }
    }

    /** Over thousands of steps. */
    @Test
    void rowsInSinglePrecisionAgreeToSixDigits() {
        SomeRows made = new SomeRows(4, false, true);
        Rows single = new LogLoss().learntRows(made.targets, null, new double[][] {SomeRows.scores(0.4)})[0];
        assertThat(single).isInstanceOf(SingleLogLossRows.class);
        LogLossRows rows = new LogLossRows(made.targets, null, SomeRows.scores(0.4));
        for (int pass = 0; pass < 3000; pass++) {
            int moved = pass % 4;
            int next = made.random.nextInt(4);
            double[] shift = made.shift(moved, pass % 300 == 0 ? 1.5 : 0.02);
            Expansion found = expansion(made, next, Expansion.SHALLOW);
            Expansion expected = expansion(made, next, Expansion.SHALLOW);
            single.pass(made.codes[moved], shift, new Codes[] {made.codes[next]}, new Expansion[] {found});
            rows.pass(made.codes[moved], shift, new Codes[] {made.codes[next]}, new Expansion[] {expected});
            found.merge(made.codes[next].left());
            expected.merge(made.codes[next].left());
            for (int b = 0; b < SomeRows.BINS[next]; b++) {
                assertThat(found.sum(b, 1)).isCloseTo(expected.sum(b, 1), within(3e-3));
                assertThat(found.sum(b, 2)).isCloseTo(expected.sum(b, 2), within(3e-3));
            }
        }
        assertThat(single.loss() / rows.loss()).isCloseTo(1, within(1e-5));
    }

    @Test
    void oddsInSinglePrecisionStayFinite() {
        SomeRows made = new SomeRows(4, false, true);
        Rows single = new LogLoss().learntRows(made.targets, null, new double[][] {SomeRows.scores(0)})[0];
        double[] shift = new double[SomeRows.BINS[0]];
        Arrays.fill(shift, 60);
        Expansion sums = expansion(made, 1, Expansion.SHALLOW);
        for (int pass = 0; pass < 5; pass++) {
            sums.clear(Expansion.SHALLOW);
            single.pass(made.codes[0], shift, new Codes[] {made.codes[1]}, new Expansion[] {sums});
            sums.merge(-1);
        }
        for (int b = 0; b < SomeRows.BINS[1]; b++) {
            assertThat(sums.sum(b, 1)).isFinite().isBetween(-1e-30, (double) SomeRows.ROWS);
            assertThat(sums.sum(b, 2)).isFinite().isNotNegative();
        }
        assertThat(single.loss()).isFinite();
    }

    /** With a total that is kept up by differences, what is left of e^80 − e^80 + 3 is nothing, and losses are not numbers. */
    @Test
    void aClassThatFallsFromFarAboveLeavesTheOthersAsTheyWere() {
        SomeRows made = new SomeRows(5, false, true);
        double[] classes = new double[SomeRows.ROWS];
        for (int i = 0; i < classes.length; i++) classes[i] = i % 3;
        double[][] start = new double[3][SomeRows.ROWS];
        Arrays.fill(start[0], 80);
        SoftmaxRows rows = new SoftmaxRows(classes, null, start);
        Rows first = rows.views()[0];
        double[] shift = new double[SomeRows.BINS[0]];
        Arrays.fill(shift, -40);
        for (int step = 0; step < 2; step++) first.pass(made.codes[0], shift, new Codes[0], new Expansion[0]);
        assertThat(first.loss()).isCloseTo(SomeRows.ROWS * Math.log(3), within(1e-9));
        double[] corrected = new Softmax(3).correction(start, classes, null);
        assertThat(corrected[0] - corrected[1]).isCloseTo(-80, within(1e-2));
    }

    @Test
    void oneSweepCollectsForManyFeatures() {
        SomeRows made = new SomeRows(3, false, true);
        LogLossRows rows = new LogLossRows(made.targets, null, SomeRows.scores(0));
        Expansion[] together = new Expansion[4];
        for (int f = 0; f < 4; f++) together[f] = expansion(made, f, Expansion.SHALLOW);
        rows.pass(null, new double[0], made.codes, together);
        for (int f = 0; f < 4; f++) {
            Expansion alone = expansion(made, f, Expansion.SHALLOW);
            rows.pass(null, new double[0], new Codes[] {made.codes[f]}, new Expansion[] {alone});
            for (int b = 0; b < SomeRows.BINS[f]; b++) {
                assertThat(together[f].sum(b, 1)).isEqualTo(alone.sum(b, 1));
                assertThat(together[f].sum(b, 2)).isEqualTo(alone.sum(b, 2));
            }
        }
    }

    @Test
    void aSmallShiftNeedsNoLookAtTheRows() {
        for (boolean classes : new boolean[] {true, false}) {
            Objective objective = classes ? new LogLoss() : new SquaredError();
            SomeRows made = new SomeRows(4, true, classes);
            for (int f = 0; f < 4; f++) {
                Rows rows = objective.rows(made.targets, made.weights, new double[][] {SomeRows.scores(-0.3)})[0];
                rows.pass(made.codes[1], made.shift(1, 2), new Codes[0], new Expansion[0]);
                Expansion sums = expansion(made, f, objective.derivatives());
                rows.pass(null, new double[0], new Codes[] {made.codes[f]}, new Expansion[] {sums});
                sums.merge(made.codes[f].left());
                double[] shift = made.shift(f, Math.min(objective.follow(), 5));
                Histogram followed = new Histogram(SomeRows.BINS[f]);
                sums.at(shift, followed);
                double loss = rows.loss() + sums.loss(shift);
                Expansion anew = expansion(made, f, Expansion.SHALLOW);
                rows.pass(made.codes[f], shift, new Codes[] {made.codes[f]}, new Expansion[] {anew});
                anew.merge(made.codes[f].left());
                assertThat(loss).isCloseTo(rows.loss(), within(1e-9 * SomeRows.ROWS));
                for (int b = 0; b < SomeRows.BINS[f]; b++) {
                    assertThat(followed.gradient(b)).isCloseTo(anew.sum(b, 1), within(6e-6 * SomeRows.ROWS));
                    assertThat(followed.hessian(b)).isCloseTo(anew.sum(b, 2), within(1.5e-3 * SomeRows.ROWS));
                }
            }
        }
    }

    @Test
    void scoresOutOfSightAreCutOffAndSetAnew() {
        SomeRows made = new SomeRows(5, false, true);
        LogLossRows rows = new LogLossRows(made.targets, null, SomeRows.scores(0));
        double[] far = new double[SomeRows.BINS[0]];
        Arrays.fill(far, 90);
        for (int i = 0; i < 20; i++) rows.pass(made.codes[0], far, new Codes[0], new Expansion[0]);
        double negatives = Arrays.stream(made.targets).filter(t -> t == 0).count();
        assertThat(rows.loss()).isCloseTo(100 * negatives, within(1e-6));
        Expansion sums = expansion(made, 0, Expansion.DEEP);
        rows.pass(null, far, new Codes[] {made.codes[0]}, new Expansion[] {sums});
        sums.merge(-1);
        double gradient = 0;
        for (int b = 0; b < SomeRows.BINS[0]; b++) gradient += sums.sum(b, 1);
        assertThat(gradient).isCloseTo(negatives, within(1e-9));
        rows.reset(new double[SomeRows.ROWS]);
        assertThat(rows.loss()).isCloseTo(SomeRows.ROWS * Math.log(2), within(1e-9));
    }

    private static Expansion expansion(SomeRows made, int feature, int width) {
        Expansion sums = new Expansion(SomeRows.BINS[feature], made.codes[feature].left() >= 0);
        sums.clear(width);
        return sums;
    }
}
