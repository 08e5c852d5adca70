package io.candor.glassbox.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.model.TreeEnsemble;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.TestData;
import io.candor.glassbox.linear.PeerData;
import io.candor.testkit.Requires;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class TreeTrainerTest {
    private static final double[] ALL = {};

    private static TreeFit train(Table inputs, Target target, double[] weights, String... changes) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String change : changes) map.put(change.split("=")[0], change.split("=")[1]);
        return new TreeTrainer(TreeSettings.defaults(target.task()).with(map), ForkJoinPool.commonPool())
                .train(
                        inputs,
                        target,
                        weights.length == 0 ? null : weights,
                        new RandomStreams(5),
                        Progress.NONE,
                        Deadline.NEVER);
    }

    @Test
    void treesAreScikitLearns() {
        Map<String, double[]> peers = PeerData.values("/io/candor/glassbox/tree/values.txt");
        Table table = PeerData.inputs().only(List.of("x2", "x3"));
        for (Map.Entry<String, double[]> peer : peers.entrySet()) {
            String[] key = peer.getKey().split(" ");
            if (key[0].equals("alphas")) continue;
            TreeEnsemble tree = train(
                            table,
                            PeerData.target(key[1]),
                            peerWeights(),
                            "criterion=" + key[2],
                            "max_depth=4",
                            "min_samples_leaf=5",
                            "min_samples_split=2",
                            "prune=0")
                    .model();
            // prune=0 takes back splits that gain nothing; predictions stay
            assertThat(tree.score(table).values())
                    .as(peer.getKey())
                    .usingComparatorWithPrecision(1e-9)
                    .containsExactly(peer.getValue());
        }
    }

    private static double[] peerWeights() {
        double[] weights = new double[120];
        for (int i = 0; i < 120; i++) weights[i] = 1 + i * 37 % 101 / 100.0;
        return weights;
    }

    @Test
    void complexitiesAreScikitLearns() {
        Map<String, double[]> peers = PeerData.values("/io/candor/glassbox/tree/values.txt");
        Table table = PeerData.inputs().only(List.of("x2", "x3"));
        for (String label : List.of("y", "b", "t")) {
            String criterion = label.equals("y") ? "squared_error" : "gini";
            double[] theirs = peers.getOrDefault("alphas " + label + " " + criterion, ALL);
            double[] middles = train(
                            table,
                            PeerData.target(label),
                            peerWeights(),
                            "max_depth=4",
                            "min_samples_leaf=5",
                            "min_samples_split=2")
                    .complexities();
            double[] distinct = Arrays.stream(theirs).distinct().toArray();
            assertThat(middles).hasSize(distinct.length);
            for (int i = 0; i + 1 < distinct.length; i++) {
                assertThat(middles[i]).isCloseTo(Math.sqrt(distinct[i] * distinct[i + 1]), within(1e-9));
            }
            assertThat(middles[middles.length - 1]).isCloseTo(distinct[distinct.length - 1], within(1e-9));
        }
    }

    /** The first split of 60 random tables gains what the best of all subsets of levels and both sides of missing gain. */
    @Test
    void theFirstSplitOfACategoryIsTheBestOfAllSubsets() {
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 40;
            int[] codes = new int[n];
            double[] y = new double[n];
            boolean regression = seed % 2 == 0;
            for (int i = 0; i < n; i++) {
                codes[i] = random.nextInt(6) - 1;
                y[i] = regression ? random.nextInt(10) + codes[i] : random.nextInt(2);
            }
            Table table = new Table(List.of(new CategoricalColumn("c", codes, List.of("a", "b", "c", "d", "e"))));
            Target target = regression
                    ? new Target("y", Task.REGRESSION, y, List.of())
                    : new Target("y", Task.BINARY, y, List.of("n", "p"));
            Scores scores = train(table, target, ALL, "max_depth=1", "min_samples_leaf=1", "prune=0")
                    .model()
                    .score(table);
            double best = Double.POSITIVE_INFINITY;
            for (int subset = 1; subset < 63; subset++) { // bit 5 is missing
                best = Math.min(best, error(codes, y, subset));
            }
            double ours = 0;
            for (int i = 0; i < n; i++) ours += (y[i] - scores.get(i, 0)) * (y[i] - scores.get(i, 0));
            assertThat(ours).as("seed " + seed).isCloseTo(best, within(1e-9));
        }
    }

    private static double error(int[] codes, double[] y, int subset) {
        double[] sum = new double[2];
        double[] squares = new double[2];
        int[] count = new int[2];
        for (int i = 0; i < y.length; i++) {
            int side = subset >> (codes[i] < 0 ? 5 : codes[i]) & 1;
            sum[side] += y[i];
            squares[side] += y[i] * y[i];
            count[side]++;
        }
        double error = 0;
        for (int s = 0; s < 2; s++) if (count[s] > 0) error += squares[s] - sum[s] * sum[s] / count[s];
        return error;
    }

    @Test
    void missingNumbersGoWhereTheyBelong() {
        double nan = Double.NaN;
        double[] x = {1, 2, 3, 4, 5, 6, nan, nan, nan, 7};
        for (boolean low : new boolean[] {true, false}) {
            double[] y = {0, 0, 0, 9, 9, 9, low ? 0 : 9, low ? 0 : 9, low ? 0 : 9, 9};
            Table table = new Table(List.of(new NumericColumn("x", x)));
            double[] fitted = train(
                            table,
                            new Target("y", Task.REGRESSION, y, List.of()),
                            ALL,
                            "min_samples_leaf=1",
                            "min_samples_split=2",
                            "prune=0")
                    .model()
                    .score(table)
                    .values();
            assertThat(fitted).usingComparatorWithPrecision(1e-12).containsExactly(y);
        }
        double[] alone = {5, 5, 5, 5, 5, 5, 1, 1, 1, 5};
        Table table = new Table(List.of(new NumericColumn("x", x)));
        TreeEnsemble tree = train(
                        table,
                        new Target("y", Task.REGRESSION, alone, List.of()),
                        ALL,
                        "min_samples_leaf=1",
                        "min_samples_split=2",
                        "prune=0")
                .model();
        assertThat(tree.score(table).values())
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(alone);
        assertThat(tree.additiveScore(new double[] {1e300}, 0)).isCloseTo(5, within(1e-12));
    }

    @Test
    void anUnseenLevelGoesWithTheMajority() {
        List<String> cells = new ArrayList<>();
        double[] y = new double[50];
        for (int i = 0; i < 50; i++) {
            cells.add(i < 15 ? "rare" : i < 30 ? "b" : "c");
            y[i] = i < 15 ? 1 : 0;
        }
        TreeEnsemble tree = train(
                        new Table(List.of(CategoricalColumn.of("c", new ArrayList<>(cells)))),
                        new Target("y", Task.BINARY, y, List.of("n", "p")),
                        ALL,
                        "prune=0")
                .model();
        assertThat(tree.additiveScore(new double[] {-1}, 0)).isZero();
        assertThat(tree.additiveScore(new double[] {2}, 0)).isEqualTo(1);
    }

    @Test
    void limitsOnDepthLeavesAndRowsHold() {
        Table table = PeerData.inputs();
        Target target = PeerData.target("y");
        TreeEnsemble tree = train(
                        table, target, ALL, "prune=0", "max_leaves=5", "min_samples_leaf=9", "min_samples_split=2")
                .model();
        int leaves = 0;
        for (int i = 0; i < tree.trees().feature().length; i++) {
            if (!tree.trees().isLeaf(i)) continue;
            leaves++;
            assertThat(tree.trees().cover()[i]).isGreaterThanOrEqualTo(9);
        }
        assertThat(leaves).isEqualTo(5);
        assertThat(train(table, target, ALL, "max_depth=0").model().trees().feature())
                .hasSize(1);
        TreeEnsemble best = train(table, target, ALL, "prune=0", "max_leaves=2", "max_depth=9")
                .model();
        TreeEnsemble stump = train(table, target, ALL, "prune=0", "max_depth=1").model();
        assertThat(best.score(table).values())
                .containsExactly(stump.score(table).values());
    }

    @Test
    void noiseIsPrunedToTheRoot() {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = new double[400];
        double[] y = new double[400];
        for (int i = 0; i < 400; i++) {
            x[i] = random.nextDouble();
            y[i] = random.nextInt(2);
        }
        TreeFit fit = train(
                new Table(List.of(new NumericColumn("x", x))), new Target("y", Task.BINARY, y, List.of("n", "p")), ALL);
        assertThat(fit.splits()).isGreaterThan(10);
        assertThat(fit.model().trees().feature()).hasSize(1);
    }

    @Test
    void aWeightOfTwoIsTwoRows() {
        Table table = PeerData.inputs();
        int n = table.rows();
        double[] weights = new double[n];
        int[] rows = new int[2 * n];
        int at = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = i % 2 == 0 ? 2 : 1;
            rows[at++] = i;
            if (i % 2 == 0) rows[at++] = i;
        }
        int[] picked = Arrays.copyOf(rows, at);
        for (String label : List.of("y", "b", "t")) {
            String[] settings = {"prune=0.01", "min_samples_leaf=1", "min_samples_split=2", "max_depth=3"};
            double[] once = train(table, PeerData.target(label), weights, settings)
                    .model()
                    .score(table)
                    .values();
            double[] twice = train(table.select(picked), PeerData.target(label).select(picked), ALL, settings)
                    .model()
                    .score(table)
                    .values();
            assertThat(once).usingComparatorWithPrecision(1e-9).containsExactly(twice);
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsOnAnyNumberOfThreadsAndDeadlinesReplay() {
        Target target = PeerData.target("t");
        TreeSettings settings = TreeSettings.defaults(Task.MULTICLASS);
        TreeFit one = new TreeTrainer(settings, new ForkJoinPool(1))
                .train(PeerData.inputs(), target, null, new RandomStreams(1), Progress.NONE, Deadline.NEVER);
        TreeFit four = new TreeTrainer(settings, new ForkJoinPool(4))
                .train(PeerData.inputs(), target, null, new RandomStreams(1), Progress.NONE, Deadline.NEVER);
        assertThat(four.provenance()).isEqualTo(one.provenance());
        assertThat(four.model().trees().values())
                .containsExactly(one.model().trees().values());
        int[] asked = {0};
        TreeTrainer trainer = new TreeTrainer(settings, ForkJoinPool.commonPool());
        TreeFit cut = trainer.train(
                PeerData.inputs(), target, null, new RandomStreams(1), Progress.NONE, () -> ++asked[0] > 3);
        assertThat(cut.splits()).isEqualTo(3);
        assertThat(cut.stopped()).isTrue();
        TreeFit again = trainer.replaying(3)
                .train(PeerData.inputs(), target, null, new RandomStreams(1), Progress.NONE, Deadline.NEVER);
        assertThat(again.provenance()).isEqualTo(cut.provenance());
        assertThat(again.model().trees().values())
                .containsExactly(cut.model().trees().values());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> TreeSettings.defaults(Task.BINARY).with(Map.of("criterion", "squared_error")))
                .hasMessageStartingWith("CND-G002");
        assertThatThrownBy(() -> new TreeTrainer(TreeSettings.defaults(Task.BINARY), ForkJoinPool.commonPool())
                        .train(
                                PeerData.inputs(),
                                PeerData.target("y"),
                                null,
                                new RandomStreams(1),
                                Progress.NONE,
                                Deadline.NEVER))
                .hasMessageStartingWith("CND-G002");
        TreeEnsemble tree = train(PeerData.inputs(), PeerData.target("b"), ALL).model();
        assertThatThrownBy(() -> new TreeTrainer(TreeSettings.defaults(Task.BINARY), ForkJoinPool.commonPool())
                        .fit(
                                PeerData.inputs(),
                                PeerData.target("b"),
                                null,
                                tree,
                                new RandomStreams(1),
                                Progress.NONE,
                                Deadline.NEVER))
                .hasMessageStartingWith("CND-G009");
    }

    @Test
    void realDataGiveSmallTreesThatGeneralise() throws IOException {
        TestData german = TestData.read(Requires.sharedData("german-credit.csv"), "default");
        double better = 0;
        for (int fold = 0; fold < 5; fold++) {
            int f = fold;
            int[] train = java.util.stream.IntStream.range(0, 1000)
                    .filter(i -> i % 5 != f)
                    .toArray();
            int[] test = java.util.stream.IntStream.range(0, 1000)
                    .filter(i -> i % 5 == f)
                    .toArray();
            TreeFit fit = train(german.inputs().select(train), german.target().select(train), ALL, "select=min");
            assertThat(fit.model().trees().feature().length).isBetween(3, 60);
            Scores scores = fit.model().score(german.inputs().select(test));
            for (int i = 0; i < test.length; i++) {
                double y = german.target().values()[test[i]];
                better += (y - 0.3) * (y - 0.3) - (y - scores.get(i, 0)) * (y - scores.get(i, 0));
            }
        }
        assertThat(better / 1000).isGreaterThan(0.01); // Brier score below that of the base rate, .21
    }
}
