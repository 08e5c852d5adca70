package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EarlyStopperTest {
    @Test
    void endsAsThePlainRuleSays() {
        SplittableRandom random = new SplittableRandom(3);
        for (int run = 0; run < 50; run++) {
            EarlyStopper stopper = new EarlyStopper(20, 1e-3);
            List<Double> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                double metric = Math.max(0.5, 1 - i / 100.0) + random.nextInt(5) / 200.0;
                all.add(metric);
                stopper.note(metric);
                assertThat(stopper.over()).as("step %d of run %d", i, run).isEqualTo(plain(all, 20, 1e-3));
            }
        }
    }

    private static boolean plain(List<Double> all, int window, double tolerance) {
        int gone = Math.max(0, all.size() - window);
        double left = all.subList(0, gone).stream().mapToDouble(d -> d).min().orElse(Double.POSITIVE_INFINITY);
        double in =
                all.subList(gone, all.size()).stream().mapToDouble(d -> d).min().orElseThrow();
        double tol = tolerance * Math.min(Math.min(left, in), left);
        return left - (Double.isInfinite(tol) ? 0 : tol) <= in;
    }

    @Test
    void stepsWithRandomCutsCanBeBestButDoNotCountAsProgress() {
        EarlyStopper stopper = new EarlyStopper(2, 0);
        assertThat(stopper.noteSmoothing(0.5)).isTrue();
        for (double metric : new double[] {0.9, 0.8, 0.7}) {
            assertThat(stopper.note(metric)).isFalse();
            assertThat(stopper.over()).isFalse();
        }
        assertThat(stopper.best()).isEqualTo(0.5);
    }

    @Test
    void aTieIsKeptLater() {
        EarlyStopper stopper = new EarlyStopper(5, 0);
        assertThat(stopper.note(1)).isTrue();
        assertThat(stopper.note(1)).isTrue();
        assertThat(stopper.note(2)).isFalse();
    }

    @Test
    void noWindowNeverEnds() {
        EarlyStopper stopper = new EarlyStopper(0, 0);
        stopper.note(1);
        stopper.note(2);
        assertThat(stopper.over()).isFalse();
    }
}
