package io.candor.evaluation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FoldScoreTest {
    private final SplittableRandom random = new SplittableRandom(8);

    /** By the definitions, pair by pair. */
    private static double area(double[] y, int of, double[] scores, int outputs, int output, double[] w) {
        double won = 0;
        double all = 0;
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y.length; j++) {
                if (y[i] != of || y[j] == of) continue;
                double a = scores[i * outputs + output];
                double b = scores[j * outputs + output];
                all += w[i] * w[j];
                won += w[i] * w[j] * (a > b ? 1 : a == b ? 0.5 : 0);
            }
        }
        return won / all;
    }

    @Test
    void twoClassesAreMeasuredAsByBruteForce() {
        for (int round = 0; round < 50; round++) {
            int n = 2 + random.nextInt(60);
            double[] y = new double[n];
            double[] s = new double[n];
            double[] w = new double[n];
            for (int i = 0; i < n; i++) {
                y[i] = i < 2 ? i : random.nextInt(2);
                s[i] = (1 + random.nextInt(9)) / 10.0; // many ties
                w[i] = 0.5 + random.nextInt(4);
            }
            double loss = 0;
            double right = 0;
            double total = 0;
            for (int i = 0; i < n; i++) {
                total += w[i];
                loss -= w[i] * Math.log(y[i] == 1 ? s[i] : 1 - s[i]);
                if (s[i] >= 0.4 == (y[i] == 1)) right += w[i];
            }
            FoldScore score = FoldScore.of(
                    new Target("y", Task.BINARY, y, List.of("0", "1")),
                    new Scores(s, n, 1, Scores.Scale.PROBABILITY),
                    w,
                    0.4);
            assertThat(score.loss()).isCloseTo(loss / total, within(1e-12));
            assertThat(score.accuracy()).isCloseTo(right / total, within(1e-12));
            assertThat(score.auc()).isCloseTo(area(y, 1, s, 1, 0, w), within(1e-12));
        }
    }

    @Test
    void severalClassesAreMeasuredAsByBruteForce() {
        int n = 80;
        double[] y = new double[n];
        double[] s = new double[3 * n];
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = random.nextInt(2); // the third does not occur
            w[i] = 1 + random.nextInt(3);
            double a = random.nextDouble();
            s[3 * i] = 0.9 * a;
            s[3 * i + 1] = 0.9 * (1 - a);
            s[3 * i + 2] = 0.1;
        }
        FoldScore score = FoldScore.of(
                new Target("y", Task.MULTICLASS, y, List.of("a", "b", "c")),
                new Scores(s, n, 3, Scores.Scale.PROBABILITY),
                w,
                0.5);
        double loss = 0;
        double total = 0;
        for (int i = 0; i < n; i++) {
            loss -= w[i] * Math.log(s[3 * i + (int) y[i]]);
            total += w[i];
        }
        assertThat(score.loss()).isCloseTo(loss / total, within(1e-12));
        assertThat(score.auc()).isCloseTo((area(y, 0, s, 3, 0, w) + area(y, 1, s, 3, 1, w)) / 2, within(1e-12));
    }

    @Test
    void aNumberHasTheRootOfTheWeightedMeanSquare() {
        FoldScore score = FoldScore.of(
                new Target("y", Task.REGRESSION, new double[] {0, 10}, List.of()),
                new Scores(new double[] {1, 13}, 2, 1, Scores.Scale.VALUE),
                new double[] {3, 1},
                0.5);
        assertThat(score.loss()).isCloseTo(Math.sqrt((3 * 1 + 9) / 4.0), within(1e-12));
        assertThat(score.auc()).isNaN();
    }

    @Test
    void rowsOfOneClassHaveALossAndNoArea() {
        FoldScore score = FoldScore.of(
                new Target("y", Task.BINARY, new double[] {1, 1}, List.of("0", "1")),
                new Scores(new double[] {0.5, 0.5}, 2, 1, Scores.Scale.PROBABILITY),
                new double[] {1, 1},
                0.5);
        assertThat(score.loss()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(score.auc()).isNaN();
        assertThat(score.accuracy()).isEqualTo(1);
    }
}
