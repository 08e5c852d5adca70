package io.candor.fairness.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.evidence.Estimate;
import io.candor.core.json.CanonicalJson;
import io.candor.core.random.RandomStreams;
import io.candor.evaluation.ConfusionFormula;
import io.candor.evaluation.DeLong;
import io.candor.fairness.FairnessAssessment;
import io.candor.fairness.FairnessPlan;
import io.candor.fairness.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.api.Test;

class GroupBootstrapTest {
    private static final RandomStreams RANDOM = new RandomStreams(5);

    private record Data(Table table, Predictions.Binary predictions) {
        static Data of(int n) {
            SplittableRandom random = new SplittableRandom(n);
            List<String> g = new ArrayList<>();
            List<String> c = new ArrayList<>();
            int[] y = new int[n];
            int[] d = new int[n];
            double[] s = new double[n];
            for (int i = 0; i < n; i++) {
                g.add(i % 3 == 0 ? "a" : "b");
                c.add(i % 2 == 0 ? "x" : "y");
                s[i] = Math.rint(20 * random.nextDouble()) / 20;
                y[i] = random.nextDouble() < s[i] ? 1 : 0;
                d[i] = s[i] >= 0.5 ? 1 : 0;
            }
            return new Data(
                    new Table(List.of(CategoricalColumn.of("g", g), CategoricalColumn.of("c", c))),
                    Predictions.binary(y, s, d));
        }
    }

    private static <T> T get(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static GroupBootstrap.Stratum all(GroupBootstrap bootstrap) {
        return get(get(bootstrap.features(), "g").strata(), "all");
    }

    /** The overall selection rate of a resample is a binomial count, whose quantiles are known. */
    @Test
    void quantilesOfARateAreThoseOfItsDistribution() {
        Data data = Data.of(400);
        GroupBootstrap.Spread spread = get(
                all(GroupBootstrap.of(
                                FairnessPlan.of("g"),
                                data.table,
                                data.predictions,
                                20_000,
                                RANDOM,
                                ForkJoinPool.commonPool()))
                        .overall(),
                "selection_rate");
        int selected = 0;
        for (int d : data.predictions.decisions()) selected += d;
        BinomialDistribution exact = new BinomialDistribution(400, selected / 400.0);
        assertThat(spread.low()).isCloseTo(exact.inverseCumulativeProbability(0.025) / 400.0, within(1.1 / 400));
        assertThat(spread.median()).isCloseTo(selected / 400.0, within(1.1 / 400));
        assertThat(spread.high()).isCloseTo(exact.inverseCumulativeProbability(0.975) / 400.0, within(1.1 / 400));
    }

    /** The 95 % range is about 3.92 standard errors: of DeLong for areas, of the t interval for means. */
    @Test
    void scoresMoveAsTheirStandardErrorsSay() {
        Data data = Data.of(1_200);
        GroupBootstrap.Stratum all = all(GroupBootstrap.of(
                FairnessPlan.of("g"), data.table, data.predictions, 2_000, RANDOM, ForkJoinPool.commonPool()));
        double[] scores = Objects.requireNonNull(data.predictions.scores());
        double error = Math.sqrt(new DeLong(data.predictions.labels(), scores).variance());
        GroupBootstrap.Spread area = get(all.overall(), "auc");
        assertThat((area.high() - area.low()) / (3.92 * error)).isBetween(0.9, 1.1);
        FairnessAssessment assessment = FairnessAssessment.of(FairnessPlan.of("g"), data.table, data.predictions);
        for (String metric : new String[] {"log_loss", "brier", "mean_score", "selection_rate"}) {
            Estimate.Interval interval = (Estimate.Interval) get(assessment.overall(), metric);
            GroupBootstrap.Spread spread = get(all.overall(), metric);
            assertThat((spread.high() - spread.low()) / (interval.high() - interval.low()))
                    .as(metric)
                    .isBetween(0.9, 1.1);
        }
    }

    /** Every row drawn once is the data itself. */
    @Test
    void mediansAreNearTheValues() {
        Data data = Data.of(3_000);
        FairnessPlan plan = FairnessPlan.of("g").withControls("c").withMetric("f_one", ConfusionFormula.of("f1"));
        FairnessAssessment assessment = FairnessAssessment.of(plan, data.table, data.predictions);
        GroupBootstrap bootstrap =
                GroupBootstrap.of(plan, data.table, data.predictions, 400, RANDOM, ForkJoinPool.commonPool());
        get(assessment.features(), "g").strata().forEach((label, stratum) -> {
            GroupBootstrap.Stratum drawn = get(get(bootstrap.features(), "g").strata(), label);
            stratum.groups()
                    .forEach((group, own) -> own.metrics().forEach((metric, estimate) -> {
                        double value = estimate.toJson().number("value");
                        GroupBootstrap.Spread spread = get(get(drawn.groups(), group), metric);
                        assertThat(value).as(label + group + metric).isBetween(spread.low(), spread.high());
                        assertThat(spread.median()).isCloseTo(value, within((spread.high() - spread.low()) / 4));
                    }));
        });
    }

    @Test
    void threadsDoNotMatter() {
        Data data = Data.of(500);
        FairnessPlan plan = FairnessPlan.of("g").withControls("c");
        byte[] one = CanonicalJson.bytes(
                GroupBootstrap.of(plan, data.table, data.predictions, 50, RANDOM, new ForkJoinPool(1))
                        .evidence(List.of(), 5)
                        .toJson());
        byte[] two = CanonicalJson.bytes(
                GroupBootstrap.of(plan, data.table, data.predictions, 50, RANDOM, new ForkJoinPool(2))
                        .evidence(List.of(), 5)
                        .toJson());
        assertThat(one).isEqualTo(two);
    }

    @Test
    void replicatesWithoutAFigureAreCountedNotMixedIn() {
        Table table = new Table(List.of(CategoricalColumn.of("g", List.of("a", "a", "a", "a", "b", "b"))));
        Predictions predictions = Predictions.binary(new int[] {1, 1, 0, 0, 1, 0}, null, new int[] {1, 0, 1, 0, 1, 0});
        GroupBootstrap.Stratum all = all(
                GroupBootstrap.of(FairnessPlan.of("g"), table, predictions, 5_000, RANDOM, ForkJoinPool.commonPool()));
        GroupBootstrap.Spread rate = get(get(all.groups(), "b"), "true_positive_rate");
        assertThat(rate.undefined() / 5_000.0)
                .isCloseTo(Math.pow(5 / 6.0, 6), within(0.03)); // b's positive is not drawn
        assertThat(rate.median()).isEqualTo(1);
    }

    @Test
    void regressionAndSeveralClassesAreDrawnToo() {
        SplittableRandom random = new SplittableRandom(2);
        int n = 600;
        double[] y = new double[n];
        double[] p = new double[n];
        int[] label = new int[n];
        int[] decided = new int[n];
        List<String> g = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            p[i] = random.nextGaussian();
            y[i] = p[i] + random.nextGaussian();
            label[i] = random.nextInt(3);
            decided[i] = random.nextBoolean() ? label[i] : random.nextInt(3);
            g.add("g" + i % 4);
        }
        Table table = new Table(List.of(CategoricalColumn.of("g", g)));
        for (Predictions predictions : List.of(
                new Predictions.Regression(y, p),
                Predictions.multiclass(List.of("x", "y", "z"), label, null, decided))) {
            FairnessAssessment assessment = FairnessAssessment.of(FairnessPlan.of("g"), table, predictions);
            GroupBootstrap.Stratum all = all(GroupBootstrap.of(
                    FairnessPlan.of("g"), table, predictions, 300, RANDOM, ForkJoinPool.commonPool()));
            assessment.overall().forEach((metric, estimate) -> {
                if (!(estimate instanceof Estimate.Interval i)) return;
                GroupBootstrap.Spread spread = get(all.overall(), metric);
                assertThat((spread.high() - spread.low()) / (i.high() - i.low()))
                        .as(metric)
                        .isBetween(0.75, 1.3);
            });
        }
    }

    @Test
    void weightsAreRefused() {
        Table table = new Table(
                List.of(CategoricalColumn.of("g", List.of("a", "b")), new NumericColumn("w", new double[] {1, 2})));
        Predictions predictions = Predictions.binary(new int[] {1, 0}, null, new int[] {1, 0});
        assertThatThrownBy(() -> GroupBootstrap.of(
                        FairnessPlan.of("g").withWeights("w"),
                        table,
                        predictions,
                        100,
                        RANDOM,
                        ForkJoinPool.commonPool()))
                .hasMessageContaining("CND-F018");
    }
}
