package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.glassbox.EbmObjective;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Derivatives against differences of the loss; intercepts against closed forms. */
class ObjectivesTest {
    private static final List<PointwiseObjective> SMOOTH = List.of(
            new Poisson(),
            new Gamma(),
            new Tweedie(1.5),
            new Tweedie(1.2),
            new PseudoHuber(0.7, 1),
            new PseudoHuber(5, 1));

    @Test
    void derivativesAreThoseOfTheLoss() {
        SplittableRandom random = new SplittableRandom(1);
        for (PointwiseObjective objective : SMOOTH) {
            double[] s = new double[50];
            double[] y = new double[50];
            double[] g = new double[50];
            double[] h = new double[50];
            for (int i = 0; i < 50; i++) {
                s[i] = random.nextDouble(-2, 2);
                y[i] = random.nextDouble(0.1, 4);
            }
            objective.differentiate(s, y, g, h, 50);
            for (int i = 0; i < 50; i++) {
                double e = 1e-4;
                double up = objective.loss(s[i] + e, y[i]);
                double down = objective.loss(s[i] - e, y[i]);
                double here = objective.loss(s[i], y[i]);
                assertThat((up - down) / (2 * e)).isCloseTo(g[i], within(1e-6));
                assertThat((up - 2 * here + down) / (e * e)).isCloseTo(h[i], within(1e-5));
            }
        }
    }

    @Test
    void deviancesAreZeroAtTheTarget() {
        for (double y : new double[] {0.3, 1, 7}) {
            assertThat(new Poisson().loss(Math.log(y), y)).isCloseTo(0, within(1e-14));
            assertThat(new Gamma().loss(Math.log(y), y)).isCloseTo(0, within(1e-14));
        }
        assertThat(new Poisson().loss(-50, 0)).isCloseTo(0, within(1e-20));
    }

    @Test
    void theBestConstantIsTheMeanOrTheQuantile() {
        double[] y = {1, 2, 3, 4, 10, 0.5, 7};
        double[] w = {1, 2, 1, 1, 0.5, 1, 1};
        double mean = (1 + 4 + 3 + 4 + 5 + 0.5 + 7) / 7.5;
        for (PointwiseObjective objective : List.of(new Poisson(), new Gamma(), new Tweedie(1.7))) {
            assertThat(objective.intercept(y, w)[0]).isCloseTo(Math.log(mean), within(1e-12));
        }
        assertThat(new SquaredError().intercept(y, w)[0]).isCloseTo(mean, within(1e-12));
        assertThat(new PseudoHuber(1e6, 1).intercept(y, w)[0]).isCloseTo(mean, within(1e-6));
        assertThat(new Quantile(0.5, 1).intercept(y, null)[0]).isEqualTo(3);
        assertThat(new Quantile(0.9, 1).intercept(y, null)[0]).isEqualTo(10);
        assertThat(new Quantile(0.5, 1).intercept(y, w)[0]).isEqualTo(2); // half of 7.5 lies at or below it
        assertThat(new Poisson().intercept(new double[] {1e9, 2e9}, null)[0]).isCloseTo(Math.log(1.5e9), within(1e-10));
        assertThat(new Poisson().intercept(new double[] {0, 0}, null)[0]).isLessThan(-20);
    }

    @Test
    void severalClassesAreTwoWhereThereAreTwo() {
        SomeRows made = new SomeRows(3, true, true);
        double[][] start = {new double[SomeRows.ROWS], SomeRows.scores(0.4)};
        Rows[] views = new Softmax(2).rows(made.targets, made.weights, start);
        Rows two = new LogLoss().rows(made.targets, made.weights, new double[][] {SomeRows.scores(0.4)})[0];
        for (int pass = 0; pass < 40; pass++) {
            int moved = pass % 4;
            int next = made.random.nextInt(4);
            double[] shift = made.shift(moved, pass % 3 == 0 ? 1.5 : 0.02);
            Expansion many = new Expansion(SomeRows.BINS[next], made.codes[next].left() >= 0);
            Expansion few = new Expansion(SomeRows.BINS[next], made.codes[next].left() >= 0);
            many.clear(Expansion.DEEP);
            few.clear(Expansion.DEEP);
            Codes[] codes = {made.codes[next]};
            views[1].pass(made.codes[moved], shift, codes, new Expansion[] {many});
            two.pass(made.codes[moved], shift, codes, new Expansion[] {few});
            many.merge(codes[0].left());
            few.merge(codes[0].left());
            for (int k = 1; k <= 4; k++) {
                for (int b = 0; b < SomeRows.BINS[next]; b++) {
                    assertThat(many.sum(b, k)).isCloseTo(few.sum(b, k), within(1e-9));
                }
            }
            assertThat(views[0].loss()).isCloseTo(two.loss(), within(1e-8));
        }
    }

    @Test
    void gradientsOfAllClassesAddUpToNothing() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 700;
        double[] y = new double[n];
        double[][] start = new double[3][n];
        for (int i = 0; i < n; i++) {
            y[i] = random.nextInt(3);
            for (double[] s : start) s[i] = random.nextDouble(-3, 3);
        }
        Rows[] views = new Softmax(3).rows(y, null, start);
        double[][] g = new double[3][n];
        double[] h = new double[n];
        for (int k = 0; k < 3; k++) views[k].derivatives(g[k], h);
        double loss = 0;
        for (int i = 0; i < n; i++) {
            assertThat(g[0][i] + g[1][i] + g[2][i]).isCloseTo(0, within(1e-14));
            double total = Math.exp(start[0][i]) + Math.exp(start[1][i]) + Math.exp(start[2][i]);
            loss += Math.log(total) - start[(int) y[i]][i];
        }
        assertThat(views[2].loss()).isCloseTo(loss, within(1e-9));
        double[] shift = new Softmax(3).correction(start, y, null);
        for (int k = 0; k < 3; k++) for (int i = 0; i < n; i++) start[k][i] += shift[k];
        Rows[] moved = new Softmax(3).rows(y, null, start);
        for (int k = 0; k < 3; k++) {
            moved[k].derivatives(g[k], h);
            assertThat(java.util.Arrays.stream(g[k]).sum()).isCloseTo(0, within(1e-8));
        }
    }

    @Test
    void exponentialIsThatOfTheStandardLibrary() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            double x = i % 2 == 0 ? random.nextDouble(-1, 1) : random.nextDouble(-690, 690);
            double exact = StrictMath.exp(x);
            assertThat(Math.abs(Exponential.of(x) - exact)).isLessThanOrEqualTo(2e-15 * exact);
        }
    }

    @Test
    void anObjectiveRefusesTargetsItCannotHave() {
        refuses("poisson_deviance", new Target("y", Task.REGRESSION, new double[] {-1, 2}, List.of()));
        refuses("gamma_deviance", new Target("y", Task.REGRESSION, new double[] {0, 2}, List.of()));
        refuses("rmse", new Target("y", Task.BINARY, new double[] {0, 1}, List.of("a", "b")));
        refuses("log_loss", new Target("y", Task.REGRESSION, new double[] {0, 1}, List.of()));
    }

    private static void refuses(String objective, Target target) {
        EbmObjective.Kind kind = EbmObjective.Kind.valueOf(objective.toUpperCase(java.util.Locale.ROOT));
        assertThatThrownBy(() -> Objectives.of(EbmObjective.of(kind), target)).hasMessageStartingWith("CND-G013");
    }
}
