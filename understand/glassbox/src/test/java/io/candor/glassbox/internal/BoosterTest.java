package io.candor.glassbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.Column;
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
import org.junit.jupiter.api.Test;

class BoosterTest {
    /** 1,500 people of adult, whole trainings: the same steps, one for one, and the same scores. */
    @Test
    void boostingIsThatOfThePlainRows() throws IOException {
        TestData all = TestData.read(Requires.shippedData("adult/adult-complete.csv.gz"), "income");
        int[] rows = IntStream.range(0, 1500).toArray();
        TestData data = new TestData(all.inputs().select(rows), all.target().select(rows));
        for (String cyclic : List.of("0", "1")) {
            EbmSettings settings = EbmSettings.defaults(Task.BINARY)
                    .with(Map.of(
                            "max_bins",
                            "64",
                            "cyclic_progress",
                            cyclic,
                            "smoothing_rounds",
                            "20",
                            "early_stopping_rounds",
                            "20"));
            Binner binner = new Binner(settings);
            List<Feature> features = new ArrayList<>();
            for (Column column : data.inputs().columns()) features.add(binner.bin(column));
            BagResult quick = run(settings, new LogLoss(), features, data);
            BagResult plain = run(settings, new PlainLogLoss(), features, data);
            assertThat(quick.stage().steps()).isEqualTo(plain.stage().steps()).isGreaterThan(500);
            assertThat(quick.stage().bestMetric()).isCloseTo(plain.stage().bestMetric(), within(1e-8));
            for (int f = 0; f < features.size(); f++) {
                double[] expected = plain.scores()[f];
                double most = Arrays.stream(expected).map(Math::abs).max().orElse(0);
                assertThat(quick.scores()[f]).containsExactly(expected, within(1e-5 * (1 + most)));
            }
        }
    }

    private static BagResult run(EbmSettings settings, Objective objective, List<Feature> features, TestData data) {
        BagRun run = new BagRun(
                settings,
                objective,
                data.target(),
                new RowData(data.target().values(), null, null),
                RowRoles.NONE,
                new RandomStreams(3),
                Deadline.NEVER,
                (bag, stage, steps, metric) -> EbmObserver.Decision.CONTINUE);
        List<BoostedTerm> terms = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) terms.add(BoostedTerm.main(f, features.get(f)));
        BagRun.Job job = new BagRun.Job(0, EbmObserver.Stage.MAINS, terms, -1);
        return run.boost(job, terms, null, (bag, stage, steps, metric) -> EbmObserver.Decision.CONTINUE);
    }
}
