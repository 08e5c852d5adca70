package io.candor.glassbox.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.RuleList;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.TestData;
import io.candor.glassbox.linear.PeerData;
import io.candor.testkit.Requires;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleTrainerTest {
    private static RuleFit train(Table inputs, Target target, String... changes) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String change : changes) map.put(change.split("=")[0], change.split("=")[1]);
        return new RuleTrainer(RuleSettings.DEFAULT.with(map), ForkJoinPool.commonPool())
                .train(inputs, target, null, new RandomStreams(5), Progress.NONE, Deadline.NEVER);
    }

    /** Rows that follow "if a > 60 and c = x then 9; else if b missing then 5; else 0", with a little noise. */
    private static Table rows(int n, double[] y) {
        SplittableRandom random = new SplittableRandom(9);
        double[] a = new double[n];
        double[] b = new double[n];
        List<String> c = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            a[i] = random.nextInt(100);
            b[i] = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(10);
            c.add(List.of("x", "y", "z").get(random.nextInt(3)));
            double clean = a[i] > 60 && c.get(i).equals("x") ? 9 : Double.isNaN(b[i]) ? 5 : 0;
            y[i] = clean + random.nextDouble() / 10;
        }
        return new Table(List.of(
                new NumericColumn("a", a), new NumericColumn("b", b), CategoricalColumn.of("c", new ArrayList<>(c))));
    }

    @Test
    void rulesThatMadeTheDataAreFound() {
        double[] y = new double[600];
        Table table = rows(600, y);
        RuleList model =
                train(table, new Target("y", Task.REGRESSION, y, List.of())).model();
        assertThat(model.rules()).hasSizeBetween(3, 4); // a fold that starts with the second rule needs one more
        RuleList.Rule first = model.rules().get(0);
        RuleList.Rule second = model.rules().get(1);
        assertThat(first.conditions()).hasSize(2);
        assertThat(first.conditions())
                .contains(new RuleList.Between(0, 60.5, Double.POSITIVE_INFINITY, false))
                .anySatisfy(c -> {
                    assertThat(c.input()).isEqualTo(2);
                    assertThat(c.holds(0)).isTrue();
                    assertThat(c.holds(1)).isFalse();
                });
        assertThat(second.conditions()).containsExactly(new RuleList.Missing(1));
        assertThat(second.prediction()[0]).isCloseTo(5.05, within(0.02));
        assertThat(first.check().orElseThrow().low()[0]).isLessThan(9.05);
        assertThat(first.check().orElseThrow().high()[0]).isGreaterThan(9.05);
    }

    /** Oracle: predictions, weights and intervals against a plain recount. */
    @Test
    void predictionsAreMeansOfAllRowsAndIntervalsOfHeldOutRows() {
        TestRows data = new TestRows();
        RuleFit fit = train(data.table, data.target, "select=all", "max_rules=4", "min_samples_rule=8");
        RuleList model = fit.model();
        assertThat(model.rules()).hasSizeBetween(2, 5);
        double[] row = new double[4];
        io.candor.core.model.RowEncoder encoder = new io.candor.core.model.RowEncoder(model.inputs(), data.table);
        double[] hits = new double[model.rules().size()];
        double[] count = new double[hits.length];
        for (int i = 0; i < 120; i++) {
            encoder.encode(i, row);
            int fired = model.fired(row);
            count[fired]++;
            hits[fired] += data.target.values()[i];
        }
        long held = 0;
        for (int r = 0; r < hits.length; r++) {
            assertThat(model.rules().get(r).weight()).isEqualTo(count[r]);
            assertThat(model.rules().get(r).prediction()[0]).isCloseTo(hits[r] / count[r], within(1e-15));
            held += model.rules().get(r).check().map(RuleList.Check::rows).orElse(0L);
        }
        assertThat(held).isBetween(25L, 30L); // of 30; single ones say nothing
    }

    private static final class TestRows {
        final Table table = PeerData.inputs();
        final Target target = PeerData.target("b");
    }

    @Test
    void classesAndNumbersAreLearntFromRealData() throws IOException {
        TestData diabetes = TestData.read(Requires.shippedData("diabetes/diabetes.csv"), "progression");
        RuleList rules =
                train(diabetes.inputs(), diabetes.target(), "select=min").model();
        assertThat(rules.rules()).hasSizeBetween(3, 11);
        TestData german = TestData.read(Requires.sharedData("german-credit.csv"), "default");
        double better = 0;
        for (int fold = 0; fold < 5; fold++) {
            int f = fold;
            int[] train = IntStream.range(0, 1000).filter(i -> i % 5 != f).toArray();
            int[] test = IntStream.range(0, 1000).filter(i -> i % 5 == f).toArray();
            RuleList model = train(
                            german.inputs().select(train), german.target().select(train), "select=min")
                    .model();
            Scores scores = model.score(german.inputs().select(test));
            for (int i = 0; i < test.length; i++) {
                double y = german.target().values()[test[i]];
                better += (y - 0.3) * (y - 0.3) - (y - scores.get(i, 0)) * (y - scores.get(i, 0));
            }
        }
        assertThat(better / 1000).isGreaterThan(0.01); // Brier score below that of the base rate, .21
        RuleList three = train(
                        PeerData.inputs(), PeerData.target("t"), "min_samples_rule=8", "select=all", "max_rules=3")
                .model();
        for (RuleList.Rule rule : three.rules()) {
            double sum = 0;
            for (double p : rule.prediction()) sum += p;
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void noiseGivesNoRules() {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = new double[400];
        double[] y = new double[400];
        for (int i = 0; i < 400; i++) {
            x[i] = random.nextDouble();
            y[i] = random.nextInt(2);
        }
        RuleFit fit = train(
                new Table(List.of(new NumericColumn("x", x))), new Target("y", Task.BINARY, y, List.of("n", "p")));
        assertThat(fit.grown()).isPositive();
        assertThat(fit.model().rules()).hasSize(1);
    }

    /** 300 samples of rows that follow a rule with chance .8: the held-out interval must hold the rule's true rate 93 % of the time. */
    @Test
    void heldOutIntervalsHoldTheTrueRate() {
        int hits = 0;
        int all = 0;
        for (int s = 0; s < 300; s++) {
            SplittableRandom random = new SplittableRandom(s);
            double[] x = new double[300];
            double[] y = new double[300];
            for (int i = 0; i < 300; i++) {
                x[i] = random.nextInt(10);
                y[i] = random.nextDouble() < (x[i] >= 5 ? 0.8 : 0.3) ? 1 : 0;
            }
            RuleList model = train(
                            new Table(List.of(new NumericColumn("x", x))),
                            new Target("y", Task.BINARY, y, List.of("n", "p")),
                            "max_rules=3",
                            "select=all")
                    .model();
            double[] rate = new double[model.rules().size()];
            int[] cells = new int[rate.length];
            for (int v = 0; v < 10; v++) {
                int fired = model.fired(new double[] {v});
                rate[fired] += v >= 5 ? 0.8 : 0.3;
                cells[fired]++;
            }
            for (int r = 0; r < rate.length; r++) {
                if (cells[r] == 0 || model.rules().get(r).check().isEmpty()) continue;
                RuleList.Check check = model.rules().get(r).check().get();
                double truth = rate[r] / cells[r];
                if (check.low()[0] <= truth && truth <= check.high()[0]) hits++;
                all++;
            }
        }
        assertThat((double) hits / all).isBetween(0.93, 0.985);
    }

    @Test
    void theSameSeedGivesTheSameRulesOnAnyNumberOfThreadsAndDeadlinesReplay() {
        Target target = PeerData.target("t");
        RuleSettings settings = RuleSettings.DEFAULT.with(Map.of("min_samples_rule", "5"));
        RuleFit one = new RuleTrainer(settings, new ForkJoinPool(1))
                .train(PeerData.inputs(), target, null, new RandomStreams(1), Progress.NONE, Deadline.NEVER);
        RuleFit four = new RuleTrainer(settings, new ForkJoinPool(4))
                .train(PeerData.inputs(), target, null, new RandomStreams(1), Progress.NONE, Deadline.NEVER);
        assertThat(four.provenance()).isEqualTo(one.provenance());
        assertThat(four.model().score(PeerData.inputs()).values())
                .containsExactly(one.model().score(PeerData.inputs()).values());
        int[] asked = {0};
        RuleTrainer trainer = new RuleTrainer(settings, ForkJoinPool.commonPool());
        RuleFit cut = trainer.train(
                PeerData.inputs(), target, null, new RandomStreams(1), Progress.NONE, () -> ++asked[0] > 2);
        assertThat(cut.grown()).isEqualTo(2);
        RuleFit again = trainer.replaying(2)
                .train(PeerData.inputs(), target, null, new RandomStreams(1), Progress.NONE, Deadline.NEVER);
        assertThat(again.provenance()).isEqualTo(cut.provenance());
    }

    @Test
    void aWeightOfTwoCountsTwiceAndSettingsAreChecked() {
        double[] weights = new double[120];
        for (int i = 0; i < 120; i++) weights[i] = 3;
        Target target = PeerData.target("y");
        RuleFit same = new RuleTrainer(RuleSettings.DEFAULT, ForkJoinPool.commonPool())
                .train(PeerData.inputs(), target, weights, new RandomStreams(5), Progress.NONE, Deadline.NEVER);
        RuleFit plain = train(PeerData.inputs(), target);
        assertThat(same.model().score(PeerData.inputs()).values())
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(plain.model().score(PeerData.inputs()).values());
        assertThatThrownBy(() -> RuleSettings.DEFAULT.with(Map.of("max_rules", "many")))
                .hasMessageStartingWith("CND-G002");
        assertThatThrownBy(() -> RuleSettings.DEFAULT.with(Map.of("rules", "3")))
                .hasMessageStartingWith("CND-G001");
    }
}
