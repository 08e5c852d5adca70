package io.candor.glassbox.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.candor.core.data.CategoricalColumn;
import io.candor.core.data.Column;
import io.candor.core.data.NumericColumn;
import io.candor.core.data.Table;
import io.candor.core.data.TextColumn;
import io.candor.core.model.LinearModel;
import io.candor.core.model.Link;
import io.candor.core.model.Scores;
import io.candor.core.model.Target;
import io.candor.core.model.Task;
import io.candor.core.port.Deadline;
import io.candor.core.port.Progress;
import io.candor.core.random.RandomStreams;
import io.candor.glassbox.TestData;
import io.candor.testkit.Requires;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class LinearTrainerTest {
    private static final double[] ALL = {};

    private static LinearFit train(Table inputs, Target target, double[] weights, String... settings) {
        return new LinearTrainer(settings(settings), ForkJoinPool.commonPool())
                .train(
                        inputs,
                        target,
                        weights.length == 0 ? null : weights,
                        null,
                        new RandomStreams(3),
                        Progress.NONE,
                        Deadline.NEVER);
    }

    private static LinearSettings settings(String... changes) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        for (String change : changes) map.put(change.split("=")[0], change.split("=")[1]);
        return LinearSettings.DEFAULT.with(map);
    }

    private static LinearModel plain(Table inputs, Target target, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.add("lambda=0");
        return train(inputs, target, ALL, all.toArray(String[]::new)).model();
    }

    @Test
    void penalisedPredictionsAreScikitLearns() {
        int compared = 0;
        for (Map.Entry<String, double[]> peer : PeerData.VALUES.entrySet()) {
            String[] key = peer.getKey().replace("weighted ", "").split(" ");
            if (key.length != 3) continue;
            double[] weights = peer.getKey().startsWith("weighted") ? PeerData.numbers("w") : ALL;
            LinearModel model = train(
                            PeerData.inputs(), PeerData.target(key[0]), weights, "lambda=" + key[1], "alpha=" + key[2])
                    .model();
            Scores scores = model.score(PeerData.inputs());
            for (int v = 0; v < peer.getValue().length; v++) {
                assertThat(scores.values()[v]).as(peer.getKey()).isCloseTo(peer.getValue()[v], within(2e-6));
            }
            compared++;
        }
        assertThat(compared).isEqualTo(15);
    }

    @Test
    void leastSquaresWithoutPenaltyIsStatsmodels() {
        LinearModel model = plain(PeerData.inputs(), PeerData.target("y"), "intervals=wald");
        assertFitted(model, "ols fitted", 1e-9);
        double[] params = PeerData.of("ols params");
        double[] errors = PeerData.of("ols se");
        double[] conf = PeerData.of("ols conf");
        LinearModel.Intervals intervals = model.intervals().orElseThrow();
        assertThat(intervals.method()).isEqualTo("Wald, t");
        int[][] same = {{1, 1}, {2, 2}, {3, 3}, {5, 4}}; // ours: intercept, x1, missing, x2, missing, x3; theirs
        for (int[] at : same) {
            int input = (at[0] - 1) / 2;
            assertThat(model.effects().get(input).coefficient((at[0] - 1) % 2, 0))
                    .isCloseTo(params[at[1]], within(1e-9));
            assertThat(intervals.errors()[at[0]]).isCloseTo(errors[at[1]], within(1e-9));
            assertThat(intervals.low()[at[0]]).isCloseTo(conf[2 * at[1]], within(1e-7));
            assertThat(intervals.high()[at[0]]).isCloseTo(conf[2 * at[1] + 1], within(1e-7));
        }
        LinearModel.Effect c = model.effects().get(3);
        for (int l = 1; l < 4; l++) {
            assertThat(c.coefficient(l, 0) - c.coefficient(0, 0)).isCloseTo(params[4 + l], within(1e-9));
        }
        LinearModel robust = plain(PeerData.inputs(), PeerData.target("y"), "intervals=sandwich");
        double[] hc1 = PeerData.of("hc1 se");
        for (int[] at : same)
            assertThat(robust.intervals().orElseThrow().errors()[at[0]]).isCloseTo(hc1[at[1]], within(1e-9));
    }

    @Test
    void logisticAndMultinomialWithoutPenaltyAreStatsmodels() {
        LinearModel logit = plain(PeerData.inputs(), PeerData.target("b"));
        assertFitted(logit, "logit fitted", 1e-8);
        double[] errors = PeerData.of("logit se");
        LinearModel.Intervals intervals = logit.intervals().orElseThrow();
        assertThat(intervals.errors()[1]).isCloseTo(errors[1], within(1e-7));
        assertThat(intervals.errors()[5]).isCloseTo(errors[4], within(1e-7));
        LinearModel three = plain(PeerData.inputs(), PeerData.target("t"));
        assertFitted(three, "mnlogit fitted", 1e-8);
        for (int k = 0; k < 3; k++) {
            assertThat(three.effects().get(1).coefficient(0, k)).isCloseTo(PeerData.of("mnlogit x2")[k], within(1e-7));
            assertThat(three.intervals().orElseThrow().errors()[3 * 3 + k])
                    .isCloseTo(PeerData.of("mnlogit x2se")[k], within(1e-7));
        }
    }

    private static void assertFitted(LinearModel model, String key, double tolerance) {
        Scores scores = model.score(PeerData.inputs());
        double[] fitted = PeerData.of(key);
        for (int v = 0; v < fitted.length; v++) assertThat(scores.values()[v]).isCloseTo(fitted[v], within(tolerance));
    }

    /** Karush-Kuhn-Tucker: a standardised column's gradient is λα sign(β) + λ(1−α)β, or within ±λα where β is 0. */
    @Test
    void everySolutionMeetsItsOptimalityConditions() {
        double lambda = 0.05;
        double alpha = 0.7;
        Table table = PeerData.inputs().only(List.of("x2", "x3"));
        for (String label : List.of("y", "b")) {
            Target target = PeerData.target(label);
            LinearModel model = train(table, target, ALL, "lambda=" + lambda, "alpha=" + alpha)
                    .model();
            Scores scores = model.score(table);
            int n = table.rows();
            for (int j = 0; j < 2; j++) {
                LinearModel.Slope slope = (LinearModel.Slope) model.effects().get(j);
                double[] x = ((NumericColumn) table.columns().get(j)).values();
                double gradient = 0;
                for (int i = 0; i < n; i++) {
                    double z = (x[i] - slope.centre()) / slope.deviation();
                    gradient += (target.values()[i] - scores.get(i, 0)) * z / n;
                }
                double beta = slope.slope()[0] * slope.deviation();
                if (beta == 0) assertThat(Math.abs(gradient)).isLessThan(lambda * alpha + 1e-9);
                else {
                    double wanted = lambda * alpha * Math.signum(beta) + lambda * (1 - alpha) * beta;
                    assertThat(gradient).isCloseTo(wanted, within(1e-8));
                }
            }
        }
    }

    /** Ridge on one column: β = Σzy / (n + nλ) with z standardised. */
    @Test
    void ridgeOfOneColumnHasItsClosedForm() {
        double[] x = {1, 2, 4, 8, 16};
        double[] y = {3, 1, 4, 1, 5};
        LinearModel model = train(table(number("x", x)), regression(y), ALL, "lambda=0.4", "alpha=0")
                .model();
        double mean = 6.2;
        double squares = 0;
        double cross = 0;
        for (int i = 0; i < 5; i++) {
            squares += (x[i] - mean) * (x[i] - mean);
            cross += (x[i] - mean) * (y[i] - 2.8);
        }
        double deviation = Math.sqrt(squares / 5);
        assertThat(model.effects().get(0).coefficient(0, 0))
                .isCloseTo(cross / deviation / (5 + 5 * 0.4) / deviation, within(1e-9));
        assertThat(model.intercept()[0]).isCloseTo(2.8, within(1e-12));
    }

    @Test
    void collinearConstantAndEmptyColumnsDoNotChangePredictions() {
        double[] x = {1, 2, 4, 8, 16, 3};
        double[] y = {3, 1, 4, 1, 5, 9};
        double[] twice = Arrays.stream(x).map(v -> 2 * v - 1).toArray();
        double[] nothing = new double[6];
        Arrays.fill(nothing, Double.NaN);
        LinearModel alone = plain(table(number("x", x)), regression(y));
        Table all = table(
                number("x", x),
                number("twice", twice),
                number("seven", new double[] {7, 7, 7, 7, 7, 7}),
                number("nothing", nothing),
                CategoricalColumn.of("one", List.of("a", "a", "a", "a", "a", "a")));
        LinearModel with = plain(all, regression(y));
        for (int i = 0; i < 6; i++) {
            assertThat(with.score(all).get(i, 0)).isCloseTo(alone.score(all).get(i, 0), within(1e-9));
        }
        LinearModel.Intervals intervals = with.intervals().orElseThrow();
        assertThat(intervals.errors()[0]).isPositive();
        assertThat(intervals.errors()[1]).isNaN(); // shared with twice
        assertThat(intervals.errors()[3]).isNaN();
        LinearModel ridge =
                train(all, regression(y), ALL, "lambda=0.1", "alpha=0").model();
        assertThat(ridge.effects().get(0).coefficient(0, 0))
                .isCloseTo(2 * ridge.effects().get(1).coefficient(0, 0), within(1e-6)); // shared evenly
        assertThat(ridge.effects().get(2).coefficient(0, 0)).isZero();
    }

    @Test
    void aWeightOfTwoIsTwoRows() {
        Table table = PeerData.inputs();
        int n = table.rows();
        double[] weights = new double[n];
        int[] rows = new int[2 * n - n / 2];
        int at = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = i % 2 == 0 ? 2 : 1;
            rows[at++] = i;
            if (i % 2 == 0) rows[at++] = i;
        }
        for (String label : List.of("y", "b", "t")) {
            Target target = PeerData.target(label);
            for (String lambda : List.of("0", "0.02")) {
                double[] once = train(table, target, weights, "lambda=" + lambda)
                        .model()
                        .score(table)
                        .values();
                int[] picked = Arrays.copyOf(rows, at);
                double[] twice = train(table.select(picked), target.select(picked), ALL, "lambda=" + lambda)
                        .model()
                        .score(table)
                        .values();
                for (int v = 0; v < once.length; v++) assertThat(once[v]).isCloseTo(twice[v], within(1e-6));
            }
        }
    }

    @Test
    void separatedClassesNeedAPenalty() {
        double[] x = new double[40];
        double[] y = new double[40];
        for (int i = 0; i < 40; i++) {
            x[i] = i;
            y[i] = i < 20 ? 0 : 1;
        }
        Table table = table(number("x", x));
        Target target = new Target("y", Task.BINARY, y, List.of("n", "p"));
        assertThatThrownBy(() -> plain(table, target)).hasMessageStartingWith("CND-G034");
        LinearModel model = train(table, target, ALL).model();
        assertThat(model.score(table).get(0, 0)).isLessThan(0.1);
        assertThat(model.score(table).get(39, 0)).isGreaterThan(0.9);
        List<String> half = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            half.add(i < 10 ? "pure" : i % 2 == 0 ? "a" : "b");
            y[i] = i < 10 ? 1 : i % 3 == 0 ? 1 : 0;
        }
        Table levels = table(CategoricalColumn.of("c", new ArrayList<>(half)));
        assertThatThrownBy(() -> plain(levels, new Target("y", Task.BINARY, y, List.of("n", "p"))))
                .hasMessageStartingWith("CND-G034");
    }

    @Test
    void badDataIsRefusedWithItsCode() {
        Table one = table(number("x", new double[] {1, 2, 3}));
        Target y = regression(new double[] {1, 2, 4});
        assertThatThrownBy(() -> plain(table(new TextColumn("t", new String[] {"a", "b", "c"})), y))
                .hasMessageStartingWith("CND-G003");
        assertThatThrownBy(() -> plain(one, new Target("y", Task.BINARY, new double[3], List.of("a", "b"))))
                .hasMessageStartingWith("CND-G005");
        assertThatThrownBy(() -> plain(table(number("x", new double[] {1, 2, Double.POSITIVE_INFINITY})), y))
                .hasMessageStartingWith("CND-G006");
        assertThatThrownBy(() -> train(one, y, new double[] {1, 0, 1})).hasMessageStartingWith("CND-G007");
        assertThatThrownBy(() -> plain(table(number("x", new double[] {1, 2, 1e200})), y))
                .hasMessageStartingWith("CND-G032");
        assertThatThrownBy(() -> plain(one, regression(new double[] {1, 2, 1e200})))
                .hasMessageStartingWith("CND-G036");
        assertThatThrownBy(() ->
                        plain(one, new Target("y", Task.MULTICLASS, new double[] {0, 1, 0}, List.of("a", "b", "c"))))
                .hasMessageStartingWith("CND-G035");
        assertThatThrownBy(() -> settings("alpha=2")).hasMessageStartingWith("CND-G002");
        assertThatThrownBy(() -> settings("lamda=2"))
                .hasMessageStartingWith("CND-G001")
                .hasMessageContaining("did you mean 'lambda'");
    }

    @Test
    void everyRowOfOneValueIsPredictedAsThatValue() {
        Table table = table(number("x", new double[] {1, 2, 3, 4}));
        LinearModel model = train(table, regression(new double[] {5, 5, 5, 5}), ALL, "folds=2")
                .model();
        assertThat(model.score(table).values()).containsExactly(5, 5, 5, 5);
    }

    @Test
    void theSameSeedGivesTheSameBitsOnAnyNumberOfThreads() {
        Target target = PeerData.target("b");
        LinearFit one = new LinearTrainer(LinearSettings.DEFAULT, new ForkJoinPool(1))
                .train(PeerData.inputs(), target, null, null, new RandomStreams(1), Progress.NONE, Deadline.NEVER);
        LinearFit two = new LinearTrainer(LinearSettings.DEFAULT, new ForkJoinPool(4))
                .train(PeerData.inputs(), target, null, null, new RandomStreams(1), Progress.NONE, Deadline.NEVER);
        assertThat(two.model().score(PeerData.inputs()).values())
                .containsExactly(one.model().score(PeerData.inputs()).values());
        assertThat(two.provenance()).isEqualTo(one.provenance());
    }

    @Test
    void aDeadlineShortensThePathAndTheStepsReplayIt() {
        int[] asked = {0};
        LinearTrainer trainer = new LinearTrainer(settings("folds=2", "lambdas=30"), new ForkJoinPool(1));
        Target target = PeerData.target("y");
        LinearFit cut = trainer.train(
                PeerData.inputs(), target, null, null, new RandomStreams(1), Progress.NONE, () -> ++asked[0] > 12);
        assertThat(cut.path().length).isBetween(1, 12);
        LinearFit again = trainer.replaying(cut.path().length)
                .train(PeerData.inputs(), target, null, null, new RandomStreams(1), Progress.NONE, Deadline.NEVER);
        assertThat(again.provenance()).isEqualTo(cut.provenance());
        assertThat(again.model().score(PeerData.inputs()).values())
                .containsExactly(cut.model().score(PeerData.inputs()).values());
    }

    @Test
    void aWarmStartEndsWhereAFreshStartEnds() {
        for (String label : List.of("y", "b", "t")) {
            Target target = PeerData.target(label);
            LinearModel first =
                    train(PeerData.inputs(), target, ALL, "lambda=0.05").model();
            for (String lambda : List.of("0", "0.01")) {
                LinearTrainer trainer = new LinearTrainer(settings("lambda=" + lambda), ForkJoinPool.commonPool());
                double[] warm = trainer.fit(
                                PeerData.inputs(),
                                target,
                                null,
                                first,
                                new RandomStreams(1),
                                Progress.NONE,
                                Deadline.NEVER)
                        .score(PeerData.inputs())
                        .values();
                double[] fresh = train(PeerData.inputs(), target, ALL, "lambda=" + lambda)
                        .model()
                        .score(PeerData.inputs())
                        .values();
                for (int v = 0; v < warm.length; v++) assertThat(warm[v]).isCloseTo(fresh[v], within(1e-6));
            }
            assertThatThrownBy(() -> new LinearTrainer(LinearSettings.DEFAULT, ForkJoinPool.commonPool())
                            .fit(
                                    PeerData.inputs(),
                                    PeerData.target(label.equals("y") ? "b" : "y"),
                                    null,
                                    first,
                                    new RandomStreams(1),
                                    Progress.NONE,
                                    Deadline.NEVER))
                    .hasMessageStartingWith("CND-G009");
        }
    }

    /** 400 samples of 200 rows with a lasso chosen by cross-validation: 95 % intervals must hold at least 93 %, at most 97.5 %. */
    @Test
    void debiasedIntervalsCoverTrueCoefficients() {
        for (Task task : List.of(Task.REGRESSION, Task.BINARY)) {
            double[] truth = {1, -0.5, 0, 0.3, 0};
            int hits = 0;
            int all = 0;
            for (int s = 0; s < 400; s++) {
                SplittableRandom random = new SplittableRandom(s);
                double[][] x = new double[5][200];
                double[] y = new double[200];
                for (int i = 0; i < 200; i++) {
                    double common = gauss(random);
                    double eta = 0.2;
                    for (int j = 0; j < 5; j++) {
                        x[j][i] = 0.6 * common + 0.8 * gauss(random);
                        eta += truth[j] * x[j][i];
                    }
                    y[i] = task == Task.REGRESSION
                            ? eta + gauss(random)
                            : random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
                }
                Column[] columns = new Column[5];
                for (int j = 0; j < 5; j++) columns[j] = number("x" + j, x[j]);
                Target target = task == Task.REGRESSION ? regression(y) : new Target("y", task, y, List.of("n", "p"));
                LinearModel model = train(table(columns), target, ALL, "alpha=1", "folds=3", "lambdas=20")
                        .model();
                LinearModel.Intervals intervals = model.intervals().orElseThrow();
                assertThat(intervals.method()).startsWith("debiased");
                for (int j = 0; j < 5; j++, all++) {
                    if (intervals.low()[1 + 2 * j] <= truth[j]
                            && truth[j] <= intervals.high()[1 + 2 * j]) hits++;
                }
            }
            assertThat((double) hits / all).as(task.label()).isBetween(0.93, 0.975);
        }
    }

    private static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    @Test
    void aHundredThousandLevelsAreLearntAsTheyAre() {
        int n = 120_000;
        int[] codes = new int[n];
        double[] y = new double[n];
        List<String> levels = new ArrayList<>();
        for (int l = 0; l < 100_000; l++) levels.add("l" + l);
        for (int i = 0; i < n; i++) {
            codes[i] = i % 100_000;
            y[i] = codes[i] % 2;
        }
        Table table = table(new CategoricalColumn("id", codes, levels));
        LinearModel model = train(table, regression(y), ALL, "lambda=0.001").model();
        assertThat(model.intervals()).isEmpty();
        assertThat(model.effects().get(0).coefficient(1, 0))
                .isGreaterThan(model.effects().get(0).coefficient(2, 0));
        assertThatThrownBy(() -> plain(table, regression(y))).hasMessageStartingWith("CND-G031");
    }

    @Test
    void realDataAreLearntAsWellAsByScikitLearn() throws IOException {
        TestData german = TestData.read(Requires.sharedData("german-credit.csv"), "default");
        double auc = 0;
        for (int fold = 0; fold < 5; fold++) {
            auc += auc(german, fold) / 5;
        }
        assertThat(auc).isBetween(0.77, 0.81); // scikit-learn's LogisticRegressionCV, same folds: .785
        TestData diabetes = TestData.read(Requires.shippedData("diabetes/diabetes.csv"), "progression");
        LinearModel model = train(diabetes.inputs(), diabetes.target(), ALL).model();
        assertThat(model.link()).isEqualTo(Link.IDENTITY);
        double[] y = diabetes.target().values();
        double mean = Arrays.stream(y).average().orElseThrow();
        double rest = 0;
        double whole = 0;
        for (int i = 0; i < y.length; i++) {
            double fitted = model.score(diabetes.inputs()).get(0, 0);
            if (i == 0) assertThat(fitted).isBetween(150.0, 260.0);
            whole += (y[i] - mean) * (y[i] - mean);
        }
        Scores scores = model.score(diabetes.inputs());
        for (int i = 0; i < y.length; i++) rest += (y[i] - scores.get(i, 0)) * (y[i] - scores.get(i, 0));
        assertThat(1 - rest / whole).isBetween(0.50, 0.52); // ordinary least squares: .5177
    }

    private static double auc(TestData data, int fold) {
        int[] train = rows(data, fold, false);
        int[] test = rows(data, fold, true);
        LinearModel model = train(data.inputs().select(train), data.target().select(train), ALL)
                .model();
        Scores scores = model.score(data.inputs().select(test));
        double pairs = 0;
        double won = 0;
        for (int i = 0; i < test.length; i++) {
            for (int j = 0; j < test.length; j++) {
                if (data.target().values()[test[i]] != 1 || data.target().values()[test[j]] != 0) continue;
                pairs++;
                double d = scores.get(i, 0) - scores.get(j, 0);
                won += d > 0 ? 1 : d == 0 ? 0.5 : 0;
            }
        }
        return won / pairs;
    }

    private static int[] rows(TestData data, int fold, boolean test) {
        return java.util.stream.IntStream.range(0, data.inputs().rows())
                .filter(i -> (i % 5 == fold) == test)
                .toArray();
    }

    private static Column number(String name, double[] values) {
        return new NumericColumn(name, values);
    }

    private static Table table(Column... columns) {
        return new Table(List.of(columns));
    }

    private static Target regression(double[] values) {
        return new Target("y", Task.REGRESSION, values, List.of());
    }
}
