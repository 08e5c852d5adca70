package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.Column;
import io.candor.core.model.Link;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.EbmObserver;
import io.candor.glassbox.EbmSettings;
import io.candor.glassbox.RowRoles;
import io.candor.glassbox.TestData;
import io.candor.testkit.Requires;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoosterTest {
    /** Log loss whose rows forget nothing: in double precision, and gradients are taken anew at each step. */
    private static final class Exact implements Objective {
        private final LogLoss whole = new LogLoss();

        @Override
        public Link link() {
            return whole.link();
        }

        @Override
        public int[] arrange(int[] rows, double[] targets) {
            return whole.arrange(rows, targets);
        }

        @Override
        public double[] intercept(double[] targets, double @Nullable [] weights) {
            return whole.intercept(targets, weights);
        }

        @Override
        public double[] correction(double[][] scores, double[] targets, double @Nullable [] weights) {
            return whole.correction(scores, targets, weights);
        }

        @Override
        public Rows[] rows(double[] targets, double @Nullable [] weights, double[][] start) {
            return whole.rows(targets, weights, start);
        }

        @Override
        public int derivatives() {
            return whole.derivatives();
        }

        @Override
        public double reach() {
            return whole.reach();
        }

        @Override
        public double follow() {
            return 0;
        }
    }

    /** What single precision and shifts that are followed cost: nothing, over several splits. */
    @Test
    void theQuickRowsLearnAsWellAsThePlainOnes() throws IOException {
        TestData data = people();
        double quick = 0;
        double plain = 0;
        for (int seed = 1; seed <= 5; seed++) {
            EbmSettings settings = settings("0").with(Map.of("early_stopping_rounds", "50"));
            quick += run(settings, new LogLoss(), features(settings, data), data, seed)
                            .stage()
                            .bestMetric()
                    / 5;
            plain += run(settings, new PlainLogLoss(), features(settings, data), data, seed)
                            .stage()
                            .bestMetric()
                    / 5;
        }
        assertThat(quick).isCloseTo(plain, within(1e-3));
    }

    /** Whole trainings: the same steps, one for one, and the same scores. */
    @Test
    void boostingIsThatOfThePlainRows() throws IOException {
        TestData data = people();
        for (String cyclic : List.of("0", "1")) {
            EbmSettings settings = settings(cyclic);
            List<Feature> features = features(settings, data);
            BagResult quick = run(settings, new Exact(), features, data, 3);
            BagResult plain = run(settings, new PlainLogLoss(), features, data, 3);
            assertThat(quick.stage().steps()).isEqualTo(plain.stage().steps()).isGreaterThan(500);
            assertThat(quick.stage().bestMetric()).isCloseTo(plain.stage().bestMetric(), within(1e-8));
            for (int f = 0; f < features.size(); f++) {
                double[] expected = plain.scores()[f];
                double most = Arrays.stream(expected).map(Math::abs).max().orElse(0);
                assertThat(quick.scores()[f]).containsExactly(expected, within(1e-5 * (1 + most)));
            }
        }
    }

    /** 1,500 people of adult. */
    private static TestData people() throws IOException {
        TestData all = TestData.read(Requires.shippedData("adult/adult-complete.csv.gz"), "income");
        int[] rows = IntStream.range(0, 1500).toArray();
        return new TestData(all.inputs().select(rows), all.target().select(rows));
    }

    private static EbmSettings settings(String cyclicProgress) {
        return EbmSettings.interpret(Task.BINARY)
                .with(Map.of(
                        "max_bins",
                        "64",
                        "cyclic_progress",
                        cyclicProgress,
                        "smoothing_rounds",
                        "20",
                        "early_stopping_rounds",
                        "20"));
    }

    private static List<Feature> features(EbmSettings settings, TestData data) {
        Binner binner = new Binner(settings);
        List<Feature> features = new ArrayList<>();
        for (Column column : data.inputs().columns()) features.add(binner.bin(column));
        return features;
    }

    private static BagResult run(
            EbmSettings settings, Objective objective, List<Feature> features, TestData data, long seed) {
        BagRun run = new BagRun(
                settings,
                objective,
                data.target(),
                new RowData(data.target().values(), null, null),
                RowRoles.NONE,
                new RandomStreams(seed),
                Deadline.NEVER,
                (bag, stage, steps, metric) -> EbmObserver.Decision.CONTINUE);
        List<BoostedTerm> terms = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) terms.add(BoostedTerm.main(f, features.get(f)));
        BagRun.Job job = new BagRun.Job(0, EbmObserver.Stage.MAINS, terms, -1);
        return run.boost(job, terms, null, (bag, stage, steps, metric) -> EbmObserver.Decision.CONTINUE);
    }
}
